package dev.polyphony.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The program of the child process: an emulator that serves until it is told to stop.
final class MongoEmulator {
  /// What the emulator writes to a file once it serves.
  record Ready(int port, long pid) {
    static Ready parse(String text) {
      var parts = text.strip().split(" ");
      return new Ready(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
      return port + " " + pid;
    }
  }

  private MongoEmulator() {}

  /// Takes the file to tell readiness in, the port (0 for any), and the file to keep documents in
  /// (memory without).
  public static void main(String[] arguments) throws IOException {
    // It logs a stack trace for each command that it does not know, and drivers try several.
    System.setProperty("org.slf4j.simpleLogger.log.de.bwaldvogel", "off");
    MongoBackend backend = arguments.length > 2 ? new H2Backend(arguments[2]) : new MemoryBackend();
    var server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "shutdown"));
    server.bind("127.0.0.1", Integer.parseInt(arguments[1]));
    var port = server.getLocalAddress().getPort();
    tell(Path.of(arguments[0]), new Ready(port, ProcessHandle.current().pid()));
  }

  private static void tell(Path file, Ready ready) throws IOException {
    var half = file.resolveSibling(file.getFileName() + ".half");
    Files.writeString(half, ready.toString());
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
