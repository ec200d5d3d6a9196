package dev.polyphony.loaders.cassandra;

import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.loaders.Store;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.problems.Section.Value;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens stores as a configuration would.
final class TestCluster {
  private TestCluster() {}

  /// @param settings further ones, as they are written
  static Store open(Vertx vertx, int port, String keyspace, Map<String, ?> settings) {
    Problems problems = new Problems();
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("contactPoints", value("127.0.0.1:" + port));
    values.put("localDatacenter", value(EmbeddedCassandra.DATACENTER));
    values.put("keyspace", value(keyspace));
    values.put("maxReconnectDelay", value("500ms"));
    settings.forEach((name, setting) -> values.put(name, value(setting)));
    Section section =
        new Section("stores.telemetry", Location.of("polyphony.yaml"), values, problems);
    var opening = new CassandraStoreFactory().configure("telemetry", section);
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.all().toString());
    }
    return opening.open(vertx);
  }

  /// The settings of a pool.
  static Section pool(Map<String, String> settings) {
    Map<String, Value> values = new LinkedHashMap<>();
    settings.forEach((name, setting) -> values.put(name, value(setting)));
    return new Section("pool", Location.of("polyphony.yaml"), values, new Problems());
  }

  private static Value value(Object setting) {
    return new Value(setting, Location.of("polyphony.yaml"));
  }
}
