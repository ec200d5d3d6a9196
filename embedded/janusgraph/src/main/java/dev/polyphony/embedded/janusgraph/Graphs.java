package dev.polyphony.embedded.janusgraph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.tinkerpop.gremlin.server.GraphManager;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.diskstorage.BackendException;
import org.jspecify.annotations.Nullable;

/// Graphs by name; each is served as the traversal source of its name.
final class Graphs {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final String MARK = "polyphonySeed";

  private final @Nullable Path folder;
  private final GraphManager served;
  private final Map<String, JanusGraph> open = new TreeMap<>();

  Graphs(@Nullable Path folder, GraphManager served) {
    this.folder = folder;
    this.served = served;
  }

  /// Opens what an earlier run has kept.
  void openKept() throws IOException {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (var kept = Files.list(folder)) {
      kept.map(path -> path.getFileName().toString()).sorted().forEach(this::open);
    }
  }

  /// The graph of that name, made where it is missing.
  synchronized JanusGraph open(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a graph cannot be named " + name);
    }
    return open.computeIfAbsent(name, this::make);
  }

  private JanusGraph make(String name) {
    var settings =
        JanusGraphFactory.build()
            .set("schema.default", "none")
            .set("query.batch.enabled", true)
            .set("ids.block-size", 100_000)
            // A server that was killed has not signed off.
            .set("graph.unique-instance-id", name)
            .set("graph.replace-instance-if-exists", true);
    if (folder == null) {
      settings.set("storage.backend", "inmemory");
    } else {
      settings.set("storage.backend", "berkeleyje");
      settings.set("storage.directory", folder.resolve(name).toString());
      settings.set("storage.berkeleyje.cache-percentage", 25);
    }
    var graph = settings.open();
    served.putGraph(name, graph);
    served.putTraversalSource(name, graph.traversal());
    return graph;
  }

  synchronized void drop(String name) throws BackendException {
    var graph = open.remove(name);
    if (graph == null) {
      return;
    }
    served.removeTraversalSource(name);
    try {
      served.removeGraph(name);
    } catch (Exception traversing) {
      close(graph);
    }
    JanusGraphFactory.drop(graph);
  }

  /// A graph fails to close while a traversal of it, whose caller is gone, still ends.
  private static void close(JanusGraph graph) {
    for (int attempt = 1; ; attempt++) {
      try {
        graph.close();
        return;
      } catch (RuntimeException traversing) {
        if (attempt == 20) {
          throw traversing;
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  /// What was last written by [#mark]; null for a graph that is missing or was never marked.
  synchronized @Nullable String mark(String name) {
    var graph = open.get(name);
    return graph == null ? null : graph.variables().<String>get(MARK).orElse(null);
  }

  void mark(String name, String text) {
    open(name).variables().set(MARK, text);
  }
}
