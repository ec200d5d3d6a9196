package dev.polyphony.embedded.janusgraph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.server.GremlinServer;
import org.apache.tinkerpop.gremlin.server.Settings;
import org.apache.tinkerpop.gremlin.server.channel.WebSocketChannelizer;
import org.apache.tinkerpop.gremlin.util.ser.GraphBinaryMessageSerializerV1;
import org.janusgraph.graphdb.tinkerpop.JanusGraphIoRegistry;
import org.jspecify.annotations.Nullable;

/// Serves graphs until it is told to stop. JanusGraph's own program would start a Groovy engine,
/// which takes seconds and does not know Java 25; bytecode needs none.
public final class JanusGraphServer {
  private JanusGraphServer() {}

  /// Takes the file to tell readiness in, the port to serve Gremlin on, and the folder to keep
  /// graphs in (memory without).
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    var ready = Path.of(arguments[0]);
    var port = Integer.parseInt(arguments[1]);
    @Nullable Path folder = arguments.length > 2 ? Path.of(arguments[2]) : null;
    var gremlin = new GremlinServer(settings(port));
    var graphs = new Graphs(folder, gremlin.getServerGremlinExecutor().getGraphManager());
    graphs.openKept();
    gremlin.start().join();
    var control = ControlServer.start(graphs);
    tell(ready, control.port() + " " + ProcessHandle.current().pid());
  }

  private static Settings settings(int port) {
    var settings = new Settings();
    settings.host = "127.0.0.1";
    settings.port = port;
    settings.threadPoolWorker = 1;
    settings.gremlinPool = 4;
    settings.evaluationTimeout = 30_000;
    settings.maxContentLength = 10 << 20;
    settings.resultIterationBatchSize = 256;
    settings.channelizer = WebSocketChannelizer.class.getName();
    settings.scriptEngines =
        new HashMap<>(Map.of("gremlin-lang", new Settings.ScriptEngineSettings()));
    settings.graphs = new HashMap<>();
    var binary = new Settings.SerializerSettings();
    binary.className = GraphBinaryMessageSerializerV1.class.getName();
    binary.config = Map.of("ioRegistries", List.of(JanusGraphIoRegistry.class.getName()));
    settings.serializers = List.of(binary);
    return settings;
  }

  private static void tell(Path file, String text) throws IOException {
    var half = file.resolveSibling(file.getFileName() + ".half");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
