package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.StoreFixture;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.StoredValues;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// A database of its own on one server.
final class MongoFixture implements StoreFixture {
  private final MongoServer server;
  private final String database;
  private final Vertx vertx = Vertx.vertx();
  private final Store store;

  MongoFixture(MongoServer server) {
    this.server = server;
    this.database = server.newDatabase();
    this.store = server.open(vertx, database);
  }

  @Override
  public StoreRules rules() {
    return new MongoRules();
  }

  @Override
  public Store store() {
    return store;
  }

  int port() {
    int port = URI.create(server.url()).getPort();
    return port < 0 ? 27017 : port;
  }

  Store openAt(int port) {
    return MongoServer.open(vertx, server.url().replace(":" + port(), ":" + port), database);
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.MILLIS;
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> rows) {
    List<Document> documents = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      documents.add(document(mapping.columns(), row));
    }
    server.insert(database, mapping.from(), documents);
  }

  private static Document document(Map<String, Column> columns, Map<?, ?> row) {
    Document document = new Document();
    row.forEach((field, value) -> {
      Column column = columns.get(String.valueOf(field));
      if (column == null) {
        throw new AssertionError("no column " + field);
      }
      document.append(column.name(), value == null ? null : value(column, value));
    });
    return document;
  }

  private static @Nullable Object value(Column column, Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(element == null ? null : element(column, element)));
      return elements;
    }
    return element(column, value);
  }

  private static @Nullable Object element(Column column, Object value) {
    if (column.isObject()) {
      return document(column.nested(), (Map<?, ?>) value);
    }
    return switch (StoredValues.toStored(column, value)) {
      case BigDecimal decimal -> new Decimal128(decimal);
      case BigInteger whole -> new Decimal128(new BigDecimal(whole));
      case UUID uuid -> new BsonBinary(uuid);
      case byte[] bytes -> new Binary(bytes);
      case Instant instant -> Date.from(instant);
      case LocalDateTime time -> Date.from(time.toInstant(ZoneOffset.UTC));
      case String text when column.stored() == dev.polyphony.schema.catalog.ValueType.OBJECT_ID ->
          new ObjectId(text);
      case null -> throw new AssertionError("a value that the column cannot hold");
      case Object other -> other;
    };
  }

  @Override
  public void close() {
    store.close();
    server.drop(database);
    vertx.close();
  }
}
