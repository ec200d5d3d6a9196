package dev.polyphony.examples.stored;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/// An example's collections in MongoDB.
final class Documents {
  private Documents() {}

  static Map<String, List<Map<String, ?>>> rows(
      Database database, List<Mapping> mappings, int copies) {
    Map<String, List<Map<String, ?>>> collections = new LinkedHashMap<>();
    try (MongoClient client = MongoClients.create(SharedStores.mongo().url())) {
      for (Mapping mapping : mappings) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Document document :
            client.getDatabase(database.name()).getCollection(mapping.from()).find()) {
          Copies.add(rows, document(document), mapping, copies);
        }
        collections.put(mapping.from(), rows);
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
      case Decimal128 decimal -> decimal.bigDecimalValue();
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
