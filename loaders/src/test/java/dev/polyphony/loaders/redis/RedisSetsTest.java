package dev.polyphony.loaders.redis;

import static dev.polyphony.loaders.redis.TestRedis.answered;
import static dev.polyphony.loaders.redis.TestRedis.column;
import static dev.polyphony.loaders.redis.TestRedis.order;
import static dev.polyphony.loaders.redis.TestRedis.row;
import static dev.polyphony.loaders.redis.TestRedis.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisSetsTest {
  private final TestRedis redis = new TestRedis();
  private final Mapping visited =
      TestRedis.mapping(
          """
          type Visit @entity(store: "hot", from: "visited:{$key.token}", as: SET, key: ["token", "airport"]) {
            token: ID!  airport: ID!
          }
          """);

  @AfterAll
  void close() {
    redis.close();
  }

  @Test
  void aRelationGoesOverTheMembersOfSets() {
    redis.commands.run("SADD", "visited:t1", "SEA", "EDI", "LHR", "é", "a:b");
    redis.commands.run("SADD", "visited:t2", "OSL");
    redis.commands.run("SET", "visited:t3", "text");
    redis.sent();
    Source source = TestRedis.related(visited, "token", "t1", "none", "t2", "t3");

    Answer answer =
        answered(
            redis.ask(
                source,
                Projection.of("airport", "token"),
                Condition.TRUE,
                visited.order(),
                Page.first(3)));

    assertThat(rows(answer))
        .containsExactly(
            List.of(row("EDI", "t1"), row("LHR", "t1"), row("SEA", "t1")),
            List.of(),
            List.of(row("OSL", "t2")),
            List.of());
    assertThat(answer.failures()).containsOnlyKeys(3);
    assertThat(redis.sent())
        .containsExactly(
            new Statement("SCARD visited:{$key.token}", 4, 4, "parents"),
            new Statement("SMEMBERS visited:{$key.token}", 3, 3, "parents"));
  }

  @Test
  void membersHavePagesAndAreFoundByThemselves() {
    redis.commands.run("SADD", "visited:t5", "SEA", "EDI", "LHR", "é");
    Condition t5 = new Condition.Compare(FieldPath.of("token"), Operator.EQ, "t5");
    Page after = new Page(2, Position.of(List.of("EDI")), null, false);
    Page before = new Page(2, null, Position.of(List.of("é")), true);

    for (Page page : List.of(after, before)) {
      assertThat(
              column(
                  answered(
                      redis.ask(
                          new Source.All(visited),
                          Projection.of("airport"),
                          t5,
                          List.of(order("airport ASC")),
                          page))))
          .containsExactly("LHR", "SEA");
    }
    assertThat(
            column(
                answered(
                    redis.ask(
                        new Source.All(visited),
                        Projection.of("airport"),
                        t5,
                        List.of(order("airport DESC")),
                        Page.first(2)))))
        .containsExactly("é", "SEA");
    assertThat(
            rows(
                redis.find(
                    visited,
                    KeyBatch.ofTuples(2, List.of(List.of("t5", "é"), List.of("t5", "x"))),
                    Projection.of("airport"))))
        .containsExactly(List.of(row("é")), List.of());
  }

  @Test
  void aSetThatIsTooLargeToBeSortedFailsItsOwnParent() {
    for (int i = 0; i <= RedisMembers.MOST; i++) {
      redis.commands.send("SADD", "visited:crowd", "m" + i);
    }
    redis.commands.answers();
    redis.commands.run("SADD", "visited:few", "m");

    Answer answer =
        answered(
            redis.ask(
                TestRedis.related(visited, "token", "crowd", "few"),
                Projection.of("airport"),
                Condition.TRUE,
                visited.order(),
                Page.first(3)));

    assertThat(rows(answer)).containsExactly(List.of(), List.of(row("m")));
    assertThat(answer.failures()).containsOnlyKeys(0);
  }
}
