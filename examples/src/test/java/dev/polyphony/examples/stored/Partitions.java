package dev.polyphony.examples.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An example's tables in Cassandra.
final class Partitions {
  private Partitions() {}

  static Map<String, List<Map<String, ?>>> rows(
      Database keyspace, List<Mapping> mappings, int copies) {
    EmbeddedCassandra server = SharedStores.cassandra();
    Map<String, List<Map<String, ?>>> tables = new LinkedHashMap<>();
    try (CqlSession session = server.connect(keyspace)) {
      for (Mapping mapping : mappings) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Row row : session.execute("SELECT * FROM " + mapping.from())) {
          Copies.add(rows, row(row), mapping, copies);
        }
        tables.put(mapping.from(), rows);
      }
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
