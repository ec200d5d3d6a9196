package dev.polyphony.loaders.redis;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedRedis;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerFixture;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreRules;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Hashes in a database of their own.
final class RedisFixture implements ServerFixture {
  private final EmbeddedRedis server;
  private final Database database;
  private final Vertx vertx = Vertx.vertx();

  RedisFixture(EmbeddedRedis server) {
    this.server = server;
    this.database = server.newDatabase();
  }

  @Override
  public StoreRules rules() {
    return new RedisRules();
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.MICROS;
  }

  @Override
  public boolean holdsNul() {
    return true;
  }

  /// Neither fractions, which have several forms, nor bytes, nor what holds a colon.
  @Override
  public boolean admitsKey(Object value) {
    boolean type =
        !(value instanceof Double || value instanceof BigDecimal || value instanceof byte[]);
    boolean time =
        value instanceof java.time.LocalTime
            || value instanceof java.time.LocalDateTime
            || value instanceof java.time.Instant;
    return type && !time && value.toString().indexOf(':') < 0;
  }

  @Override
  public Mapping declared(Mapping mapping) {
    String key =
        mapping.key().stream().map(field -> ":{$key." + field + "}").collect(Collectors.joining());
    return new Mapping(
        mapping.entity(),
        mapping.store(),
        mapping.kind(),
        mapping.from() + key,
        mapping.key(),
        mapping.uniqueKeys(),
        mapping.order(),
        List.of(),
        mapping.columns(),
        new Storage(mapping.key(), null, null),
        mapping.location());
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Store open() {
    return openAt(server.port());
  }

  @Override
  public Store openAt(int port) {
    return TestRedis.open(vertx, "redis://127.0.0.1:" + port + "/" + database.name());
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    try (var commands = server.connect(database)) {
      commands.send("FLUSHDB");
      for (Map<String, @Nullable Object> document : documents) {
        StringBuilder key =
            new StringBuilder(mapping.from().substring(0, mapping.from().indexOf(":{$")));
        for (FieldPath field : mapping.key()) {
          Column column = mapping.column(field);
          key.append(':').append(document.get(column.name()));
        }
        List<Object> command = new ArrayList<>(List.of("HSET", key));
        document.forEach((name, value) -> {
          if (value != null) {
            command.add(name);
            command.add(stored(value));
          }
        });
        commands.send(command.toArray());
      }
      commands.answers();
    }
  }

  private static Object stored(Object value) {
    return switch (value) {
      case byte[] bytes -> bytes;
      case List<?> list -> array(list).encode();
      case Map<?, ?> map -> object(map).encode();
      default -> value.toString();
    };
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> list -> array(list);
      case Map<?, ?> map -> object(map);
      case Boolean flag -> flag;
      case BigInteger number -> number.toString();
      case BigDecimal number -> number.toString();
      case Number number -> number;
      default -> value.toString();
    };
  }

  private static JsonArray array(List<?> list) {
    JsonArray array = new JsonArray();
    list.forEach(element -> array.add(json(element)));
    return array;
  }

  private static JsonObject object(Map<?, ?> map) {
    JsonObject object = new JsonObject();
    map.forEach((name, value) -> object.put(String.valueOf(name), json(value)));
    return object;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
