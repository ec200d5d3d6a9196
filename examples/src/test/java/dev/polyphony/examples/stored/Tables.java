package dev.polyphony.examples.stored;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.schema.catalog.Mapping;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An example's tables in PostgreSQL.
final class Tables {
  private Tables() {}

  static Map<String, List<Map<String, ?>>> rows(
      Database database, List<Mapping> mappings, int copies) {
    EmbeddedPostgres server = SharedStores.postgres();
    Map<String, List<Map<String, ?>>> tables = new LinkedHashMap<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (Mapping mapping : mappings) {
        String table = mapping.from();
        List<Map<String, ?>> rows = new ArrayList<>();
        try (ResultSet result =
            statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + key(mapping))) {
          while (result.next()) {
            Copies.add(rows, row(result), mapping, copies);
          }
        }
        tables.put(table, rows);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return tables;
  }

  private static String key(Mapping mapping) {
    return String.join(
        ", ", mapping.key().stream().map(field -> mapping.column(field).name()).toList());
  }

  private static Map<String, ?> row(ResultSet result) throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      Object value =
          switch (result.getMetaData().getColumnTypeName(i)) {
            case "date" -> result.getObject(i, LocalDate.class);
            case "timestamp" -> result.getObject(i, LocalDateTime.class);
            case "timestamptz" -> instant(result.getObject(i, OffsetDateTime.class));
            default -> result.getObject(i);
          };
      row.put(
          result.getMetaData().getColumnName(i),
          value instanceof Array array ? List.of((Object[]) array.getArray()) : value);
    }
    return row;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
