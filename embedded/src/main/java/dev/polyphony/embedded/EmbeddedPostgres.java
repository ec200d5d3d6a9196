package dev.polyphony.embedded;

import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.Command;
import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.ProcessMemory;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL server as a child process, on a free port of the loopback address.
///
/// It ends with this JVM, also when that is killed. It does not force its writes to the disk: a
/// crash of the machine, but not of the server, may lose them.
public final class EmbeddedPostgres implements EmbeddedServer {
  private static final String USER = "polyphony";
  private static final String PASSWORD = "secret";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final int port;
  private final long pid;
  private final AtomicInteger databases = new AtomicInteger();

  private EmbeddedPostgres(ChildProcess process, int port, long pid) {
    this.process = process;
    this.port = port;
    this.pid = pid;
  }

  /// A server that keeps nothing.
  public static EmbeddedPostgres start() {
    return FreePort.taking(0, port -> start(Folders.scratch("postgres"), true, port));
  }

  /// A server that keeps its data in a folder, made where it is missing.
  public static EmbeddedPostgres start(Path folder) {
    return start(folder, 0);
  }

  /// Like [#start(Path)], on a port that its clients know already; 0 takes any.
  public static EmbeddedPostgres start(Path folder, int port) {
    return FreePort.taking(port, taken -> start(Folders.kept(folder), false, taken));
  }

  private static EmbeddedPostgres start(Path folder, boolean scratch, int port) {
    var user = ServerUser.detect();
    var binaries = PostgresBinaries.unpacked(user);
    var data = folder.resolve("data");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      Folders.remove(data);
      initialise(binaries, user, folder, data);
    }
    return launch(binaries, user, folder, data, scratch, port);
  }

  private static void initialise(
      PostgresBinaries binaries, ServerUser user, Path folder, Path data) {
    var password = folder.resolve("password");
    try {
      Files.createDirectories(data);
      Files.writeString(password, PASSWORD);
      user.own(folder);
      var outcome =
          Command.run(
              user.command(
                  List.of(
                      binaries.program("initdb").toString(),
                      "--pgdata=" + data,
                      "--username=" + USER,
                      "--pwfile=" + password,
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale=C.UTF-8",
                      "--no-sync",
                      "--no-instructions")));
      Files.delete(password);
      if (!outcome.succeeded()) {
        throw new StartFailure("PostgreSQL's initdb failed: " + outcome.output());
      }
    } catch (IOException failure) {
      throw new StartFailure("cannot prepare " + data + ": " + failure.getMessage(), failure);
    }
  }

  private static EmbeddedPostgres launch(
      PostgresBinaries binaries,
      ServerUser user,
      Path folder,
      Path data,
      boolean scratch,
      int port) {
    var command =
        new ArrayList<>(
            List.of(
                binaries.program("postgres").toString(), "-D", data.toString(), "-p", "" + port));
    for (var setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_buffers=32MB",
            "max_connections=200",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "jit=off")) {
      command.add("-c");
      command.add(setting);
    }
    var process =
        ChildProcess.start(
            // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
            new ChildProcess.Program(
                "postgres", user.command(command), Map.of("LC_ALL", "C"), folder, scratch, "INT"));
    var pid = process.await(() -> readyPid(data, port), PATIENCE);
    return new EmbeddedPostgres(process, port, pid);
  }

  /// PostgreSQL writes its state to the eighth line of its pid file, and its port to the fourth.
  private static Optional<Long> readyPid(Path data, int port) {
    try {
      var file = data.resolve("postmaster.pid");
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      var ready =
          lines.size() >= 8
              && lines.get(3).strip().equals("" + port)
              && lines.get(7).strip().equals("ready");
      return ready ? Optional.of(Long.valueOf(lines.getFirst().strip())) : Optional.empty();
    } catch (IOException beingWritten) {
      return Optional.empty();
    }
  }

  @Override
  public int port() {
    return port;
  }

  /// The server's own process; its children are one per connection, and a few more.
  @Override
  public long pid() {
    return pid;
  }

  /// What all processes of the server hold, in bytes.
  @Override
  public long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// The database that every server has.
  public Database database() {
    return named("postgres");
  }

  /// A database of that name, made where it is missing.
  public Database database(String name) {
    try (var connection = connect(database());
        var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (var rows = query.executeQuery()) {
        return rows.next() ? named(name) : create(name);
      }
    } catch (SQLException failure) {
      throw new StartFailure(
          "cannot look up database " + name + ": " + failure.getMessage(), failure);
    }
  }

  /// An empty database of its own, for tests that must not see each other.
  public Database newDatabase() {
    return create("test_" + databases.incrementAndGet());
  }

  private Database create(String name) {
    execute(database(), "CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
    return named(name);
  }

  private Database named(String name) {
    return new Database(
        name, "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/" + name);
  }

  /// Runs statements, separated by semicolons, in a database.
  public void execute(Database database, String statements) {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure.getMessage() + " in: " + statements, failure);
    }
  }

  public Connection connect(Database database) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database.name());
    source.setUser(USER);
    source.setPassword(PASSWORD);
    source.setConnectTimeout(10);
    source.setSocketTimeout(120);
    return source.getConnection();
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
