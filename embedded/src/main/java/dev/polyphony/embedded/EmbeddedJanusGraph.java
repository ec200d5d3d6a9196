package dev.polyphony.embedded;

import dev.polyphony.embedded.janusgraph.JanusGraphClassPath;
import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.JavaCommand;
import dev.polyphony.embedded.process.ProcessMemory;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A real JanusGraph server as a child process, on a free port of the loopback address. It holds
/// graphs by name, each served as the traversal source of its name.
///
/// It ends with this JVM, also when that is killed. Its graphs are defined and filled in its own
/// process: over Gremlin that takes three times as long.
public final class EmbeddedJanusGraph implements EmbeddedServer {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ChildProcess process;
  private final int port;
  private final int control;
  private final long pid;
  private final HttpClient http;
  private final AtomicInteger graphs = new AtomicInteger();

  private record Ready(int control, long pid) {}

  private EmbeddedJanusGraph(ChildProcess process, int port, Ready ready) {
    this.process = process;
    this.port = port;
    this.control = ready.control();
    this.pid = ready.pid();
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /// A server that keeps its graphs in memory.
  public static EmbeddedJanusGraph start() {
    return FreePort.taking(0, port -> launch(Folders.scratch("janusgraph"), true, port));
  }

  /// A server that keeps its graphs in a folder, made where it is missing.
  public static EmbeddedJanusGraph start(Path folder) {
    return start(folder, 0);
  }

  /// Like [#start(Path)], on a port that its clients know already; 0 takes any.
  public static EmbeddedJanusGraph start(Path folder, int port) {
    return FreePort.taking(port, taken -> launch(Folders.kept(folder), false, taken));
  }

  private static EmbeddedJanusGraph launch(Path folder, boolean scratch, int port) {
    var ready = folder.resolve("ready");
    try {
      Files.deleteIfExists(ready);
      var command = new ArrayList<>(java(JanusGraphClassPath.read()));
      command.add(ready.toString());
      command.add("" + port);
      if (!scratch) {
        command.add(folder.resolve("graphs").toString());
      }
      var process =
          ChildProcess.start(
              // Good order takes it up to ten seconds, and keeps nothing that its log does not
              // hold.
              new ChildProcess.Program(
                  "janusgraph", List.copyOf(command), Map.of(), folder, scratch, "KILL"));
      return new EmbeddedJanusGraph(process, port, process.await(() -> read(ready), PATIENCE));
    } catch (IOException failure) {
      throw new StartFailure("cannot start JanusGraph: " + failure.getMessage(), failure);
    }
  }

  private static List<String> java(String classPath) {
    return JavaCommand.of(
        JanusGraphClassPath.MAIN,
        classPath,
        List.of("-Xms48m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
  }

  private static Optional<Ready> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var parts = Files.readString(file).strip().split(" ");
      return Optional.of(new Ready(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
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

  @Override
  public long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// Where Gremlin is served; the graph is chosen by its traversal source.
  public String url() {
    return "ws://127.0.0.1:" + port + "/gremlin";
  }

  /// An empty graph of its own, for tests that must not see each other.
  public Database newGraph() {
    return define("test_" + graphs.incrementAndGet(), "{}");
  }

  /// The graph of that name, made where it is missing; so is what is missing of the definition.
  ///
  /// @param definition in JSON: `properties` by name with their type (`text`, `int`, `long`,
  ///   `double`, `boolean`, `uuid`, `instant`, `date`, `bytes`, or a list of one such), labels of
  ///   `vertices`, labels of `edges` with the properties that each vertex sorts them by, and
  ///   `indexes` of `label`, `properties` and `unique`
  public Database define(String graph, String definition) {
    send("PUT", graph, text(definition));
    return new Database(graph, url());
  }

  /// Loads elements in one transaction.
  ///
  /// @param elements lines of JSON: `label` and `values`; an edge has `from` and `to`, each the
  ///   `label` of a vertex, an indexed `property` and its `value`
  public void load(String graph, List<String> elements) {
    send("POST", graph + "/elements", text(String.join("\n", elements)));
  }

  public void drop(String graph) {
    send("DELETE", graph, BodyPublishers.noBody());
  }

  /// The text that the graph was last marked with; empty when it is missing or was never marked.
  public String mark(String graph) {
    return send("GET", graph + "/mark", BodyPublishers.noBody());
  }

  public void mark(String graph, String text) {
    send("PUT", graph + "/mark", text(text));
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }

  private String send(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + "/graphs/" + path))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .method(method, body)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException failure) {
      throw new StartFailure("JanusGraph does not answer: " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while JanusGraph was loading");
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
    http.close();
    process.close();
  }
}
