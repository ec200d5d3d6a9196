package dev.polyphony.loaders.postgresql;

import static dev.polyphony.loaders.postgresql.Declared.entity;
import static dev.polyphony.loaders.postgresql.Declared.value;
import static dev.polyphony.loaders.postgresql.TestStore.answered;
import static dev.polyphony.loaders.postgresql.TestStore.byOrdinal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a slow, hung or changed server costs, and whom.
final class PostgresFailuresTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final TestStore test = new TestStore();
  private final Vertx vertx = Vertx.vertx();
  private final FaultProxy proxy = FaultProxy.before(test.server().port());
  private final Store store =
      TestStore.open(
          vertx, test.database().url().replace(":" + test.server().port(), ":" + proxy.port()));

  private final Mapping fast =
      entity("thing", List.of("id"), value("id", ValueType.INT), value("name", ValueType.TEXT));
  private final Mapping slow = entity("slow", List.of("id"), value("id", ValueType.INT));

  @BeforeEach
  void fill() {
    test.holding(
        """
        CREATE TABLE thing (id int PRIMARY KEY, name text);
        INSERT INTO thing SELECT i, 'n' || i FROM generate_series(1, 1000) AS i;
        CREATE FUNCTION wait(id int) RETURNS int LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_sleep(30); RETURN id; END $$;
        CREATE VIEW slow AS SELECT wait(id) AS id FROM thing;
        """);
  }

  @AfterEach
  void close() {
    store.close();
    vertx.close();
    proxy.close();
    test.close();
  }

  private CompletionStage<Answer> find(Mapping mapping, Duration time, Object... keys) {
    return store.findByKeys(
        new KeyLookup(mapping, List.of(FieldPath.of("id")), KeyBatch.of(keys), Projection.of("id")),
        CallContext.within(time, StatementLog.NONE));
  }

  @Test
  void aSlowStatementIsStoppedAndCostsNoOther() {
    answered(find(fast, LONG, 1));

    assertThat(test.refused(find(slow, SHORT, 1))).isEqualTo(FailureReason.TIMED_OUT);

    List<CompletionStage<Answer>> others = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      others.add(find(fast, LONG, i));
    }
    for (int i = 1; i <= 200; i++) {
      assertThat(byOrdinal(answered(others.get(i - 1)))).containsExactly(List.of(i));
    }
    assertThat(test.list(activity(), Condition.TRUE, "n").rows().get(0, 0)).isEqualTo(0L);
  }

  /// How many slow statements the server is still at.
  private Mapping activity() {
    test.holding(
        """
        CREATE VIEW busy AS SELECT count(*) AS n FROM pg_stat_activity
          WHERE datname = current_database() AND state = 'active' AND query LIKE '%"slow"%'
            AND pid <> pg_backend_pid()
        """);
    return entity("busy", List.of("n"), value("n", ValueType.LONG));
  }

  @Test
  void whatIsBehindASlowStatementIsAnswered() {
    answered(find(fast, LONG, 1));
    List<CompletionStage<Answer>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(find(slow, SHORT, 1));
    }
    for (int i = 1; i <= 100; i++) {
      all.add(find(fast, LONG, i));
    }

    for (int i = 0; i < 8; i++) {
      assertThat(test.refused(all.get(i))).isEqualTo(FailureReason.TIMED_OUT);
    }
    for (int i = 1; i <= 100; i++) {
      assertThat(byOrdinal(answered(all.get(7 + i)))).containsExactly(List.of(i));
    }
  }

  @Test
  void aHungServerTimesOutAndHeals() {
    answered(find(fast, LONG, 1));
    proxy.hang();

    long began = System.nanoTime();
    assertThat(test.refused(find(fast, SHORT, 1))).isEqualTo(FailureReason.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    for (int i = 0; i < 5; i++) {
      assertThat(test.refused(find(fast, SHORT, 1)))
          .isIn(FailureReason.TIMED_OUT, FailureReason.UNAVAILABLE);
    }
    proxy.heal();

    assertThat(byOrdinal(answered(find(fast, LONG, 7)))).containsExactly(List.of(7));
  }

  @Test
  void aServerThatIsNotThereIsSaidAtOnce() {
    proxy.refuse();

    long began = System.nanoTime();
    assertThat(test.refused(find(fast, LONG, 1))).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    proxy.heal();

    assertThat(byOrdinal(answered(find(fast, LONG, 7)))).containsExactly(List.of(7));
  }

  @Test
  void brokenConnectionsAreReplacedUnnoticed() {
    answered(find(fast, LONG, 1));
    List<CompletionStage<Answer>> answers = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      answers.add(find(fast, LONG, i));
    }
    proxy.cut();

    for (CompletionStage<Answer> answer : answers) {
      assertThat(answered(answer).rows().size()).isEqualTo(1);
    }
  }

  @Test
  void aTableThatChangesUnderItsStatementsIsReadAnew() {
    Mapping whole =
        entity("thing", List.of("id"), value("id", ValueType.INT), value("name", ValueType.TEXT));
    answered(find(whole, LONG, 1));
    test.holding("DROP VIEW slow; ALTER TABLE thing ALTER COLUMN id TYPE bigint");

    assertThat(byOrdinal(answered(find(whole, LONG, 2)))).containsExactly(List.of(2));
  }

  @Test
  void aMissingTableIsBadDataUntilItIsThere() {
    Mapping later = entity("later", List.of("id"), value("id", ValueType.INT));

    assertThat(test.failure(find(later, LONG, 1)))
        .hasMessageContaining("later")
        .hasMessageContaining("@entity(from:)")
        .extracting(StoreException::reason)
        .isEqualTo(FailureReason.BAD_DATA);
    test.holding("CREATE TABLE later (id int); INSERT INTO later VALUES (1)");

    assertThat(byOrdinal(answered(find(later, LONG, 1)))).containsExactly(List.of(1));
  }

  @Test
  void aMissingColumnIsBadData() {
    Mapping wrong = entity("thing", List.of("id"), value("id", ValueType.INT, "number"));

    assertThat(test.failure(find(wrong, LONG, 1)))
        .hasMessageContaining("number")
        .hasMessageContaining("@column(name:)");
  }

  @Test
  void aWrongPasswordOrDatabaseIsUnavailable() {
    for (String url :
        List.of(
            test.database().url().replace(":secret@", ":wrong@"), test.database().url() + "x")) {
      Store refused = TestStore.open(vertx, url);

      StoreException failure = test.failure(refused.inspect(within(LONG)));

      assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
      assertThat(failure.getMessage()).contains("SQLSTATE");
      refused.close();
    }
  }

  @Test
  void aPermissionThatIsMissingIsRejected() {
    test.holding("CREATE ROLE guest LOGIN PASSWORD 'guest'");
    Store guest =
        TestStore.open(vertx, test.database().url().replaceFirst("//[^@]*@", "//guest:guest@"));

    assertThat(
            test.refused(
                guest.findByKeys(
                    new KeyLookup(fast, fast.key(), KeyBatch.of(1), Projection.of("id")),
                    within(LONG))))
        .isEqualTo(FailureReason.REJECTED);
    guest.close();
    test.holding("DROP ROLE guest");
  }

  @Test
  void manyRequestsShareFewConnections() {
    List<CompletionStage<Answer>> answers = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      answers.add(find(fast, LONG, i));
    }
    answers.forEach(TestStore::answered);

    test.holding(
        """
        CREATE VIEW clients AS SELECT count(*) AS n FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'polyphony%'
        """);
    Mapping clients = entity("clients", List.of("n"), value("n", ValueType.LONG));
    assertThat((Long) test.list(clients, Condition.TRUE, "n").rows().get(0, 0)).isBetween(1L, 16L);
  }

  @Test
  void aClosedStoreIsUnavailable() {
    CompletionStage<Answer> running = find(slow, LONG, 1);
    answered(find(fast, LONG, 1));
    store.close();

    assertThat(test.refused(running)).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(test.refused(find(fast, LONG, 1))).isEqualTo(FailureReason.UNAVAILABLE);
  }

  @Test
  void itSaysItsVersion() {
    assertThat(answered(store.inspect(within(LONG))).version()).matches("PostgreSQL [0-9.]+");
  }

  private static CallContext within(Duration time) {
    return CallContext.within(time, StatementLog.NONE);
  }
}
