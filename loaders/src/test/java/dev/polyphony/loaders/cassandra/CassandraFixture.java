package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.ServerFixture;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreRules;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tables as the mappings declare them. Every value is written as JSON and read by the server.
final class CassandraFixture implements ServerFixture {
  private static final int TOGETHER = 100;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT);

  private final EmbeddedCassandra server = SharedStores.cassandra();
  private final Database keyspace = server.newKeyspace();
  private final CqlSession session = server.connect(keyspace);
  private final Vertx vertx = Vertx.vertx();

  @Override
  public StoreRules rules() {
    return new CassandraRules();
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
  public boolean holdsNullElements() {
    return false;
  }

  @Override
  public boolean admitsKey(Object value) {
    return switch (value) {
      case String text -> {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        yield length > 0 && length <= 65_535;
      }
      case byte[] bytes -> bytes.length > 0;
      default -> true;
    };
  }

  @Override
  public Mapping declared(Mapping plain) {
    List<FieldPath> key = plain.key();
    return new Mapping(
        plain.entity(),
        plain.store(),
        plain.kind(),
        plain.from(),
        key,
        plain.uniqueKeys(),
        plain.order(),
        List.of(),
        plain.columns(),
        new Storage(key.subList(0, Math.max(1, key.size() - 1)), null, null),
        plain.location());
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Store open() {
    return openAt(port());
  }

  @Override
  public Store openAt(int port) {
    return TestCluster.open(vertx, port, keyspace.name(), Map.of());
  }

  @Override
  public void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    TestType table = new TestType();
    mapping.columns().values().forEach(table::add);
    String columns =
        table.members().entrySet().stream()
            .map(column ->
                Identifiers.quoted(column.getKey())
                    + " "
                    + column.getValue().make(session, mapping.from() + "_" + column.getKey()))
            .collect(Collectors.joining(", "));
    session.execute(
        "CREATE TABLE IF NOT EXISTS %s (%s, PRIMARY KEY ((%s)%s))"
            .formatted(
                Identifiers.quoted(mapping.from()),
                columns,
                names(mapping, mapping.partition(), ""),
                names(
                    mapping,
                    mapping.key().subList(mapping.partition().size(), mapping.key().size()),
                    ", ")));
    insert(mapping.from(), table, documents);
  }

  private static String names(Mapping mapping, List<FieldPath> fields, String before) {
    String names =
        fields.stream()
            .map(field -> Identifiers.quoted(mapping.column(field).name()))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : before + names;
  }

  private void insert(String table, TestType type, List<Map<String, @Nullable Object>> documents) {
    var statement =
        session.prepare("INSERT INTO " + Identifiers.quoted(table) + " JSON ? DEFAULT UNSET");
    List<CompletableFuture<AsyncResultSet>> sent = new ArrayList<>();
    for (Map<String, @Nullable Object> document : documents) {
      sent.add(
          session
              .executeAsync(statement.bind(Json.encode(json(type, document))))
              .toCompletableFuture());
      if (sent.size() == TOGETHER) {
        await(sent);
      }
    }
    await(sent);
  }

  private static void await(List<CompletableFuture<AsyncResultSet>> sent) {
    CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
    sent.clear();
  }

  /// The server reads every scalar from text too; numbers of JSON would lose digits on the way.
  private static @Nullable Object json(TestType type, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> {
          // What a document holds besides has no place in a type.
          TestType inner = type.members().get(name.toString());
          if (member != null && inner != null) {
            members.put('"' + name.toString() + '"', json(inner, member));
          }
        });
        yield members;
      }
      case List<?> list -> list.stream().map(element -> json(type, element)).toList();
      case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
      case BigDecimal number -> number.toPlainString();
      case LocalTime time -> TIME.format(time);
      case LocalDateTime time -> TIMESTAMP.format(time);
      case Instant instant -> TIMESTAMP.format(instant);
      default -> value.toString();
    };
  }

  @Override
  public void close() {
    session.close();
    vertx.close();
  }
}
