package dev.polyphony.loaders.redis;

import static dev.polyphony.loaders.redis.TestRedis.answered;
import static dev.polyphony.loaders.redis.TestRedis.refused;
import static dev.polyphony.loaders.redis.TestRedis.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisNativeTest {
  private static final String TOP =
      "type Top { member: String @column(name: \"$value\") score: Int @column(name: \"$score\")"
          + " place: Int @column(name: \"$rank\") }";

  private final TestRedis redis = new TestRedis();

  @BeforeEach
  void fill() {
    redis.commands.send("FLUSHDB");
    redis.commands.send("ZADD", "top:a", "3", "x", "2", "y y", "1", "$1 \r\nDEL top:a");
    redis.commands.send("ZADD", "top:b", "7", "z");
    redis.commands.send("HSET", "h:a", "name", "Ann", "age", "7");
    redis.commands.send("SET", "plain", "text");
    redis.commands.answers();
  }

  @AfterAll
  void close() {
    redis.close();
  }

  private CompletionStage<Answer> ask(
      NativeStatement statement, @Nullable KeyBatch parents, @Nullable Object... values) {
    Source source = new Source.Native(statement, Arrays.asList(values), parents);
    List<String> fields = List.copyOf(statement.row().columns().keySet());
    return redis.store.query(
        new Query(
            source,
            Projection.of(fields.toArray(String[]::new)),
            Condition.TRUE,
            List.of(),
            Page.first(100)),
        redis.context());
  }

  private static List<List<@Nullable Object>> rows(Answer answer, int ordinal) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < answer.links().count(ordinal); i++) {
      rows.add(Arrays.asList(answer.rows().row(answer.links().row(ordinal, i))));
    }
    return rows;
  }

  @Test
  void membersComeWithScoresAndPlaces() {
    NativeStatement statement =
        TestRedis.statement(
            "tops(last: Int): [Top!] @native(store: \"hot\","
                + " text: \"ZREVRANGE top:a 0 {$args.last} WITHSCORES\")",
            TOP);

    Answer answer = answered(ask(statement, null, 1));

    assertThat(rows(answer, 0)).containsExactly(row("x", 3, 0), row("y y", 2, 1));
  }

  @Test
  void eachParentHasItsOwnRows() {
    NativeStatement statement =
        TestRedis.statement(
            "tops: [Top!] @native(store: \"hot\", text: \"ZRANGE top:{$this.id} 0 -1 WITHSCORES\")",
            TOP);
    redis.sent();

    Answer answer = answered(ask(statement, KeyBatch.of("b", "none", "a", "b", "a:b")));

    assertThat(rows(answer, 0)).containsExactly(row("z", 7, 0));
    assertThat(rows(answer, 1)).isEmpty();
    assertThat(rows(answer, 2)).hasSize(3);
    assertThat(rows(answer, 3)).containsExactly(row("z", 7, 0));
    assertThat(answer.failures()).containsOnlyKeys(4);
    assertThat(redis.sent())
        .containsExactly(new Statement("ZRANGE top:? 0 -1 WITHSCORES", 3, 3, "parents"));
  }

  @Test
  void aThousandParentsAreOneStatement() {
    NativeStatement statement =
        TestRedis.statement("n: Int @native(store: \"hot\", text: \"ZCARD top:{$this.id}\")", "");
    Object[] parents = IntStream.range(0, 1000).mapToObj(i -> "p" + i).toArray();
    parents[999] = "a";

    Answer answer = answered(ask(statement, KeyBatch.of(parents)));

    assertThat(rows(answer, 0)).containsExactly(row(0));
    assertThat(rows(answer, 999)).containsExactly(row(3));
    assertThat(answered(ask(statement, KeyBatch.of())).links().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "y y", "$1 \r\nDEL top:a", "{$args.member}", "a b\"c'"})
  void whatAClientSendsIsOneArgument(String member) {
    NativeStatement statement =
        TestRedis.statement(
            "n(member: String): Int @native(store: \"hot\", text: \"ZSCORE top:a {$args.member}\")",
            "");

    Answer answer = answered(ask(statement, null, member));

    boolean held = List.of("x", "y y", "$1 \r\nDEL top:a").contains(member);
    assertThat(rows(answer, 0)).hasSize(held ? 1 : 0);
    assertThat(refused(ask(statement, null, new @Nullable Object[] {null})))
        .isEqualTo(FailureReason.REJECTED);
    assertThat(refused(ask(statement, null, "\ud83d"))).isEqualTo(FailureReason.REJECTED);
  }

  @Test
  void aHashIsARowByItsFields() {
    String row = "type Row { name: String age: Int }";
    for (String command : List.of("HGETALL h:{$this.id}", "HMGET h:{$this.id} age name")) {
      NativeStatement statement =
          TestRedis.statement("r: Row @native(store: \"hot\", text: \"" + command + "\")", row);

      Answer answer = answered(ask(statement, KeyBatch.of("a", "none")));

      assertThat(rows(answer, 0)).as(command).containsExactly(row("Ann", 7));
      assertThat(rows(answer, 1)).isEmpty();
    }
  }

  @Test
  void whatDoesNotFitIsBad() {
    NativeStatement number =
        TestRedis.statement("n: Int @native(store: \"hot\", text: \"GET plain\")", "");
    NativeStatement other =
        TestRedis.statement("n: Int @native(store: \"hot\", text: \"GET top:a\")", "");

    assertThat(rows(answered(ask(number, null)), 0).getFirst().getFirst())
        .isInstanceOf(BadValue.class);
    assertThat(refused(ask(other, null))).isEqualTo(FailureReason.BAD_DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEL plain",
        "SET plain x",
        "GETDEL plain",
        "GETEX plain EX 1",
        "EVAL x 0",
        "SORT top:a STORE b",
        "KEYS *",
        "FLUSHALL",
        "ZRANGESTORE a top:a 0 -1",
        "BLPOP a 0",
        "{$claims.x} plain",
        "HMGET h:a {$claims.x}",
        "GET '{$claims.x}'",
        ""
      })
  void whatDoesMoreThanReadIsRefusedAtStart(String text) {
    List<Problem> problems =
        TestRedis.problems(
            "type Any @entity(store: \"hot\", from: \"any:{$key.id}\", key: \"id\") { id: ID! }"
                + " type Query { any(id: ID!): Any @lookup"
                + " n: Int @native(store: \"hot\", text: \""
                + text
                + "\") }");

    assertThat(problems).extracting(Problem::kind).containsExactly("INVALID_NATIVE_TEXT");
  }
}
