package dev.polyphony.loaders.postgresql;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.StoreFixture;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A database of its own on the embedded server.
final class PostgresFixture implements StoreFixture {
  private final EmbeddedPostgres server = SharedStores.postgres();
  private final Database database = server.newDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final Store store = TestStore.open(vertx, database.url());

  @Override
  public StoreRules rules() {
    return new PostgresRules();
  }

  @Override
  public Store store() {
    return store;
  }

  int port() {
    return server.port();
  }

  Store openAt(int port) {
    return TestStore.open(vertx, database.url().replace(":" + server.port(), ":" + port));
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.MICROS;
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> rows) {
    List<Column> columns = List.copyOf(mapping.columns().values());
    List<String> definitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      names.add('"' + column.name() + '"');
      definitions.add('"' + column.name() + "\" " + type(column));
    }
    server.execute(
        database,
        "CREATE TABLE \"%s\" (%s)".formatted(mapping.from(), String.join(", ", definitions)));
    String insert =
        "INSERT INTO \"%s\" (%s) VALUES (%s)"
            .formatted(
                mapping.from(),
                String.join(", ", names),
                String.join(
                    ", ", columns.stream().map(c -> c.isObject() ? "?::jsonb" : "?").toList()));
    try (Connection connection = server.connect(database);
        PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Map<String, @Nullable Object> row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          bind(connection, statement, i + 1, columns.get(i), row.get(columns.get(i).field()));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String type(Column column) {
    return column.isObject() ? "jsonb" : element(column.stored()) + (column.list() ? "[]" : "");
  }

  private static String element(ValueType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case INT -> "integer";
      case LONG -> "bigint";
      case DOUBLE -> "double precision";
      case BIG_INTEGER, DECIMAL -> "numeric";
      case TEXT, OBJECT_ID -> "text";
      case UUID -> "uuid";
      case BYTES -> "bytea";
      case DATE -> "date";
      case TIME -> "time";
      case LOCAL_DATE_TIME -> "timestamp";
      case DATE_TIME -> "timestamptz";
      case JSON -> "jsonb";
    };
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      int at,
      Column column,
      @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(at, Types.NULL);
    } else if (column.isObject()) {
      statement.setString(at, json(value));
    } else if (column.list()) {
      Array array = connection.createArrayOf(element(column.stored()), ((List<?>) value).toArray());
      statement.setArray(at, array);
    } else {
      bind(statement, at, StoredValues.toStored(column, value));
    }
  }

  private static void bind(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case byte[] bytes -> statement.setBytes(at, bytes);
      case Instant instant -> statement.setTimestamp(at, Timestamp.from(instant));
      case java.math.BigInteger whole ->
          statement.setBigDecimal(at, new java.math.BigDecimal(whole));
      case UUID uuid -> statement.setObject(at, uuid);
      case null -> throw new AssertionError("a value that the column cannot hold");
      default -> statement.setObject(at, value);
    }
  }

  private static String json(Object value) {
    return value instanceof List<?> list
        ? new JsonArray(new ArrayList<Object>(Collections.unmodifiableList(list))).encode()
        : new JsonObject(fields((Map<?, ?>) value)).encode();
  }

  private static Map<String, Object> fields(Map<?, ?> map) {
    Map<String, Object> fields = new java.util.LinkedHashMap<>();
    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    return fields;
  }

  @Override
  public void close() {
    store.close();
    vertx.close();
  }
}
