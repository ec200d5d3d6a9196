package dev.polyphony.loaders.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.contract.DeclaredSchema;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `check --live` finds in keys that are not as the schema says.
class RedisVerificationTest {
  private static final Declarations DECLARED =
      DeclaredSchema.of(
          new RedisRules(),
          """
          type Session @entity(store: "store", from: "session:{$key.token}", key: "token") {
            token: ID!
            user: String
          }
          type Note @entity(store: "store", from: "note:{$key.user}:{$key.id}", as: STRING,
              key: ["user", "id"]) {
            user: ID!
            id: ID!
            text: String @column(name: "$value")
          }
          type Member @entity(store: "store", from: "team[{$key.team}]*", as: SET,
              key: ["team", "name"]) {
            team: ID!
            name: ID!
          }
          type Rank @entity(store: "store", from: "top", as: SORTED_SET, key: "player") {
            player: ID!
            score: Float @column(name: "$score")
          }
          type Query { session(token: ID!): Session @lookup }
          """);

  private final TestRedis redis = new TestRedis();

  @BeforeEach
  void fill() {
    redis.commands.run("HSET", "session:a", "user", "ann");
    redis.commands.run("SET", "session:a:lock", "1");
    redis.commands.run("SET", "note:ann:1", "text");
    redis.commands.run("SADD", "team[red]*", "ann");
    redis.commands.run("SADD", "teams", "red");
    redis.commands.run("ZADD", "top", "1", "ann");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private void assertFound(String... problems) throws Exception {
    CallContext context = CallContext.within(Duration.ofSeconds(20), StatementLog.NONE);

    assertThat(
            redis.store.verify(DECLARED, context).toCompletableFuture().get(30, TimeUnit.SECONDS))
        .extracting(DeclaredSchema::text)
        .containsExactly(problems);
  }

  @Test
  void nothingIsWrongWithKeysAsDeclaredBesideOthers() throws Exception {
    assertFound();
  }

  @Test
  void otherStructuresAreErrorsWhereAllKeysHoldThemElseWarnings() throws Exception {
    redis.commands.run("SET", "session:b", "json");
    redis.commands.run("DEL", "top");
    redis.commands.run("SADD", "top", "ann");

    assertFound(
        "1 WARNING STORED_TYPE_DIFFERS: 1 of 2 keys looked at that are named as "
            + "`session:{$key.token}` hold a string, and Session is declared `as: HASH`. Declare "
            + "what they hold by `as`, or mend `from`",
        "16 ERROR STORED_TYPE_DIFFERS: 1 of 1 keys looked at that are named as `top` hold a set, "
            + "and Rank is declared `as: SORTED_SET`. Declare what they hold by `as`, or mend "
            + "`from`");
  }

  @Test
  void namesThatNoKeyHasAreFound() throws Exception {
    redis.commands.run("RENAME", "note:ann:1", "notes:ann:1");

    assertFound(
        "5 WARNING MISSING_SOURCE: no key of store is named as `note:{$key.user}:{$key.id}`, where "
            + "Note is mapped to. Mend `from`, unless there are none now");
  }

  @Test
  void manyKeysAreLookedThrough() throws Exception {
    for (int i = 0; i < 3000; i++) {
      redis.commands.run("SET", "other:" + i, "1");
    }

    assertFound();
  }
}
