package dev.polyphony.loaders.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Store;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens stores as the configuration would.
final class TestRedis {
  private static final Location HERE = Location.of("polyphony.yaml");

  private TestRedis() {}

  static Store open(Vertx vertx, String url) {
    return open(vertx, Map.of("url", url));
  }

  static Store open(Vertx vertx, Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent("connectTimeout", "2s");
    Problems problems = new Problems();
    Store store = new RedisStoreFactory().configure("hot", section(all, problems)).open(vertx);
    assertThat(problems.all()).isEmpty();
    return store;
  }

  static Section section(Map<String, Object> settings, Problems problems) {
    Map<String, Section.Value> values = new LinkedHashMap<>();
    settings.forEach((key, value) -> values.put(key, new Section.Value(value, HERE)));
    return new Section("stores.hot", HERE, values, problems);
  }
}
