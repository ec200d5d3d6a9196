package dev.polyphony.loaders.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisRulesTest {
  private static final FieldPath TOKEN = FieldPath.of("token");

  private static Capabilities bind(String sdl) {
    Mapping mapping = TestRedis.mapping(sdl);
    Problems problems = new Problems();
    Capabilities capabilities = new RedisRules().bind(mapping, problems);
    assertThat(problems.all()).isEmpty();
    return capabilities;
  }

  private static List<String> kinds(String sdl) {
    return TestRedis.problems(
            sdl
                + " type Any @entity(store: \"hot\", from: \"any:{$key.id}\", key: \"id\")"
                + " { id: ID! } type Query { any(id: ID!): Any @lookup }")
        .stream()
        .map(Problem::kind)
        .toList();
  }

  @Test
  void servesAHashByItsKeyOnly() {
    Capabilities capabilities =
        bind(
            """
            type Session @entity(store: "hot", from: "session:{$key.token}", key: "token") {
              token: ID!  user: ID
            }
            """);

    assertThat(capabilities.scans()).isFalse();
    assertThat(capabilities.relatesFreely()).isFalse();
    assertThat(capabilities.paths())
        .containsExactly(new AccessPath(List.of(TOKEN), false, null, List.of(), 0, true));
  }

  @Test
  void servesTheMembersOfASetByTheRestOfItsKey() {
    assertThat(
            bind("""
            type Visit @entity(store: "hot", from: "visited:{$key.token}", as: SET,
                               key: ["token", "airport"]) { token: ID!  airport: ID! }
            """)
                .paths())
        .extracting(AccessPath::equal)
        .containsExactly(List.of(TOKEN, FieldPath.of("airport")), List.of(TOKEN));
  }

  @Test
  void servesASortedSetByScoreAndRankWithinBounds() {
    List<AccessPath> paths =
        bind("""
        type Rank @entity(store: "hot", from: "searches", as: SORTED_SET, key: "member") {
          member: ID!  score: Int! @column(name: "$score")  position: Int! @column(name: "$rank")
        }
        """)
            .paths();

    assertThat(paths).hasSize(5);
    assertThat(paths.getFirst().unique()).isTrue();
    assertThat(paths.subList(1, 5)).allMatch(path -> path.equal().isEmpty() && !path.unique());
    assertThat(paths.subList(1, 5))
        .extracting(path -> path.order().getFirst() + " within " + path.range())
        .containsExactly(
            "score DESC within score",
            "score DESC within position",
            "position ASC within score",
            "position ASC within position");
  }

  @Test
  void withoutScoreAndRankASortedSetIsLookedUpOnly() {
    assertThat(
            bind("""
            type Rank @entity(store: "hot", from: "searches", as: SORTED_SET, key: "member") { member: ID! }
            """)
                .paths())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KEY_NOT_IN_SOURCE|from: \"session\", key: \"token\"|token: ID!",
        "KEY_NOT_IN_SOURCE|from: \"s:{$key.token}\", key: [\"token\", \"n\"]|token: ID! n: Int!",
        "MEMBER_IN_SOURCE|from: \"s:{$key.token}\", key: \"token\", as: SET|token: ID!",
        "PLACEHOLDERS_TOUCH|from: \"s:{$key.a}{$key.b}\", key: [\"a\", \"b\"]|a: ID! b: ID!",
        "NO_KEY_TYPE|from: \"s:{$key.at}\", key: \"at\"|at: DateTime!",
        "NO_KEY_TYPE|from: \"s:{$key.x}\", key: \"x\"|x: Float!",
        "NO_KEY_TYPE|from: \"s\", key: \"x\", as: SET|x: BigDecimal!",
        "COLUMN_NOT_HELD|from: \"s:{$key.id}\", key: \"id\"|id: ID! score: Int @column(name: \"$score\")",
        "COLUMN_NOT_HELD|from: \"s:{$key.id}\", key: \"id\"|id: ID! all: JSON @column(name: \"$value\")",
        "COLUMN_NOT_HELD|from: \"s:{$key.id}\", key: \"id\", as: STRING|id: ID! value: Int",
        "COLUMN_NOT_HELD|from: \"s\", key: \"id\", as: SET|id: ID! name: String",
        "COLUMN_NOT_HELD|from: \"s\", key: \"id\", as: SORTED_SET|id: ID! name: String",
        "WRONG_TYPE|from: \"s\", key: \"id\", as: SORTED_SET|id: ID! score: String @column(name: \"$score\")",
        "WRONG_TYPE|from: \"s:{$key.id}\", key: \"id\"|id: ID! ttl: Float @column(name: \"$ttl\")",
        "INDEX_NOT_HELD|from: \"s:{$key.id}\", key: \"id\") @index(fields: [\"n\"]|id: ID! n: Int",
        "MIXED_ORDER|from: \"s\", key: \"id\", as: SORTED_SET, order: [\"n DESC\", \"id ASC\"]|id: ID! n: Int @column(name: \"$score\")",
      })
  void saysWhatRedisCannotDo(String kind, String entity, String fields) {
    assertThat(kinds("type T @entity(store: \"hot\", %s) { %s }".formatted(entity, fields)))
        .containsExactly(kind);
  }
}
