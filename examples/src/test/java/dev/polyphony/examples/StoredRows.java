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
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The rows that the example's real stores hold, as plain maps by stored name.
final class StoredRows {
  private static final List<String> TABLES = List.of("airport", "country", "region", "airline");
  private static final List<String> COLLECTIONS = List.of("guides", "runways", "strikes");

  private StoredRows() {}

  /// By store and source; every n-th row only.
  static Map<String, Map<String, List<Map<String, ?>>>> all(int every) {
    Map<String, Map<String, List<Map<String, ?>>>> stores = new LinkedHashMap<>();
    stores.put("office", tables(every));
    stores.put("guides", collections(every));
    return stores;
  }

  private static Map<String, List<Map<String, ?>>> tables(int every) {
    EmbeddedPostgres server = SharedStores.postgres();
    Map<String, List<Map<String, ?>>> tables = new LinkedHashMap<>();
    try (Connection connection = server.connect(server.database("travel"));
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        List<Map<String, ?>> rows = new ArrayList<>();
        try (ResultSet result =
            statement.executeQuery("SELECT * FROM " + table + " ORDER BY code")) {
          for (int i = 0; result.next(); i++) {
            if (i % every == 0) {
              rows.add(row(result));
            }
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
      Object value = result.getObject(i);
      row.put(
          result.getMetaData().getColumnName(i),
          value instanceof Array array ? List.of((Object[]) array.getArray()) : value);
    }
    return row;
  }

  private static Map<String, List<Map<String, ?>>> collections(int every) {
    Map<String, List<Map<String, ?>>> collections = new LinkedHashMap<>();
    try (MongoClient client = MongoClients.create(SharedStores.mongo().url())) {
      for (String collection : COLLECTIONS) {
        List<Map<String, ?>> rows = new ArrayList<>();
        int i = 0;
        for (Document document : client.getDatabase("travel").getCollection(collection).find()) {
          if (i++ % every == 0) {
            rows.add(document(document));
          }
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
