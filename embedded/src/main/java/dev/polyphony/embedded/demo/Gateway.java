package dev.polyphony.embedded.demo;

import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.JavaCommand;
import dev.polyphony.embedded.process.ProcessMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The gateway as a child process, before the embedded stores.
final class Gateway implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASK = Duration.ofSeconds(2);

  /// @param main the gateway's main class, on a class path of its own
  /// @param configuration the example's polyphony.yaml
  /// @param environment the URLs of the stores, by the names that the configuration reads
  record Settings(
      String main,
      String classPath,
      Path configuration,
      int port,
      Path folder,
      Map<String, String> environment) {}

  private final ChildProcess process;

  private Gateway(ChildProcess process) {
    this.process = process;
  }

  /// Starts it and waits until it says that it is ready.
  static Gateway start(Settings settings) {
    var command =
        new ArrayList<>(JavaCommand.of(settings.main(), settings.classPath(), List.of("-Xmx512m")));
    command.addAll(
        List.of(
            "serve",
            "--config",
            settings.configuration().toString(),
            "--port",
            Integer.toString(settings.port())));
    var process =
        ChildProcess.start(
            new ChildProcess.Program(
                "gateway", command, settings.environment(), settings.folder(), false, "TERM"));
    var url = URI.create("http://127.0.0.1:" + settings.port() + "/health/ready");
    try (var client = HttpClient.newBuilder().connectTimeout(ASK).build()) {
      process.await(() -> ready(client, url), PATIENCE);
    }
    return new Gateway(process);
  }

  private static Optional<Boolean> ready(HttpClient client, URI url) {
    try {
      var request = HttpRequest.newBuilder(url).timeout(ASK).build();
      var status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200 ? Optional.of(true) : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// Blocks until the gateway ends by itself.
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.close();
  }
}
