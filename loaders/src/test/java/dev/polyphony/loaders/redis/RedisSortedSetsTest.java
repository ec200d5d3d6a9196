package dev.polyphony.loaders.redis;

import static dev.polyphony.loaders.redis.TestRedis.answered;
import static dev.polyphony.loaders.redis.TestRedis.column;
import static dev.polyphony.loaders.redis.TestRedis.order;
import static dev.polyphony.loaders.redis.TestRedis.refused;
import static dev.polyphony.loaders.redis.TestRedis.row;
import static dev.polyphony.loaders.redis.TestRedis.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisSortedSetsTest {
  private static final Projection ALL = Projection.of("member", "score", "position");

  private final TestRedis redis = new TestRedis();
  private final Mapping ranks =
      TestRedis.mapping(
          """
          type Rank @entity(store: "hot", from: "searches", as: SORTED_SET, key: "member") {
            member: ID!  score: Int! @column(name: "$score")  position: Int! @column(name: "$rank")
          }
          """);
  private final Mapping boards =
      TestRedis.mapping(
          """
          type Entry @entity(store: "hot", from: "board:{$key.game}:top", as: SORTED_SET,
                             key: ["game", "player"], order: ["points ASC"]) {
            game: Int!  player: ID!  points: Float! @column(name: "$score")
            place: Long! @column(name: "$rank")  ttl: Int @column(name: "$ttl")
          }
          """);

  @AfterAll
  void close() {
    redis.close();
  }

  /// Seven members in rank order: LHR 9, then four of score 5, then SEA 2, EDI -1.
  private void fill() {
    redis.commands.run("DEL", "searches");
    redis.commands.run(
        "ZADD", "searches", 5, "a", 5, "b", 9, "LHR", 5, "c", 2, "SEA", -1, "EDI", 5, "é");
  }

  private static Position at(@Nullable Object... values) {
    return new Position(Arrays.asList(values));
  }

  private List<@Nullable Object> list(List<FieldOrder> order, Page page) {
    return column(redis.list(ranks, Projection.of("member"), order, page));
  }

  private List<@Nullable Object> within(String field, Operator operator, Object value, Page page) {
    Condition bound = new Condition.Compare(FieldPath.of(field), operator, value);
    return column(
        answered(
            redis.ask(new Source.All(ranks), Projection.of("member"), bound, ranks.order(), page)));
  }

  @Test
  void manyMembersAreLookedUpInOneRoundWithScoreAndRank() {
    fill();
    redis.sent();

    Answer answer = redis.find(ranks, ALL, "SEA", "XXX", "LHR", "é", "EDI");

    assertThat(rows(answer))
        .containsExactly(
            List.of(row("SEA", 2, 5)),
            List.of(),
            List.of(row("LHR", 9, 0)),
            List.of(row("é", 5, 1)),
            List.of(row("EDI", -1, 6)));
    assertThat(redis.sent())
        .containsExactly(
            new Statement(
                "ZSCORE searches {$key.member}; ZREVRANK searches {$key.member}", 5, 5, "keys"));
  }

  @Test
  void onlyWhatIsAskedForIsSent() {
    fill();
    redis.sent();

    redis.find(ranks, Projection.of("score"), "SEA");

    assertThat(redis.sent())
        .extracting(Statement::text)
        .containsExactly("ZSCORE searches {$key.member}");
  }

  @Test
  void theOrderIsByScoreFromTheTopUnlessDeclaredOtherwise() {
    assertThat(ranks.order()).containsExactly(order("score DESC"), order("member DESC"));
    assertThat(boards.order())
        .containsExactly(order("points ASC"), order("player ASC"), order("game ASC"));
  }

  @Test
  void topAndBottomAreReadFromTheirEnds() {
    fill();
    redis.sent();
    List<FieldOrder> up = List.of(order("score ASC"), order("member ASC"));
    List<FieldOrder> byRank = List.of(order("position ASC"), order("member ASC"));

    assertThat(list(ranks.order(), Page.first(3))).containsExactly("LHR", "é", "c");
    assertThat(list(up, Page.first(3))).containsExactly("EDI", "SEA", "a");
    assertThat(list(byRank, Page.first(2))).containsExactly("LHR", "é");
    assertThat(list(List.of(order("position DESC")), Page.first(2))).containsExactly("EDI", "SEA");
    assertThat(list(ranks.order(), new Page(2, null, null, true))).containsExactly("SEA", "EDI");
    assertThat(redis.sent())
        .extracting(Statement::text)
        .containsExactly(
            "ZRANGE searches 0 2 REV WITHSCORES",
            "ZRANGE searches 0 2 WITHSCORES",
            "ZRANGE searches 0 1 REV WITHSCORES",
            "ZRANGE searches 0 1 WITHSCORES",
            "ZRANGE searches 0 1 WITHSCORES");
  }

  @Test
  void listedMembersHaveTheirRankWhicheverEndTheyAreReadFrom() {
    fill();
    List<FieldOrder> up = List.of(order("score ASC"), order("member ASC"));

    assertThat(rows(redis.list(ranks, ALL, ranks.order(), Page.first(2))))
        .containsExactly(List.of(row("LHR", 9, 0), row("é", 5, 1)));
    assertThat(rows(redis.list(ranks, ALL, up, Page.first(2))))
        .containsExactly(List.of(row("EDI", -1, 6), row("SEA", 2, 5)));
    assertThat(rows(redis.list(ranks, ALL, ranks.order(), new Page(2, null, null, true))))
        .containsExactly(List.of(row("SEA", 2, 5), row("EDI", -1, 6)));
    assertThat(rows(redis.list(ranks, ALL, up, new Page(2, null, null, true))))
        .containsExactly(List.of(row("é", 5, 1), row("LHR", 9, 0)));
  }

  @Test
  void scoresAndRanksAreBoundedByTheServer() {
    fill();
    Page first = Page.first(9);

    assertThat(within("score", Operator.GT, 5, first)).containsExactly("LHR");
    assertThat(within("score", Operator.GTE, 5, first)).containsExactly("LHR", "é", "c", "b", "a");
    assertThat(within("score", Operator.LT, 5, first)).containsExactly("SEA", "EDI");
    assertThat(within("score", Operator.LTE, 5, Page.first(2))).containsExactly("é", "c");
    assertThat(within("score", Operator.LTE, 5, new Page(3, null, null, true)))
        .containsExactly("a", "SEA", "EDI");
    assertThat(within("score", Operator.GT, 99, first)).isEmpty();
    assertThat(within("position", Operator.LT, 2, first)).containsExactly("LHR", "é");
    assertThat(within("position", Operator.GTE, 5, first)).containsExactly("SEA", "EDI");
    assertThat(within("position", Operator.GT, 0, Page.first(2))).containsExactly("é", "c");
    assertThat(within("position", Operator.LT, 0, first)).isEmpty();
    assertThat(within("position", Operator.LTE, 3, new Page(2, null, null, true)))
        .containsExactly("c", "b");
    assertThat(redis.sent())
        .extracting(Statement::text)
        .contains("ZRANGE searches {from} {to} BYSCORE REV LIMIT 0 9 WITHSCORES");
  }

  @Test
  void pagesMeetEveryMemberOnceAlsoAmongThoseOfOneScore() {
    redis.commands.run("DEL", "searches");
    for (int i = 0; i < 300; i++) {
      redis.commands.send("ZADD", "searches", i % 7 == 0 ? i : 5, "m" + i % 10 + "-" + i);
    }
    redis.commands.answers();
    for (List<FieldOrder> order :
        List.of(
            ranks.order(),
            List.of(order("score ASC"), order("member ASC")),
            List.of(order("position ASC"), order("member ASC")),
            List.of(order("position DESC"), order("member ASC")))) {
      List<@Nullable Object> whole = list(order, Page.first(1000));

      assertThat(whole).as("%s", order).hasSize(300).doesNotHaveDuplicates();
      assertThat(walk(order, false)).as("%s forward", order).isEqualTo(whole);
      assertThat(walk(order, true)).as("%s backward", order).isEqualTo(whole);
    }
  }

  private List<@Nullable Object> walk(List<FieldOrder> order, boolean backward) {
    List<@Nullable Object> met = new ArrayList<>();
    Position from = null;
    while (met.size() < 1000) {
      Page page = new Page(23, backward ? null : from, backward ? from : null, backward);
      List<List<@Nullable Object>> rows = rows(redis.list(ranks, ALL, order, page)).getFirst();
      if (rows.isEmpty()) {
        return met;
      }
      List<@Nullable Object> last = backward ? rows.getFirst() : rows.getLast();
      from = at(last.get(order.getFirst().field().toString().equals("score") ? 1 : 2), last.get(0));
      int place = backward ? 0 : met.size();
      for (int i = 0; i < rows.size(); i++) {
        met.add(place + i, rows.get(i).getFirst());
      }
    }
    throw new AssertionError("paging does not end by " + order);
  }

  @Test
  void aPositionNeedsNoMember() {
    fill();
    List<FieldOrder> up = List.of(order("score ASC"), order("member ASC"));

    assertThat(list(ranks.order(), new Page(2, at(5, "bb"), null, false)))
        .containsExactly("b", "a");
    assertThat(list(up, new Page(2, at(5, "bb"), null, false))).containsExactly("c", "é");
    assertThat(list(ranks.order(), new Page(2, at(7, "x"), null, false))).containsExactly("é", "c");
    assertThat(list(ranks.order(), new Page(9, at(9, "LHR"), at(5, "b"), false)))
        .containsExactly("é", "c");
    assertThat(list(ranks.order(), new Page(9, at(-1, "EDI"), null, false))).isEmpty();
    assertThat(list(ranks.order(), new Page(9, at(5, "b"), at(9, "LHR"), false))).isEmpty();
  }

  @Test
  void membersOfOneScoreAreInTheOrderOfTheirBytes() {
    redis.commands.run("DEL", "searches");
    redis.commands.run("ZADD", "searches", 1, "B", 1, "a", 1, "Z", 1, "é", 1, "aa", 1, "\uffee");
    List<FieldOrder> up = List.of(order("score ASC"), order("member ASC"));

    assertThat(list(up, Page.first(9))).containsExactly("B", "Z", "a", "aa", "é", "\uffee");
    assertThat(list(up, new Page(9, at(1, "a"), null, false))).containsExactly("aa", "é", "\uffee");
    assertThat(list(up, new Page(9, at(1, "C"), null, false))).startsWith("Z", "a");
    assertThat(list(up, new Page(9, at(1, "z"), null, false))).containsExactly("é", "\uffee");
  }

  @Test
  void eachParentHasItsOwnMembersPageAndTimeToLive() {
    redis.commands.run("ZADD", "board:1:top", 0.5, "ann", 1.25, "bob", 3, "cid");
    redis.commands.run("ZADD", "board:2:top", 7, "dan");
    redis.commands.run("EXPIRE", "board:1:top", 1000);
    redis.sent();
    Projection projection = Projection.of("player", "points", "place", "game");
    Source source = TestRedis.related(boards, "game", 1, 9, 2, 1);

    Answer top =
        answered(redis.ask(source, projection, Condition.TRUE, boards.order(), Page.first(2)));
    assertThat(rows(top))
        .containsExactly(
            List.of(row("ann", 0.5, 0L, 1), row("bob", 1.25, 1L, 1)),
            List.of(),
            List.of(row("dan", 7.0, 0L, 2)),
            List.of(row("ann", 0.5, 0L, 1), row("bob", 1.25, 1L, 1)));
    assertThat(redis.sent())
        .containsExactly(
            new Statement("ZRANGE board:{$key.game}:top 0 1 WITHSCORES", 4, 4, "parents"));

    Page after = new Page(5, at(1.0, "x", 0), null, false);
    assertThat(rows(answered(redis.ask(source, projection, Condition.TRUE, boards.order(), after))))
        .containsExactly(
            List.of(row("bob", 1.25, 1L, 1), row("cid", 3.0, 2L, 1)),
            List.of(),
            List.of(row("dan", 7.0, 0L, 2)),
            List.of(row("bob", 1.25, 1L, 1), row("cid", 3.0, 2L, 1)));

    Answer ttl =
        redis.find(
            boards,
            KeyBatch.ofTuples(2, List.of(List.of(1, "cid"), List.of(2, "dan"))),
            Projection.of("place", "ttl"));
    assertThat(rows(ttl).get(0).getFirst().getFirst()).isEqualTo(2L);
    assertThat((Integer) rows(ttl).get(0).getFirst().get(1)).isBetween(900, 1000);
    assertThat(rows(ttl).get(1)).containsExactly(row(0L, null));
  }

  @Test
  void aWrongStructureFailsItsOwnParentOnly() {
    redis.commands.run("SET", "board:4:top", "text");
    redis.commands.run("ZADD", "board:5:top", 7, "eve");
    Source source = TestRedis.related(boards, "game", 4, 5);

    for (Page page : List.of(Page.first(2), new Page(2, at(0.0, "a", 0), null, false))) {
      Answer answer =
          answered(
              redis.ask(source, Projection.of("player"), Condition.TRUE, boards.order(), page));

      assertThat(rows(answer)).containsExactly(List.of(), List.of(row("eve")));
      assertThat(answer.failures()).containsOnlyKeys(0);
      assertThat(answer.failures().values())
          .allMatch(failure -> failure.reason() == FailureReason.BAD_DATA);
    }
  }

  @Test
  void aScoreThatDoesNotFitIsBadWhereItStands() {
    redis.commands.run("DEL", "searches");
    redis.commands.run("ZADD", "searches", "+inf", "all", 2.5, "half", "1e300", "huge");

    Answer answer = redis.find(ranks, ALL, "all", "half", "huge");

    assertThat(rows(answer))
        .allSatisfy(rows ->
            assertThat(rows.getFirst().get(1))
                .isInstanceOf(dev.polyphony.schema.rows.BadValue.class));
    assertThat(answer.failures()).isEmpty();
  }

  @Test
  void whatNoPathServesIsUnsupported() {
    fill();
    Condition member = new Condition.Compare(FieldPath.of("member"), Operator.GT, "a");
    Condition notNull = new Condition.Not(new Condition.IsNull(FieldPath.of("score")));
    List<FieldOrder> mixed = List.of(order("score DESC"), order("member ASC"));
    List<FieldOrder> byMember = List.of(order("member ASC"));

    for (Condition filter : List.of(member, notNull)) {
      assertThat(
              refused(redis.ask(new Source.All(ranks), ALL, filter, ranks.order(), Page.first(2))))
          .isEqualTo(FailureReason.UNSUPPORTED);
    }
    for (List<FieldOrder> order : List.of(mixed, byMember)) {
      assertThat(
              refused(redis.ask(new Source.All(ranks), ALL, Condition.TRUE, order, Page.first(2))))
          .isEqualTo(FailureReason.UNSUPPORTED);
    }
    assertThat(
            refused(
                redis.ask(
                    new Source.All(boards),
                    Projection.of("player"),
                    Condition.TRUE,
                    boards.order(),
                    Page.first(2))))
        .isEqualTo(FailureReason.UNSUPPORTED);
  }
}
