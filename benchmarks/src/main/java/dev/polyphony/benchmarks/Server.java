package dev.polyphony.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One server under test: a child JVM with the flags that all of them have.
final class Server implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param main takes its port as its only argument
  static Server handWritten(Class<?> main, Map<String, String> environment, Path log)
      throws IOException {
    int port = freePort();
    return start(environment, log, port, List.of(main.getName(), Integer.toString(port)));
  }

  static Server polyphony(Path configuration, Map<String, String> environment, Path log)
      throws IOException {
    int port = freePort();
    return start(
        environment,
        log,
        port,
        List.of(
            "dev.polyphony.gateway.Polyphony",
            "serve",
            "--config",
            configuration.toString(),
            "--port",
            Integer.toString(port)));
  }

  private static Server start(
      Map<String, String> environment, Path log, int port, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    File output = log.toFile();
    return new Server(builder.redirectErrorStream(true).redirectOutput(output).start(), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  double cpu() {
    return Cpu.of(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
