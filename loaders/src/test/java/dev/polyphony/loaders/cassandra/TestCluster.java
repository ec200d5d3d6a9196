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
  static Store open(Vertx vertx, int port, String keyspace, Map<String, String> settings) {
    Problems problems = new Problems();
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("contactPoints", value("127.0.0.1:" + port));
    values.put("localDatacenter", value(EmbeddedCassandra.DATACENTER));
    values.put("keyspace", value(keyspace));
    values.put("maxReconnectDelay", value("500ms"));
    settings.forEach((name, text) -> values.put(name, value(text)));
    Section section =
        new Section("stores.telemetry", Location.of("polyphony.yaml"), values, problems);
    var opening = new CassandraStoreFactory().configure("telemetry", section);
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.all().toString());
    }
    return opening.open(vertx);
  }

  private static Value value(String text) {
    return new Value(text, Location.of("polyphony.yaml"));
  }
}
