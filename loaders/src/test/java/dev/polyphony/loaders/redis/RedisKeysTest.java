package dev.polyphony.loaders.redis;

import static dev.polyphony.loaders.redis.TestRedis.answered;
import static dev.polyphony.loaders.redis.TestRedis.refused;
import static dev.polyphony.loaders.redis.TestRedis.row;
import static dev.polyphony.loaders.redis.TestRedis.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What lies under whole keys: hashes, strings and documents.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisKeysTest {
  private final TestRedis redis = new TestRedis();
  private final Mapping sessions =
      TestRedis.mapping(
          """
          type Session @entity(store: "hot", from: "session:{$key.token}", key: "token") {
            token: ID!  passenger: ID  since: DateTime  logins: Int  paid: BigDecimal
            tags: [String!]  place: Place  city: String @column(name: "place.city")
            open: JSON  expiresIn: Int @column(name: "$ttl")
          }
          type Place { city: String  x: Float }
          """);

  @AfterAll
  void close() {
    redis.close();
  }

  @Test
  void aHashIsReadByTheFieldsThatAreAskedFor() {
    redis.commands.run(
        "HSET",
        "session:t1",
        "passenger",
        "p1",
        "since",
        "2026-01-02T03:04:05Z",
        "logins",
        "7",
        "paid",
        "12.50",
        "tags",
        "[\"a\",\"b\"]",
        "place",
        "{\"city\":\"Oslo\",\"x\":1.5}",
        "open",
        "{\"n\":9007199254740993}");
    redis.sent();

    Answer answer =
        redis.find(
            sessions,
            Projection.of("token", "passenger", "since", "logins", "paid", "tags", "city", "open"),
            "t1");

    assertThat(rows(answer).getFirst())
        .containsExactly(
            row(
                "t1",
                "p1",
                Instant.parse("2026-01-02T03:04:05Z"),
                7,
                new BigDecimal("12.50"),
                List.of("a", "b"),
                "Oslo",
                Map.of("n", 9007199254740993L)));
    assertThat(redis.sent())
        .containsExactly(
            new Statement(
                "EXISTS session:{$key.token}; HMGET session:{$key.token} passenger since logins"
                    + " paid tags place.city place open",
                1,
                1,
                "keys"));
  }

  @Test
  void embeddedObjectsLieInFieldsAsJson() {
    redis.commands.run("HSET", "session:t2", "place", "{\"city\":\"Oslo\",\"x\":1.5}");
    Projection place =
        new Projection(List.of(new Projection.Item("place", Projection.of("x", "city"))));

    Object nested = rows(redis.find(sessions, place, "t2")).getFirst().getFirst().getFirst();

    assertThat(nested)
        .isInstanceOfSatisfying(
            Rows.class, rows -> assertThat(rows.row(0)).containsExactly(1.5, "Oslo"));
  }

  @Test
  void anAbsentHashIsAbsentAndOneWithoutTheFieldIsNot() {
    redis.commands.run("HSET", "session:t3", "unasked", "x");

    Answer answer = redis.find(sessions, Projection.of("passenger", "logins"), "t3", "none");

    assertThat(rows(answer)).containsExactly(List.of(row(null, null)), List.of());
    assertThat(rows(redis.find(sessions, Projection.of("token"), "t3", "none")))
        .containsExactly(List.of(row("t3")), List.of());
  }

  @Test
  void aKeyThatRunsOutIsAbsent() {
    redis.commands.run("HSET", "session:brief", "passenger", "p");
    redis.commands.run("HSET", "session:long", "passenger", "p");
    redis.commands.run("EXPIRE", "session:brief", 100);
    redis.commands.run("EXPIRE", "session:long", 500);
    Projection projection = Projection.of("expiresIn", "passenger");

    assertThat(rows(redis.find(sessions, projection, "brief", "long")))
        .allSatisfy(rows -> assertThat((Integer) rows.getFirst().getFirst()).isBetween(50, 500));
    redis.commands.run("PEXPIRE", "session:brief", 20);
    // Waits in the server for an element that does not come.
    redis.commands.run("BLPOP", "nothing", 0.2);

    assertThat(rows(redis.find(sessions, projection, "brief"))).containsExactly(List.of());
    assertThat(rows(redis.find(sessions, Projection.of("passenger"), "brief", "long")))
        .containsExactly(List.of(), List.of(row("p")));
  }

  @Test
  void aKeyWithoutATimeToLiveHasNone() {
    redis.commands.run("HSET", "session:t5", "passenger", "p");

    assertThat(rows(redis.find(sessions, Projection.of("expiresIn"), "t5", "none")))
        .containsExactly(List.of(row((Object) null)), List.of());
  }

  @Test
  void aWrongStructureFailsItsOwnKeyOnly() {
    redis.commands.run("HSET", "session:good", "passenger", "p");
    redis.commands.run("SADD", "session:set", "x");
    Object[] keys = IntStream.range(0, 400).mapToObj(i -> i == 200 ? "set" : "good").toArray();

    Answer answer = redis.find(sessions, Projection.of("passenger"), keys);

    assertThat(answer.failures()).containsOnlyKeys(200);
    assertThat(answer.failures().values())
        .allMatch(failure -> failure.reason() == FailureReason.BAD_DATA);
    assertThat(answer.rows().size()).isEqualTo(399);
    assertThat(answer.links().count(200)).isZero();
  }

  @Test
  void aValueThatDoesNotFitIsBadWhereItStands() {
    redis.commands.run(
        "HSET",
        "session:bad",
        "logins",
        "many",
        "paid",
        "1e999999999",
        "since",
        "yesterday",
        "tags",
        "[broken",
        "open",
        "{",
        "place",
        "7",
        "passenger",
        new byte[] {(byte) 0xff});
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("logins", null),
                new Projection.Item("paid", null),
                new Projection.Item("since", null),
                new Projection.Item("tags", null),
                new Projection.Item("open", null),
                new Projection.Item("place", Projection.of("city")),
                new Projection.Item("passenger", null)));

    Answer answer = redis.find(sessions, projection, "bad");

    assertThat(rows(answer).getFirst().getFirst())
        .hasSize(7)
        .allSatisfy(cell -> assertThat(cell).isInstanceOf(BadValue.class));
    assertThat(answer.failures()).isEmpty();
  }

  @Test
  void aValueThatCouldBeReadAsTwoIsNotAskedFor() {
    Mapping steps =
        TestRedis.mapping(
            """
            type Step @entity(store: "hot", from: "{{$key.flow}}.step-{$key.n}", key: ["flow", "n"]) {
              flow: String!  n: String!  text: String
            }
            """);
    redis.commands.run("HSET", "{f}.step-1", "text", "found");
    redis.commands.run("HSET", "{f}.step-1}.step-2", "text", "stolen");
    redis.sent();

    Answer answer =
        redis.find(
            steps,
            KeyBatch.ofTuples(
                2,
                List.of(
                    List.of("f", "1"),
                    List.of("f}.step-1", "2"),
                    List.of("f", "1:2"),
                    List.of("f", "a-b"),
                    List.of("f.x", "*"),
                    List.of("f\r\nFLUSHALL", "1"))),
            Projection.of("text"));

    assertThat(rows(answer))
        .containsExactly(
            List.of(row("found")), List.of(), List.of(), List.of(), List.of(), List.of());
    assertThat(answer.failures()).containsOnlyKeys(1, 2, 3);
    assertThat(answer.failures().values())
        .allMatch(failure -> failure.reason() == FailureReason.REJECTED);
    assertThat(redis.sent()).extracting(Statement::multiples).containsExactly(3);
  }

  @Test
  void keysThatAreAllRefusedAreNotSent() {
    redis.sent();

    Answer answer = redis.find(sessions, Projection.of("passenger"), "a:b", "c:d");

    assertThat(answer.failures()).containsOnlyKeys(0, 1);
    assertThat(redis.sent()).isEmpty();
  }

  @Test
  void stringsAndDocumentsAreRead() {
    Mapping counters =
        TestRedis.mapping(
            """
            type Counter @entity(store: "hot", from: "counter:{$key.name}", as: STRING, key: "name") {
              name: ID!  value: Long! @column(name: "$value")  ttl: Int @column(name: "$ttl")
            }
            """);
    Mapping guides =
        TestRedis.mapping(
            """
            type Guide @entity(store: "hot", from: "guide:{$key.code}", as: JSON, key: "code") {
              code: ID!  title: String @column(name: ["name.en", "title"])  all: JSON @column(name: "$value")
              stops: [Stop!]
            }
            type Stop { n: Int  name: String }
            """);
    redis.commands.run("SET", "counter:hits", "9007199254740993");
    redis.commands.run("SET", "guide:a", "{\"name\":{\"en\":\"A\"},\"stops\":[{\"n\":1}]}");
    redis.commands.run("SET", "guide:b", "{\"title\":\"B\"}");
    redis.commands.run("SET", "guide:c", "no json");
    redis.sent();

    assertThat(rows(redis.find(counters, Projection.of("value", "ttl", "name"), "hits", "none")))
        .containsExactly(List.of(row(9007199254740993L, null, "hits")), List.of());
    assertThat(rows(redis.find(counters, Projection.of("name"), "hits", "none")))
        .containsExactly(List.of(row("hits")), List.of());
    assertThat(rows(redis.find(guides, Projection.of("title", "all"), "a", "b", "none")))
        .containsExactly(
            List.of(row("A", Map.of("name", Map.of("en", "A"), "stops", List.of(Map.of("n", 1))))),
            List.of(row("B", Map.of("title", "B"))),
            List.of());
    assertThat(rows(redis.find(guides, Projection.of("title"), "c")).getFirst().getFirst())
        .first()
        .isInstanceOf(BadValue.class);
    assertThat(redis.sent())
        .extracting(Statement::text)
        .containsExactly(
            "GET counter:{$key.name}; TTL counter:{$key.name}",
            "EXISTS counter:{$key.name}",
            "GET guide:{$key.code}",
            "GET guide:{$key.code}");
  }

  @Test
  void aListByAWholeKeyIsThatRowOrNone() {
    redis.commands.run("HSET", "session:t9", "passenger", "p9");
    Source source = TestRedis.related(sessions, "token", "t9", "none", "a:b");
    Position itself = Position.of(List.of("t9"));

    Answer answer =
        answered(
            redis.ask(
                source,
                Projection.of("passenger"),
                Condition.TRUE,
                sessions.order(),
                Page.first(3)));
    Answer beyond =
        answered(
            redis.ask(
                source,
                Projection.of("passenger"),
                Condition.TRUE,
                sessions.order(),
                new Page(3, itself, null, false)));

    assertThat(rows(answer)).containsExactly(List.of(row("p9")), List.of(), List.of());
    assertThat(answer.failures()).containsOnlyKeys(2);
    assertThat(rows(beyond).getFirst()).isEmpty();
  }

  @Test
  void whatNoPathServesIsUnsupported() {
    Condition passenger = new Condition.Compare(FieldPath.of("passenger"), Operator.EQ, "p");
    List<Source> sources =
        List.of(new Source.All(sessions), TestRedis.related(sessions, "passenger", "p"));
    for (Source source : sources) {
      for (Condition filter : List.of(Condition.TRUE, passenger)) {
        assertThat(
                refused(
                    redis.ask(
                        source, Projection.of("token"), filter, sessions.order(), Page.first(3))))
            .isEqualTo(FailureReason.UNSUPPORTED);
      }
    }
  }
}
