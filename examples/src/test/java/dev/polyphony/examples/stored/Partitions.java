package dev.polyphony.examples.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.SharedStores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The example's tables in Cassandra.
final class Partitions {
  private static final Map<String, String> KEYS =
      Map.of(
          "flight_by_origin_day", "id",
          "flight_by_tail", "id",
          "weather_by_airport", "airport",
          "climate_by_month", "airport");

  private Partitions() {}

  static Map<String, List<Map<String, ?>>> rows(int copies) {
    EmbeddedCassandra server = SharedStores.cassandra();
    Map<String, List<Map<String, ?>>> tables = new LinkedHashMap<>();
    try (CqlSession session = server.connect(server.keyspace("travel"))) {
      KEYS.forEach((table, key) -> {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Row row : session.execute("SELECT * FROM " + table)) {
          Copies.add(rows, row(row), key, copies);
        }
        tables.put(table, rows);
      });
    }
    return tables;
  }

  private static Map<String, ?> row(Row row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ColumnDefinition column : row.getColumnDefinitions()) {
      values.put(column.getName().asInternal(), row.getObject(column.getName()));
    }
    return values;
  }
}
