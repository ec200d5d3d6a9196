package dev.polyphony.embedded;

import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.JavaCommand;
import dev.polyphony.embedded.process.ProcessMemory;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The emulator of MongoDB's wire protocol as a child process of its own, on a free port of the
/// loopback address.
///
/// The emulator is not MongoDB: it serves the common subset, keeps no secondary index and knows no
/// transactions. It ends with this JVM, also when that is killed.
public final class EmbeddedMongo implements EmbeddedServer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final int port;
  private final long pid;
  private final AtomicInteger databases = new AtomicInteger();

  private EmbeddedMongo(ChildProcess process, MongoEmulator.Ready ready) {
    this.process = process;
    this.port = ready.port();
    this.pid = ready.pid();
  }

  /// An emulator that keeps its documents in memory.
  public static EmbeddedMongo start() {
    return start(Folders.scratch("mongo-emulator"), true, 0);
  }

  /// An emulator that keeps its documents in a folder, made where it is missing.
  public static EmbeddedMongo start(Path folder) {
    return start(folder, 0);
  }

  /// Like [#start(Path)], on a port that its clients know already; 0 takes any.
  public static EmbeddedMongo start(Path folder, int port) {
    return start(Folders.kept(folder), false, port);
  }

  private static EmbeddedMongo start(Path folder, boolean scratch, int port) {
    var ready = folder.resolve("ready");
    try {
      Files.deleteIfExists(ready);
    } catch (IOException failure) {
      throw new StartFailure("cannot write to " + folder + ": " + failure.getMessage(), failure);
    }
    var command = new ArrayList<>(JavaCommand.of(MongoEmulator.class, "160m"));
    command.add(ready.toString());
    command.add(Integer.toString(port));
    if (!scratch) {
      command.add(folder.resolve("documents.h2").toString());
    }
    var process =
        ChildProcess.start(
            new ChildProcess.Program(
                "mongo-emulator", List.copyOf(command), Map.of(), folder, scratch, "TERM"));
    return new EmbeddedMongo(process, process.await(() -> read(ready), PATIENCE));
  }

  private static Optional<MongoEmulator.Ready> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(MongoEmulator.Ready.parse(Files.readString(file)))
          : Optional.empty();
    } catch (IOException beingWritten) {
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

  /// What the emulator's processes hold, in bytes.
  @Override
  public long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// The emulator's URL, without a database.
  public String url() {
    return "mongodb://127.0.0.1:" + port;
  }

  /// A database of that name; it comes to be with its first document.
  public Database database(String name) {
    return new Database(name, url());
  }

  /// An empty database of its own, for tests that must not see each other.
  public Database newDatabase() {
    return database("test_" + databases.incrementAndGet());
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
