package dev.polyphony.loaders.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerFixture;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Collections of documents in a database of their own.
final class MongoFixture implements ServerFixture {
  private final MongoServer server;
  private final String database;
  private final Vertx vertx = Vertx.vertx();
  private final MongoClient client;

  MongoFixture(MongoServer server) {
    this.server = server;
    this.database = server.newDatabase();
    this.client = MongoClients.create(server.url());
  }

  @Override
  public StoreRules rules() {
    return new MongoRules();
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.MILLIS;
  }

  @Override
  public boolean holdsNul() {
    return true;
  }

  @Override
  public int port() {
    String host = new ConnectionString(server.url()).getHosts().getFirst();
    int colon = host.lastIndexOf(':');
    return colon < 0 ? 27017 : Integer.parseInt(host.substring(colon + 1));
  }

  @Override
  public Store open() {
    return server.open(vertx, database);
  }

  @Override
  public Store openAt(int port) {
    return MongoServer.open(vertx, "mongodb://127.0.0.1:" + port, database);
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    var collection = client.getDatabase(database).getCollection(mapping.from());
    collection.drop();
    if (!documents.isEmpty()) {
      List<Document> bson = new ArrayList<>();
      for (Map<String, @Nullable Object> document : documents) {
        bson.add(of(mapping, document));
      }
      collection.insertMany(bson);
    }
  }

  private static Document of(Mapping mapping, Map<String, @Nullable Object> document) {
    Document bson = new Document();
    document.forEach((name, value) -> bson.append(name, bson(isObjectId(mapping, name), value)));
    return bson;
  }

  private static boolean isObjectId(Mapping mapping, String name) {
    return mapping.columns().values().stream()
        .anyMatch((Column column) ->
            column.name().equals(name) && column.stored() == ValueType.OBJECT_ID);
  }

  private static @Nullable Object bson(boolean objectId, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text when objectId -> new ObjectId(text);
      case LocalDateTime time -> Date.from(time.toInstant(ZoneOffset.UTC));
      case Instant instant -> Date.from(instant);
      case BigDecimal number -> new Decimal128(number);
      case BigInteger number -> new Decimal128(new BigDecimal(number));
      case UUID uuid -> new BsonBinary(uuid, UuidRepresentation.STANDARD);
      case byte[] bytes -> new BsonBinary(bytes);
      case List<?> list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(bson(objectId, element)));
        yield elements;
      }
      case Map<?, ?> map -> {
        Document nested = new Document();
        map.forEach((name, inner) -> nested.append(String.valueOf(name), bson(false, inner)));
        yield nested;
      }
      default -> value;
    };
  }

  @Override
  public void close() {
    client.getDatabase(database).drop();
    client.close();
    vertx.close();
  }
}
