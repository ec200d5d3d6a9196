package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Store;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.sdl.SchemaReader;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /// The catalog of a schema over the store `routes`; it has no problem.
  static Catalog catalog(String sdl) {
    SchemaReader.Outcome outcome = read(sdl);
    assertThat(outcome.problems()).isEmpty();
    return Objects.requireNonNull(outcome.catalog());
  }

  static SchemaReader.Outcome read(String sdl) {
    StoreRules rules = new JanusGraphRules();
    StoreDeclaration routes =
        new StoreDeclaration("routes", rules, ValueType.TEXT, rules.snakeCase(), HERE);
    return SchemaReader.read(
        List.of(new SchemaReader.Sdl("schema.graphql", sdl)),
        Map.of("routes", routes),
        Limits.DEFAULT,
        new Problems());
  }
}
