package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Store;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens stores as a configuration would.
final class TestGraph {
  private static final Location HERE = Location.of("polyphony.yaml");

  private TestGraph() {}

  /// @param settings further ones
  static Store open(Vertx vertx, int port, String source, Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("url", "ws://127.0.0.1:" + port + "/gremlin");
    all.put("source", source);
    all.putIfAbsent("connectTimeout", "2s");
    Problems problems = new Problems();
    Store store =
        new JanusGraphStoreFactory().configure("routes", section(all, problems)).open(vertx);
    assertThat(problems.all()).isEmpty();
    return store;
  }

  static Section section(Map<String, Object> settings, Problems problems) {
    Map<String, Section.Value> values = new LinkedHashMap<>();
    settings.forEach((key, value) -> values.put(key, new Section.Value(value, HERE)));
    return new Section("stores.routes", HERE, values, problems);
  }
}
