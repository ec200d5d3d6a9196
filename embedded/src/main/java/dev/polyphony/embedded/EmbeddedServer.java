package dev.polyphony.embedded;

/// A real server as a child process, on a port of the loopback address. It ends with this JVM, also
/// when that is killed.
public interface EmbeddedServer extends AutoCloseable {
  int port();

  /// The server's own process.
  long pid();

  /// What all processes of the server hold, in bytes.
  long memory();

  /// Blocks until the server ends, by itself or by another's hand.
  void awaitEnd() throws InterruptedException;

  /// Stops it, in good order where its data stay.
  @Override
  void close();
}
