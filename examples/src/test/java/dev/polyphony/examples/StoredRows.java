package dev.polyphony.examples;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
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
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The rows that the example's real stores hold, as plain maps by stored name.
final class StoredRows {
  private static final Map<String, String> TABLES =
      Map.of(
          "airport", "code",
          "country", "code",
          "region", "code",
          "airline", "code",
          "passenger", "id",
          "booking", "id",
          "payment", "id");
  private static final List<String> COLLECTIONS = List.of("guides", "runways", "strikes");

  /// More than any number that is a key.
  private static final long FAR = 1_000_000_000;

  private StoredRows() {}

  /// By store and source; each row so many times, the copies under keys of their own.
  static Map<String, Map<String, List<Map<String, ?>>>> all(int copies) {
    Map<String, Map<String, List<Map<String, ?>>>> stores = new LinkedHashMap<>();
    stores.put("office", tables(copies));
    stores.put("guides", collections(copies));
    return stores;
  }

  private static Map<String, List<Map<String, ?>>> tables(int copies) {
    EmbeddedPostgres server = SharedStores.postgres();
    Map<String, List<Map<String, ?>>> tables = new LinkedHashMap<>();
    try (Connection connection = server.connect(server.database("travel"));
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> entry : TABLES.entrySet()) {
        String table = entry.getKey();
        String key = entry.getValue();
        List<Map<String, ?>> rows = new ArrayList<>();
        try (ResultSet result =
            statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + key)) {
          while (result.next()) {
            addCopies(rows, row(result), key, copies);
          }
        }
        tables.put(table, rows);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return tables;
  }

  private static void addCopies(
      List<Map<String, ?>> rows, Map<String, ?> row, String key, int copies) {
    rows.add(row);
    for (int copy = 1; copy < copies; copy++) {
      Map<String, @Nullable Object> other = new LinkedHashMap<>(row);
      other.put(
          key,
          row.get(key) instanceof Long number
              ? (Object) (number + copy * FAR)
              : row.get(key) + "~" + copy);
      rows.add(other);
    }
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

  private static Map<String, List<Map<String, ?>>> collections(int copies) {
    Map<String, List<Map<String, ?>>> collections = new LinkedHashMap<>();
    try (MongoClient client = MongoClients.create(SharedStores.mongo().url())) {
      for (String collection : COLLECTIONS) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Document document : client.getDatabase("travel").getCollection(collection).find()) {
          addCopies(rows, document(document), "_id", copies);
        }
        collections.put(collection, rows);
      }
    }
    return collections;
  }

  private static Map<String, ?> document(Document document) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    document.forEach((name, value) -> row.put(name, value(value)));
    return row;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Date date -> date.toInstant();
      case Document nested -> document(nested);
      case List<?> list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(value(element)));
        yield elements;
      }
      case null -> null;
      default -> value;
    };
  }
}
