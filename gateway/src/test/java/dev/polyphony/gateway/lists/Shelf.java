package dev.polyphony.gateway.lists;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Where the things of a list lie, and a way to change them beside the gateway.
interface Shelf extends AutoCloseable {
  /// A row of the list; every value but the id may be missing.
  record Thing(
      int id,
      String shop,
      @Nullable Integer grade,
      @Nullable String name,
      @Nullable Double price) {}

  void insert(Thing thing);

  void delete(int id);

  void clear();

  @Override
  void close();

  /// A table of the embedded PostgreSQL.
  final class Table implements Shelf {
    private final EmbeddedPostgres server = SharedStores.postgres();
    private final Database database = server.newDatabase();
    private final Connection connection;

    Table() {
      server.execute(
          database,
          """
          CREATE TABLE shop (id text PRIMARY KEY, name text);
          INSERT INTO shop VALUES ('a', 'Almond'), ('b', 'Beech'), ('c', 'Cedar');
          CREATE TABLE thing
            (id int PRIMARY KEY, shop text, grade int, name text COLLATE "C", price float8, open jsonb);
          CREATE INDEX ON thing (grade, name DESC);
          CREATE INDEX ON thing (shop, price);
          """);
      try {
        connection = server.connect(database);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    String url() {
      return database.url();
    }

    @Override
    public void insert(Thing thing) {
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO thing VALUES (?, ?, ?, ?, ?)")) {
        statement.setInt(1, thing.id());
        statement.setString(2, thing.shop());
        statement.setObject(3, thing.grade(), Types.INTEGER);
        statement.setString(4, thing.name());
        statement.setObject(5, thing.price(), Types.DOUBLE);
        statement.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void delete(int id) {
      server.execute(database, "DELETE FROM thing WHERE id = " + id);
    }

    @Override
    public void clear() {
      server.execute(database, "TRUNCATE thing");
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// A collection of MongoDB.
  final class Collection implements Shelf {
    private final String name;
    private final String url;
    private final String database = "lists_" + UUID.randomUUID().toString().replace("-", "");
    private final MongoClient client;
    private final MongoCollection<Document> things;

    /// @param url of the server; null for the emulator
    Collection(@Nullable String url) {
      this.name = url == null ? "emulator of MongoDB" : "MongoDB at MONGO_URL";
      this.url = url == null ? SharedStores.mongo().url() : url;
      this.client = MongoClients.create(this.url);
      this.things = client.getDatabase(database).getCollection("thing");
    }

    String url() {
      return url;
    }

    String database() {
      return database;
    }

    @Override
    public void insert(Thing thing) {
      Document document = new Document("_id", thing.id()).append("shop", thing.shop());
      document.append("grade", thing.grade());
      // A field that a document lacks is as good as one that is null.
      if (thing.name() != null) {
        document.append("name", thing.name());
      }
      document.append("price", thing.price());
      things.insertOne(document);
    }

    @Override
    public void delete(int id) {
      things.deleteOne(Filters.eq("_id", id));
    }

    @Override
    public void clear() {
      things.deleteMany(new Document());
    }

    @Override
    public void close() {
      client.getDatabase(database).drop();
      client.close();
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
