package dev.polyphony.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.ProcessMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A real Cassandra server, one node, as a child process, on free ports of the loopback address.
///
/// It ends with this JVM, also when that is killed.
public final class EmbeddedCassandra implements EmbeddedServer {
  /// What clients must name as theirs.
  public static final String DATACENTER = "datacenter1";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ChildProcess process;
  private final int port;
  private final AtomicInteger keyspaces = new AtomicInteger();

  private EmbeddedCassandra(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /// A server that keeps nothing.
  public static EmbeddedCassandra start() {
    return FreePort.taking(0, port -> launch(Folders.scratch("cassandra"), true, port));
  }

  /// A server that keeps its data in a folder, made where it is missing.
  public static EmbeddedCassandra start(Path folder) {
    return start(folder, 0);
  }

  /// Like [#start(Path)], on a port that its clients know already; 0 takes any.
  public static EmbeddedCassandra start(Path folder, int port) {
    return FreePort.taking(port, taken -> launch(Folders.kept(folder), false, taken));
  }

  private static EmbeddedCassandra launch(Path folder, boolean scratch, int port) {
    var program = new CassandraProgram(folder, port, FreePort.any());
    program.prepare();
    var process =
        ChildProcess.start(
            new ChildProcess.Program(
                "cassandra",
                program.command(),
                // Otherwise each thread takes its own arena from the system.
                Map.of("MALLOC_ARENA_MAX", "2"),
                folder,
                scratch,
                // Its shutdown in good order takes seconds, which only data that stay are worth.
                scratch ? "KILL" : "TERM"));
    process.await(() -> serves(port), PATIENCE);
    return new EmbeddedCassandra(process, port);
  }

  /// The server opens its port when all else is done.
  private static Optional<Integer> serves(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return Optional.of(port);
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  @Override
  public int port() {
    return port;
  }

  /// The server's own process.
  @Override
  public long pid() {
    return process
        .handle()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new IllegalStateException("Cassandra has ended"));
  }

  /// What the server holds, in bytes.
  @Override
  public long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// A keyspace of that name, made where it is missing. Its URL is the server's contact point.
  public Database keyspace(String name) {
    execute(
        null,
        "CREATE KEYSPACE IF NOT EXISTS \""
            + name.replace("\"", "\"\"")
            + "\" WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    return new Database(name, "127.0.0.1:" + port);
  }

  /// An empty keyspace of its own, for tests that must not see each other.
  public Database newKeyspace() {
    return keyspace("test_" + keyspaces.incrementAndGet());
  }

  /// Runs statements, separated by semicolons at line ends, in a keyspace or in none.
  public void execute(@Nullable Database keyspace, String statements) {
    try (var session = connect(keyspace)) {
      for (var statement : CqlScript.statements(statements)) {
        session.execute(statement);
      }
    }
  }

  /// A session of its own; whoever asks for it closes it.
  public CqlSession connect(@Nullable Database keyspace) {
    var builder =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .withLocalDatacenter(DATACENTER)
            .withConfigLoader(clientSettings());
    return keyspace == null
        ? builder.build()
        : builder.withKeyspace('"' + keyspace.name().replace("\"", "\"\"") + '"').build();
  }

  /// Patient, for a server that was started a moment ago, and quick to close.
  private static DriverConfigLoader clientSettings() {
    return DriverConfigLoader.programmaticBuilder()
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(60))
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(
            DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, Duration.ofSeconds(30))
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(10))
        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
        .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
        .build();
  }

  /// Where the server's log and data are.
  Path folder() {
    return process.folder();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  @Override
  public void close() {
    process.close();
  }
}
