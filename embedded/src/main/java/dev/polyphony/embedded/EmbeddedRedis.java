package dev.polyphony.embedded;

import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.ProcessMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A real Redis server as a child process, on a free port of the loopback address.
///
/// It ends with this JVM, also when that is killed. One that keeps its data appends each write to a
/// file, so that a killed server loses nothing.
public final class EmbeddedRedis implements EmbeddedServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int DATABASES = 1000;

  private final ChildProcess process;
  private final int port;
  private final long pid;
  private final AtomicInteger databases = new AtomicInteger();

  private EmbeddedRedis(ChildProcess process, int port, long pid) {
    this.process = process;
    this.port = port;
    this.pid = pid;
  }

  /// A server that keeps nothing.
  public static EmbeddedRedis start() {
    return start(new String[0]);
  }

  /// A server that keeps nothing, with settings as on its command line.
  public static EmbeddedRedis start(String... settings) {
    return FreePort.taking(
        0, port -> launch(Folders.scratch("redis"), true, port, List.of(settings)));
  }

  /// A server that keeps its data in a folder, made where it is missing.
  public static EmbeddedRedis start(Path folder) {
    return start(folder, 0);
  }

  /// Like [#start(Path)], on a port that its clients know already; 0 takes any.
  public static EmbeddedRedis start(Path folder, int port) {
    return FreePort.taking(port, taken -> launch(Folders.kept(folder), false, taken, List.of()));
  }

  private static EmbeddedRedis launch(
      Path folder, boolean scratch, int port, List<String> settings) {
    var binary = RedisBinary.find();
    var command = new ArrayList<>(List.of(binary.toString(), "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString()));
    command.addAll(List.of("--databases", "" + DATABASES, "--save", ""));
    command.addAll(List.of("--appendonly", scratch ? "no" : "yes"));
    command.addAll(settings);
    var process =
        ChildProcess.start(
            new ChildProcess.Program("redis", command, Map.of(), folder, scratch, "TERM"));
    return new EmbeddedRedis(process, port, process.await(() -> readyPid(process, port), PATIENCE));
  }

  /// Present once the server has read its data and answers. Another one that has taken the port in
  /// the meantime is not it.
  private static Optional<Long> readyPid(ChildProcess process, int port) {
    try (var commands = RedisCommands.connect(port)) {
      return String.valueOf(commands.run("INFO", "server"))
          .lines()
          .filter(line -> line.startsWith("process_id:"))
          .map(line -> Long.valueOf(line.substring(line.indexOf(':') + 1).strip()))
          .filter(pid -> process.handle().descendants().anyMatch(own -> own.pid() == pid))
          .findFirst();
    } catch (IOException | UncheckedIOException | IllegalStateException starting) {
      return Optional.empty();
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return pid;
  }

  /// What the server's process holds, in bytes.
  @Override
  public long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// The database of that number.
  public Database database(String number) {
    return new Database(number, "redis://127.0.0.1:" + port + "/" + number);
  }

  /// An empty database of its own, for tests that must not see each other.
  public Database newDatabase() {
    return database("" + databases.incrementAndGet());
  }

  /// A connection that uses the database.
  public RedisCommands connect(Database database) {
    try {
      var commands = RedisCommands.connect(port);
      commands.run("SELECT", database.name());
      return commands;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
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
