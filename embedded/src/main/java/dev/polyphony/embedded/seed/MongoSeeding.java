package dev.polyphony.embedded.seed;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedMongo;
import dev.polyphony.embedded.process.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Loads collections; the mark that says so comes last, so that a half load is done again.
final class MongoSeeding {
  private static final int BATCH = 500;

  private final Seed seed;
  private final String store;
  private final Progress progress;

  MongoSeeding(Seed seed, String store, Progress progress) {
    this.seed = seed;
    this.store = store;
    this.progress = progress;
  }

  /// The loaded database; one that holds other data is made anew.
  Loaded load(EmbeddedMongo server) {
    var database = server.database(seed.store(store).database());
    try (var client = MongoClients.create(server.url())) {
      return new Loaded(database, load(client, database));
    } catch (IOException failure) {
      throw new StartFailure("cannot load " + store + ": " + failure.getMessage(), failure);
    }
  }

  private boolean load(MongoClient client, Database database) throws IOException {
    var mark = new Document("_id", database.name()).append("seed", seed.fingerprint(store));
    var marks = client.getDatabase("polyphony").getCollection("seed");
    var own = Filters.eq("_id", database.name());
    if (mark.equals(marks.find(own).first())) {
      return false;
    }
    var target = client.getDatabase(database.name());
    target.drop();
    for (var load : seed.store(store).load()) {
      fill(target, load);
    }
    marks.replaceOne(own, mark, new ReplaceOptions().upsert(true));
    return true;
  }

  private void fill(MongoDatabase database, Load load) throws IOException {
    var batch = new Batch(database.getCollection(load.into()), load);
    if (load.columns().isEmpty()) {
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  CsvRows.unzipped(seed.resolve(load.file())), StandardCharsets.UTF_8))) {
        lines.lines().map(Document::parse).forEach(batch::add);
      }
    } else {
      var columns = Columns.of(seed, load).all();
      try (var rows = CsvRows.open(seed.resolve(load.file()))) {
        while (rows.hasNext()) {
          batch.add(document(columns, rows.next()));
        }
      }
    }
    batch.end();
    for (var index : load.indexes()) {
      database.getCollection(load.into()).createIndex(new Document(new LinkedHashMap<>(index)));
    }
  }

  /// An absent value leaves its field out, as the sparse documents of real collections do.
  private static Document document(List<Columns.Column> columns, Map<String, String> row) {
    var document = new Document();
    for (var column : columns) {
      var split = column.source().split();
      var value = column.value(row);
      if (split != null) {
        put(document, column.name(), column.parts(row, split));
      } else if (value != null) {
        put(document, column.name(), typed(column.source().type(), value));
      }
    }
    return document;
  }

  private static void put(Document document, String path, Object value) {
    var dot = path.indexOf('.');
    if (dot < 0) {
      document.append(path, value);
      return;
    }
    var inner = path.substring(0, dot);
    if (!(document.get(inner) instanceof Document)) {
      document.append(inner, new Document());
    }
    put(document.get(inner, Document.class), path.substring(dot + 1), value);
  }

  private static Object typed(ColumnSource.Type type, String value) {
    return switch (type) {
      case TEXT -> value;
      case INT -> Integer.valueOf(value);
      case LONG -> Long.valueOf(value);
      case DOUBLE -> Double.valueOf(value);
      case DATE -> Date.from(LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC));
    };
  }

  private final class Batch {
    private final MongoCollection<Document> collection;
    private final RowCount count;
    private final List<Document> waiting = new ArrayList<>(BATCH);

    Batch(MongoCollection<Document> collection, Load load) {
      this.collection = collection;
      this.count = new RowCount(progress, store, load);
    }

    void add(Document document) {
      waiting.add(document);
      if (waiting.size() == BATCH) {
        flush();
      }
    }

    void end() {
      flush();
      count.end();
    }

    private void flush() {
      if (!waiting.isEmpty()) {
        collection.insertMany(waiting);
        waiting.forEach(_ -> count.next());
        waiting.clear();
      }
    }
  }
}
