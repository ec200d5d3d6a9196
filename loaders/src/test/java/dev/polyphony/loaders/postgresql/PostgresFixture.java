package dev.polyphony.loaders.postgresql;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerFixture;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tables as the columns declare them, documents in `jsonb`. Every value is written as text and
/// read by the server.
final class PostgresFixture implements ServerFixture {
  private final EmbeddedPostgres server = SharedStores.postgres();
  private final Database database = server.newDatabase();
  private final Vertx vertx = Vertx.vertx();

  @Override
  public StoreRules rules() {
    return new PostgresRules();
  }

  @Override
  public ChronoUnit precision() {
    return ChronoUnit.MICROS;
  }

  @Override
  public boolean holdsNul() {
    return false;
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Store open() {
    return TestStore.open(vertx, database.url());
  }

  @Override
  public Store openAt(int port) {
    return TestStore.open(vertx, database.url().replace(":" + server.port(), ":" + port));
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Column column : mapping.columns().values()) {
      for (String name : column.names()) {
        int dot = name.indexOf('.');
        types.merge(
            dot < 0 ? name : name.substring(0, dot),
            dot < 0 ? type(column) : "jsonb",
            (one, other) -> one.equals(other) ? one : "jsonb");
      }
    }
    String columns =
        types.entrySet().stream()
            .map(column -> "\"" + column.getKey() + "\" " + column.getValue())
            .collect(Collectors.joining(", "));
    server.execute(database, "CREATE TABLE \"" + mapping.from() + "\" (" + columns + ")");
    try (Connection connection = server.connect(database)) {
      insert(connection, mapping.from(), types, documents);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String type(Column column) {
    String type =
        switch (column.stored()) {
          case BOOLEAN -> "bool";
          case INT -> "int4";
          case LONG -> "int8";
          case DOUBLE -> "float8";
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
    return column.list() && column.stored() != ValueType.JSON ? type + "[]" : type;
  }

  private static void insert(
      Connection connection,
      String table,
      Map<String, String> types,
      List<Map<String, @Nullable Object>> documents)
      throws SQLException {
    String places =
        types.values().stream()
            .map(type -> (type.endsWith("[]") ? "?::text[]::" : "?::text::") + type)
            .collect(Collectors.joining(", "));
    try (var statement =
        connection.prepareStatement("INSERT INTO \"" + table + "\" VALUES (" + places + ")")) {
      for (Map<String, @Nullable Object> document : documents) {
        int place = 1;
        for (Map.Entry<String, String> column : types.entrySet()) {
          Object value = document.get(column.getKey());
          if (column.getValue().endsWith("[]") && value instanceof List<?> list) {
            statement.setArray(place++, array(connection, list));
          } else {
            boolean json = column.getValue().equals("jsonb") && value != null;
            statement.setString(place++, json ? Json.encode(value) : text(value));
          }
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Array array(Connection connection, List<?> values) throws SQLException {
    return connection.createArrayOf(
        "text", values.stream().map(PostgresFixture::text).toArray(String[]::new));
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  @Override
  public void close() {
    vertx.close();
  }
}
