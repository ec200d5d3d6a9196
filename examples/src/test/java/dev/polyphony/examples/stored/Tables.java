package dev.polyphony.examples.stored;

import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The example's tables in PostgreSQL.
final class Tables {
  private static final Map<String, String> KEYS =
      Map.of(
          "airport", "code",
          "country", "code",
          "region", "code",
          "airline", "code",
          "passenger", "id",
          "booking", "id",
          "payment", "id");

  private Tables() {}

  static Map<String, List<Map<String, ?>>> rows(int copies) {
    EmbeddedPostgres server = SharedStores.postgres();
    Map<String, List<Map<String, ?>>> tables = new LinkedHashMap<>();
    try (Connection connection = server.connect(server.database("travel"));
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> entry : KEYS.entrySet()) {
        String table = entry.getKey();
        String key = entry.getValue();
        List<Map<String, ?>> rows = new ArrayList<>();
        try (ResultSet result =
            statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + key)) {
          while (result.next()) {
            Copies.add(rows, row(result), key, copies);
          }
        }
        tables.put(table, rows);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return tables;
  }

  private static Map<String, ?> row(ResultSet result) throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      Object value =
          switch (result.getMetaData().getColumnTypeName(i)) {
            case "date" -> result.getObject(i, LocalDate.class);
            case "timestamp" -> result.getObject(i, LocalDateTime.class);
            case "timestamptz" -> result.getObject(i, OffsetDateTime.class).toInstant();
            default -> result.getObject(i);
          };
      row.put(
          result.getMetaData().getColumnName(i),
          value instanceof Array array ? List.of((Object[]) array.getArray()) : value);
    }
    return row;
  }
}
