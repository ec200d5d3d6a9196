package dev.polyphony.loaders.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Store;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.problems.Section.Value;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;

/// A server that tests run against: the emulator always, and a real one where `MONGO_URL` names it.
record MongoServer(String name, String url) {
  static Stream<MongoServer> all() {
    Stream<MongoServer> emulator =
        Stream.of(new MongoServer("emulator", SharedStores.mongo().url()));
    String real = System.getenv("MONGO_URL");
    return real == null
        ? emulator
        : Stream.concat(emulator, Stream.of(new MongoServer("MongoDB at MONGO_URL", real)));
  }

  String newDatabase() {
    return "test_" + UUID.randomUUID().toString().replace("-", "");
  }

  void insert(String database, String collection, List<Document> documents) {
    try (MongoClient client = MongoClients.create(url)) {
      client.getDatabase(database).getCollection(collection).insertMany(documents);
    }
  }

  void drop(String database) {
    try (MongoClient client = MongoClients.create(url)) {
      client.getDatabase(database).drop();
    }
  }

  Store open(Vertx vertx, String database) {
    return open(vertx, url, database);
  }

  static Store open(Vertx vertx, String url, String database) {
    Problems problems = new Problems();
    Section section =
        new Section(
            "stores.guides",
            Location.of("polyphony.yaml"),
            Map.of("url", value(url), "database", value(database)),
            problems);
    var opening = new MongoStoreFactory().configure("guides", section);
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.all().toString());
    }
    return opening.open(vertx);
  }

  private static Value value(String text) {
    return new Value(text, Location.of("polyphony.yaml"));
  }

  @Override
  public String toString() {
    return name;
  }
}
