package dev.polyphony.examples.stored;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.polyphony.embedded.SharedStores;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The example's collections in MongoDB.
final class Documents {
  private static final List<String> COLLECTIONS = List.of("guides", "runways", "strikes");

  private Documents() {}

  static Map<String, List<Map<String, ?>>> rows(int copies) {
    Map<String, List<Map<String, ?>>> collections = new LinkedHashMap<>();
    try (MongoClient client = MongoClients.create(SharedStores.mongo().url())) {
      for (String collection : COLLECTIONS) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Document document : client.getDatabase("travel").getCollection(collection).find()) {
          Copies.add(rows, document(document), "_id", copies);
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
