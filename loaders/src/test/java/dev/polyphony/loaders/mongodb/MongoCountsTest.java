package dev.polyphony.loaders.mongodb;

import static dev.polyphony.loaders.mongodb.Declared.list;
import static dev.polyphony.loaders.mongodb.Declared.mapping;
import static dev.polyphony.loaders.mongodb.Declared.named;
import static dev.polyphony.loaders.mongodb.Declared.object;
import static dev.polyphony.loaders.mongodb.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A count is the number of documents that the same query finds, whatever the documents hold.
@ParameterizedClass
@MethodSource("dev.polyphony.loaders.mongodb.MongoServer#all")
class MongoCountsTest {
  private static final Object MISSING = new Object();

  private final MongoServer server;
  private final Vertx vertx = Vertx.vertx();
  private final List<Statement> statements = new ArrayList<>();
  private final Mapping thing =
      mapping(
          "thing",
          value("n", ValueType.DECIMAL),
          value("word", ValueType.TEXT),
          list("tags", ValueType.TEXT),
          named("deep", ValueType.DECIMAL, "inner.n"),
          named("moved", ValueType.TEXT, "word", "inner.word"),
          object("parts", true, value("n", ValueType.DECIMAL)));

  private String database;
  private Store store;

  MongoCountsTest(MongoServer server) {
    this.server = server;
  }

  @BeforeEach
  void open() {
    database = server.newDatabase();
    store = server.open(vertx, database);
  }

  @AfterEach
  void close() {
    store.close();
    vertx.close();
    server.drop(database);
  }

  @Test
  void aCountIsWhatTheQueryFinds() throws Exception {
    List<Document> documents = documents(new Random(20261126));
    documents.removeIf(document ->
        hasArray(document) || (document.get("inner") instanceof Document at && hasArray(at)));
    documents.removeIf(document -> document.get("inner") instanceof List);
    server.insert(database, "thing", documents);

    assertCountsAreWhatQueriesFind();
    assertThat(statements)
        .filteredOn(sent -> sent.executions() > 1)
        .noneMatch(sent -> sent.text().contains("k0"));
  }

  private static boolean hasArray(Document document) {
    return document.get("n") instanceof List || document.get("word") instanceof List;
  }

  @Test
  void aCountIsWhatTheQueryFindsWhereArraysAreWhatTheyShouldNotBe() throws Exception {
    server.insert(database, "thing", documents(new Random(20261126)));

    assertCountsAreWhatQueriesFind();
  }

  private void assertCountsAreWhatQueriesFind() throws Exception {
    KeyBatch numbers =
        KeyBatch.of(one(), new BigDecimal("1.0"), new BigDecimal("2.5"), new BigDecimal("77"));
    KeyBatch words = KeyBatch.of("a", "b", "none", "a", "\ud83d");
    KeyBatch pairs =
        KeyBatch.ofTuples(
            2, List.of(List.of(one(), "a"), List.of(one(), "b"), List.of(one(), "z")));

    for (Condition filter :
        List.of(
            Condition.TRUE,
            new Text(FieldPath.of("word"), Match.CONTAINS, "a"),
            new Condition.Not(new Condition.IsNull(FieldPath.of("deep"))),
            new Condition.Or(List.of()))) {
      assertSame(new Source.All(thing), filter);
      assertSame(related(numbers, "n"), filter);
      assertSame(related(words, "word"), filter);
      assertSame(related(words, "tags"), filter);
      assertSame(related(numbers, "deep"), filter);
      assertSame(related(words, "moved"), filter);
      assertSame(related(numbers, "parts.n"), filter);
      assertSame(related(pairs, "n", "word"), filter);
      assertSame(related(pairs, "n", "tags"), filter);
    }
  }

  @Test
  void parentsAreCountedByOneCommand() throws Exception {
    server.insert(
        database,
        "thing",
        List.of(
            new Document("_id", "1").append("word", "a"),
            new Document("_id", "2").append("word", "b")));

    answered(
        store.count(query(related(KeyBatch.of("a", "b", "a"), "word"), Condition.TRUE), log()));
    answered(store.count(query(related(KeyBatch.of("a", "b"), "moved"), Condition.TRUE), log()));
    answered(store.count(query(related(KeyBatch.of(), "word"), Condition.TRUE), log()));

    assertThat(statements)
        .containsExactly(
            new Statement(
                "thing.aggregate([{$match: {word: {$in: ?}}}, "
                    + "{\"$group\": {\"_id\": {\"k0\": \"$word\"}, \"n\": {\"$sum\": 1}}}])",
                1,
                2,
                "parents"),
            new Statement(statements.get(1).text(), 2, 2, "parents"));
    assertThat(statements.get(1).text()).doesNotContain("\"a\"").endsWith("{\"$sum\": 1}}}])");
  }

  private static BigDecimal one() {
    return BigDecimal.ONE;
  }

  private static List<Document> documents(Random random) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Document document = new Document("_id", "id" + i);
      put(document, "n", number(random));
      put(document, "word", word(random));
      put(document, "tags", tags(random));
      Document inner = new Document();
      put(inner, "n", number(random));
      put(inner, "word", word(random));
      put(document, "inner", random.nextInt(5) == 0 ? List.of(inner, inner) : inner);
      Document part = new Document();
      put(part, "n", number(random));
      put(document, "parts", random.nextBoolean() ? List.of(part, part) : List.of());
      documents.add(document);
    }
    return documents;
  }

  private static void put(Document document, String name, @Nullable Object value) {
    if (value != MISSING) {
      document.append(name, value);
    }
  }

  private static @Nullable Object number(Random random) {
    return any(
        random,
        1,
        1L,
        1.0,
        new Decimal128(new BigDecimal("1.00")),
        2.5,
        new Decimal128(new BigDecimal("2.5")),
        "1",
        List.of(1, 1L, 2.5),
        null,
        MISSING);
  }

  private static @Nullable Object word(Random random) {
    return any(random, "a", "b", "ab", "", 1, List.of("a", "a", "b"), List.of(), null, MISSING);
  }

  private static @Nullable Object tags(Random random) {
    return any(
        random,
        List.of("a", "b"),
        List.of("b", "b"),
        List.of(),
        Arrays.asList("a", null),
        List.of(List.of("a")),
        "a",
        null,
        MISSING);
  }

  private static @Nullable Object any(Random random, @Nullable Object... values) {
    return values[random.nextInt(values.length)];
  }

  private Source related(KeyBatch parents, String... remote) {
    return new Source.Related(thing, Arrays.stream(remote).map(FieldPath::of).toList(), parents);
  }

  private Query query(Source source, Condition filter) {
    return new Query(source, Projection.of("id"), filter, thing.order(), Page.first(1000));
  }

  private void assertSame(Source source, Condition filter) throws Exception {
    Query query = query(source, filter);
    Answer found = answered(store.query(query, log()));
    Answer counted = answered(store.count(query, log()));

    assertThat(counted.rows().header()).containsExactly("$count");
    assertThat(counted.links().size()).isEqualTo(found.links().size());
    assertThat(counted.failures().keySet()).isEqualTo(found.failures().keySet());
    for (int ordinal = 0; ordinal < found.links().size(); ordinal++) {
      int row = counted.links().single(ordinal);
      if (found.failures().containsKey(ordinal)) {
        assertThat(row).isEqualTo(-1);
        continue;
      }
      assertThat(counted.rows().get(row, 0))
          .as("%s of %s where %s", ordinal, source, filter)
          .isEqualTo((long) found.links().count(ordinal));
    }
  }

  private CallContext log() {
    return CallContext.within(Duration.ofSeconds(20), statements::add);
  }

  private static <T> T answered(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
