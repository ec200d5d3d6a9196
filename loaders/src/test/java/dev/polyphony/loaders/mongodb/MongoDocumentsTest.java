package dev.polyphony.loaders.mongodb;

import static dev.polyphony.loaders.mongodb.Declared.list;
import static dev.polyphony.loaders.mongodb.Declared.mapping;
import static dev.polyphony.loaders.mongodb.Declared.named;
import static dev.polyphony.loaders.mongodb.Declared.object;
import static dev.polyphony.loaders.mongodb.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Compare;
import dev.polyphony.schema.algebra.Condition.IsNull;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonBinary;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What documents have and rows have not: missing fields, other shapes, types of BSON.
@ParameterizedClass
@MethodSource("dev.polyphony.loaders.mongodb.MongoServer#all")
class MongoDocumentsTest {
  private final MongoServer server;
  private final List<Statement> statements = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private String database;
  private Store store;

  MongoDocumentsTest(MongoServer server) {
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
  void searchesThroughArraysOfObjectsAndWhereAFieldHasMoved() throws Exception {
    insert(
        new Document("_id", "a")
            .append("runways", List.of(new Document("ident", "18L"), new Document("ident", "36R"))),
        new Document("_id", "b").append("runways", List.of(new Document("ident", "[18"))),
        new Document("_id", "c").append("runways", List.of()).append("old", "18, 3"),
        new Document("_id", "d").append("new", "18").append("old", "[18"));
    Mapping mapping =
        mapping(
            "thing",
            object("runways", true, value("ident", ValueType.TEXT)),
            named("moved", ValueType.TEXT, "new", "old"));

    assertThat(searched(mapping, "runways.ident", Match.STARTS_WITH, "36")).containsExactly("a");
    assertThat(searched(mapping, "runways.ident", Match.STARTS_WITH, "[18")).containsExactly("b");
    assertThat(searched(mapping, "runways.ident", Match.CONTAINS, "18L, 36R")).isEmpty();
    assertThat(searched(mapping, "runways.ident", Match.CONTAINS, "")).containsExactly("a", "b");
    assertThat(searched(mapping, "moved", Match.STARTS_WITH, "18")).containsExactly("c", "d");
    assertThat(searched(mapping, "moved", Match.CONTAINS, "[")).isEmpty();
  }

  private List<@Nullable Object> searched(Mapping mapping, String field, Match match, String text)
      throws Exception {
    Condition search = new Condition.Text(FieldPath.of(field), match, text);
    Query query =
        new Query(
            new Source.All(mapping), Projection.of("id"), search, mapping.order(), Page.first(9));
    Answer answer =
        store
            .query(query, CallContext.within(Duration.ofSeconds(20), statements::add))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    List<@Nullable Object> ids = new ArrayList<>();
    for (int row = 0; row < answer.rows().size(); row++) {
      ids.add(answer.rows().get(row, 0));
    }
    return ids;
  }

  @Test
  void readsObjectsAndArraysOfObjectsByTheirPaths() throws Exception {
    insert(
        new Document("_id", "AUS")
            .append("position", new Document("lat", 30.19).append("alt", 542).append("x", 1))
            .append("runways", List.of(new Document("ident", "18L"), new Document("ident", "18R"))),
        new Document("_id", "NIL").append("position", null));
    Mapping mapping =
        mapping(
            "thing",
            object("position", false, value("lat", ValueType.DOUBLE), value("alt", ValueType.INT)),
            object("runways", true, value("ident", ValueType.TEXT)),
            named("height", ValueType.LONG, "position.alt"));
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("height", null),
                new Projection.Item("position", Projection.of("alt", "lat")),
                new Projection.Item("runways", Projection.of("ident"))));

    Answer answer = find(mapping, projection, "AUS", "NIL");

    @Nullable Object[] found = answer.rows().row(answer.links().single(0));
    assertThat(found[0]).isEqualTo(542L);
    assertThat(((Rows) notNull(found[1])).row(0)).containsExactly(542, 30.19);
    Rows runways = (Rows) notNull(found[2]);
    assertThat(runways.size()).isEqualTo(2);
    assertThat(runways.get(1, 0)).isEqualTo("18R");
    @Nullable Object[] absent = answer.rows().row(answer.links().single(1));
    assertThat(absent[0]).isNull();
    assertThat(((Rows) notNull(absent[1])).size()).isZero();
    assertThat(absent[2]).isNull();
    assertThat(statements)
        .containsExactly(
            new Statement(
                "thing.find({_id: {$in: ?}}, {_id: 1, \"position.alt\": 1, \"position.lat\": 1,"
                    + " \"runways.ident\": 1})",
                1,
                2,
                "keys"));
  }

  @Test
  void takesTheFirstPathThatIsPresent() throws Exception {
    insert(
        new Document("_id", "new").append("price", new Document("amount", 20)),
        new Document("_id", "old").append("price", 30),
        new Document("_id", "null").append("price", new Document("amount", null)),
        new Document("_id", "none"));
    Mapping mapping = mapping("thing", named("price", ValueType.INT, "price.amount", "price"));

    assertThat(column(find(mapping, Projection.of("price"), "new", "old", "null", "none")))
        .containsExactly(20, 30, null, null);
    assertThat(ids(mapping, compare("price", Operator.GTE, 20))).containsExactly("new", "old");
    assertThat(ids(mapping, compare("price", Operator.NE, 20)))
        .containsExactly("none", "null", "old");
    assertThat(ids(mapping, new IsNull(FieldPath.of("price")))).containsExactly("none", "null");
  }

  @Test
  void marksWhatDoesNotFitTheDeclaration() throws Exception {
    insert(
        new Document("_id", "bad")
            .append("number", "seven")
            .append("text", List.of("a"))
            .append("tags", "a")
            .append("position", List.of(1))
            .append("oid", "0123456789abcdef01234567")
            .append("nan", new Decimal128(BigDecimal.ONE)));
    Mapping mapping =
        mapping(
            "thing",
            value("number", ValueType.INT),
            value("text", ValueType.TEXT),
            list("tags", ValueType.TEXT),
            value("oid", ValueType.TEXT, ValueType.OBJECT_ID));

    Answer answer = find(mapping, Projection.of("number", "text", "tags", "oid"), "bad");

    assertThat(answer.rows().row(0)).hasSize(4).allMatch(cell -> cell instanceof BadValue);
    assertThat(answer.rows().row(0)).noneMatch(cell -> String.valueOf(cell).contains("seven"));
  }

  @Test
  void findsByObjectIdAndByUuid() throws Exception {
    ObjectId id = new ObjectId();
    UUID uuid = UUID.fromString("ffffffff-0000-4000-8000-000000000001");
    insert(
        new Document("_id", "a")
            .append("oid", id)
            .append("uuid", new BsonBinary(uuid, UuidRepresentation.STANDARD)),
        new Document("_id", "b").append("oid", id.toHexString()));
    Mapping mapping =
        mapping(
            "thing",
            value("oid", ValueType.TEXT, ValueType.OBJECT_ID),
            value("uuid", ValueType.UUID));

    assertThat(ids(mapping, compare("oid", Operator.EQ, id.toHexString()))).containsExactly("a");
    assertThat(ids(mapping, compare("oid", Operator.EQ, "no id"))).isEmpty();
    assertThat(ids(mapping, compare("uuid", Operator.EQ, uuid))).containsExactly("a");
    assertThat(find(mapping, Projection.of("oid", "uuid"), "a").rows().row(0))
        .containsExactly(id.toHexString(), uuid);
  }

  @Test
  void readsNumbersOfEveryTypeExactly() throws Exception {
    insert(
        new Document("_id", "long").append("n", 9007199254740993L),
        new Document("_id", "int").append("n", 1),
        new Document("_id", "double").append("n", 1.0),
        new Document("_id", "decimal")
            .append("n", Decimal128.parse("1234567890123456789012345678.901230")));
    Mapping decimals = mapping("thing", value("n", ValueType.DECIMAL));
    Mapping whole = mapping("thing", value("n", ValueType.BIG_INTEGER));

    assertThat(column(find(decimals, Projection.of("n"), "long", "int", "decimal")))
        .containsExactly(
            new BigDecimal("9007199254740993"),
            new BigDecimal("1"),
            new BigDecimal("1234567890123456789012345678.901230"));
    assertThat(column(find(whole, Projection.of("n"), "long", "double")))
        .containsExactly(new BigInteger("9007199254740993"), BigInteger.ONE);
    assertThat(ids(whole, compare("n", Operator.EQ, BigInteger.ONE)))
        .containsExactly("double", "int");
    assertThatThrownBy(() ->
            ids(decimals, compare("n", Operator.GT, new BigDecimal("1e40").add(BigDecimal.ONE))))
        .cause()
        .satisfies(refusal(FailureReason.REJECTED));
  }

  @Test
  void holdsTimesToTheMillisecondAndRoundsNoArgument() throws Exception {
    Instant instant = Instant.parse("2024-02-29T12:00:00.123Z");
    insert(
        new Document("_id", "a").append("at", Date.from(instant)).append("day", "2024-02-29"),
        new Document("_id", "b")
            .append("at", Date.from(instant.plusMillis(1)))
            .append("day", Date.from(Instant.parse("2024-03-01T00:00:00Z"))));
    Mapping mapping =
        mapping(
            "thing",
            value("at", ValueType.LOCAL_DATE_TIME),
            value("day", ValueType.DATE, ValueType.TEXT));
    LocalDateTime local = LocalDateTime.parse("2024-02-29T12:00:00.123");
    LocalDateTime finer = local.plusNanos(1000);

    assertThat(find(mapping, Projection.of("at", "day"), "a").rows().row(0))
        .containsExactly(local, LocalDate.of(2024, 2, 29));
    assertThat(column(find(mapping, Projection.of("day"), "b")))
        .containsExactly(LocalDate.of(2024, 3, 1));
    assertThat(ids(mapping, compare("at", Operator.EQ, local))).containsExactly("a");
    assertThat(ids(mapping, compare("at", Operator.EQ, finer))).isEmpty();
    assertThat(ids(mapping, compare("at", Operator.NE, finer))).containsExactly("a", "b");
    assertThat(ids(mapping, compare("at", Operator.LT, finer))).containsExactly("a");
    assertThat(ids(mapping, compare("at", Operator.GTE, finer))).containsExactly("b");
    assertThat(ids(mapping, compare("day", Operator.GTE, LocalDate.of(2024, 2, 29))))
        .containsExactly("a");
  }

  @Test
  void turnsTheOpenPartIntoJson() throws Exception {
    ObjectId id = new ObjectId("0123456789abcdef01234567");
    insert(
        new Document("_id", "a")
            .append(
                "open",
                new Document("id", id)
                    .append("at", Date.from(Instant.parse("2024-02-29T12:00:00Z")))
                    .append("n", Arrays.asList(1, null, new Document("$deep", true)))
                    .append("not", Double.NaN)));
    Mapping mapping = mapping("thing", value("open", ValueType.JSON));

    assertThat(column(find(mapping, Projection.of("open"), "a")))
        .containsExactly(
            Map.of(
                "id",
                id.toHexString(),
                "at",
                "2024-02-29T12:00:00Z",
                "n",
                Arrays.asList(1, null, Map.of("$deep", true)),
                "not",
                "NaN"));
  }

  @Test
  void readsNoValueAsAnOperator() throws Exception {
    insert(
        new Document("_id", "a").append("open", new Document("x", 1)).append("name", "$ne"),
        new Document("_id", "{\"$ne\": 1}").append("name", "{\"$gt\": \"\"}"));
    Mapping mapping =
        mapping("thing", value("open", ValueType.JSON), value("name", ValueType.TEXT));

    assertThatThrownBy(() -> ids(mapping, compare("open", Operator.EQ, Map.of("$ne", 1))))
        .cause()
        .satisfies(refusal(FailureReason.UNSUPPORTED));
    assertThat(ids(mapping, compare("name", Operator.EQ, "{\"$gt\": \"\"}")))
        .containsExactly("{\"$ne\": 1}");
    assertThat(find(mapping, Projection.of("name"), "{\"$ne\": 1}", "$where").rows().size())
        .isEqualTo(1);
  }

  @Test
  void tellsAnArrayWithANullFromNoArray() throws Exception {
    insert(
        new Document("_id", "holds").append("tags", Arrays.asList("a", null)),
        new Document("_id", "null").append("tags", null),
        new Document("_id", "none"),
        new Document("_id", "empty").append("tags", List.of()));
    Mapping mapping = mapping("thing", list("tags", ValueType.TEXT));

    assertThat(ids(mapping, new IsNull(FieldPath.of("tags")))).containsExactly("none", "null");
    assertThat(ids(mapping, compare("tags", Operator.EQ, "a"))).containsExactly("holds");
    assertThat(ids(mapping, compare("tags", Operator.NE, "a")))
        .containsExactly("empty", "none", "null");
  }

  @Test
  void sortsNullLastAndPagesOverSeveralFieldsThatCanBeNull() throws Exception {
    List<Document> documents = new ArrayList<>();
    List<Integer> values = Arrays.asList(2, null, 1);
    for (Integer a : values) {
      for (Integer b : values) {
        for (String copy : List.of("x", "y")) {
          Document document = new Document("_id", a + "-" + b + "-" + copy);
          documents.add(a == null && copy.equals("y") ? document : document.append("a", a));
          document.append("b", b);
        }
      }
    }
    insert(documents.toArray(Document[]::new));
    Mapping mapping = mapping("thing", value("a", ValueType.INT), value("b", ValueType.INT));
    List<FieldOrder> order =
        List.of(FieldOrder.ascending("a"), FieldOrder.descending("b"), FieldOrder.ascending("id"));
    List<String> expected =
        List.of(
            "1-null-x",
            "1-null-y",
            "1-2-x",
            "1-2-y",
            "1-1-x",
            "1-1-y",
            "2-null-x",
            "2-null-y",
            "2-2-x",
            "2-2-y",
            "2-1-x",
            "2-1-y",
            "null-null-x",
            "null-null-y",
            "null-2-x",
            "null-2-y",
            "null-1-x",
            "null-1-y");

    for (int size : new int[] {1, 4, 5, 18, 30}) {
      assertThat(walk(mapping, order, size, false)).as("forward by " + size).isEqualTo(expected);
      assertThat(walk(mapping, order, size, true)).as("backward by " + size).isEqualTo(expected);
    }
    assertThat(statements)
        .extracting(Statement::text)
        .contains(
            "thing.find({a: {$ne: null}, b: {$ne: null}}, {_id: 1, a: 1, b: 1})"
                + ".sort({a: 1, b: -1, _id: 1}).limit(1)");
  }

  @Test
  void refusesToOrderByWhatHasNoPlace() throws Exception {
    Mapping mapping = mapping("thing", list("tags", ValueType.TEXT));

    assertThatThrownBy(() ->
            answer(
                store.query(
                    new Query(
                        new Source.All(mapping),
                        Projection.of("id"),
                        Condition.TRUE,
                        List.of(FieldOrder.ascending("tags"), FieldOrder.ascending("id")),
                        Page.first(10)),
                    context())))
        .cause()
        .satisfies(refusal(FailureReason.UNSUPPORTED));
  }

  @Test
  void findsParentsInsideArraysAndAsksForEachOnce() throws Exception {
    insert(
        new Document("_id", "a").append("codes", List.of("AUS", "JFK")),
        new Document("_id", "b").append("codes", List.of("JFK")),
        new Document("_id", "c"));
    Mapping mapping = mapping("thing", list("codes", ValueType.TEXT));
    Query query =
        new Query(
            new Source.Related(
                mapping, List.of(FieldPath.of("codes")), KeyBatch.of("JFK", "XXX", "AUS", "JFK")),
            Projection.of("id"),
            Condition.TRUE,
            List.of(FieldOrder.ascending("id")),
            Page.first(10));

    Answer answer = answer(store.query(query, context()));

    assertThat(answer.links().size()).isEqualTo(4);
    assertThat(answer.links().count(0)).isEqualTo(2);
    assertThat(answer.links().count(1)).isZero();
    assertThat(answer.rows().get(answer.links().row(2, 0), 0)).isEqualTo("a");
    assertThat(answer.links().row(3, 1)).isEqualTo(answer.links().row(0, 1));
    assertThat(statements)
        .containsExactly(
            new Statement(
                "thing.find({codes: {$eq: ?}}, {_id: 1}).sort({_id: 1}).limit(10)",
                3,
                3,
                "parents"));
  }

  @Test
  void refusesMoreKeysThanOneCommandHolds() {
    Mapping mapping = mapping("thing");
    Object[] keys = new Object[20];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (i + "x").repeat(500_000);
    }

    assertThatThrownBy(() -> find(mapping, Projection.of("id"), keys))
        .cause()
        .satisfies(refusal(FailureReason.REJECTED));
  }

  @Test
  void twoDocumentsWithOneKeyAreBadDataForThatKey() throws Exception {
    insert(
        new Document("_id", 1).append("code", "AUS"),
        new Document("_id", 2).append("code", "AUS"),
        new Document("_id", 3).append("code", "JFK"),
        new Document("_id", 4).append("code", List.of("JFK")));
    Mapping mapping = mapping("thing", value("code", ValueType.TEXT));

    Answer answer =
        answer(
            store.findByKeys(
                new KeyLookup(
                    mapping,
                    List.of(FieldPath.of("code")),
                    KeyBatch.of("AUS", "JFK"),
                    Projection.of("code")),
                context()));

    assertThat(answer.failures().keySet()).containsExactly(0);
    assertThat(answer.links().count(0)).isZero();
    assertThat(answer.rows().get(answer.links().single(1), 0)).isEqualTo("JFK");
  }

  @Test
  void tellsItsVersion() throws Exception {
    assertThat(store.inspect(context()).toCompletableFuture().get(10, TimeUnit.SECONDS).version())
        .matches("MongoDB \\d+\\.\\d+.*");
  }

  private List<String> walk(Mapping mapping, List<FieldOrder> order, int size, boolean backward)
      throws Exception {
    List<String> met = new ArrayList<>();
    Position position = null;
    while (true) {
      Page page = new Page(size, backward ? null : position, backward ? position : null, backward);
      Rows rows =
          answer(
                  store.query(
                      new Query(
                          new Source.All(mapping),
                          Projection.of("id", "a", "b"),
                          Condition.TRUE,
                          order,
                          page),
                      context()))
              .rows();
      if (rows.size() == 0) {
        return met;
      }
      List<String> ids = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        ids.add((String) notNull(rows.get(row, 0)));
      }
      met.addAll(backward ? 0 : met.size(), ids);
      @Nullable Object[] last = rows.row(backward ? 0 : rows.size() - 1);
      position = new Position(Arrays.asList(last[1], last[2], last[0]));
    }
  }

  private void insert(Document... documents) {
    server.insert(database, "thing", List.of(documents));
  }

  private Answer find(Mapping mapping, Projection projection, Object... keys) throws Exception {
    return answer(
        store.findByKeys(
            new KeyLookup(mapping, mapping.key(), KeyBatch.of(keys), projection), context()));
  }

  /// The first field of each key's row, in the keys' order.
  private static List<@Nullable Object> column(Answer answer) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int ordinal = 0; ordinal < answer.links().size(); ordinal++) {
      values.add(answer.rows().get(answer.links().single(ordinal), 0));
    }
    return values;
  }

  private List<@Nullable Object> ids(Mapping mapping, Condition filter) throws Exception {
    Rows rows =
        answer(
                store.query(
                    new Query(
                        new Source.All(mapping),
                        Projection.of("id"),
                        filter,
                        List.of(FieldOrder.ascending("id")),
                        Page.first(100)),
                    context()))
            .rows();
    List<@Nullable Object> ids = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      ids.add(rows.get(row, 0));
    }
    return ids;
  }

  private static Condition compare(String field, Operator operator, Object value) {
    return new Compare(FieldPath.of(field), operator, value);
  }

  private static Consumer<Throwable> refusal(FailureReason reason) {
    return failure -> assertThat(((StoreException) failure).reason()).isEqualTo(reason);
  }

  private CallContext context() {
    return CallContext.within(Duration.ofSeconds(10), statements::add);
  }

  private static Answer answer(CompletionStage<Answer> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Object notNull(@Nullable Object value) {
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
