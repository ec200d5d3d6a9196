package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a server that hangs, is away or breaks connections costs.
class CassandraFailuresTest {
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Mapping NOTES =
      mapping("note", "id", List.of(), value("id", ValueType.INT), value("body", ValueType.TEXT));

  private final TestTables tables =
      new TestTables()
          .holding(
              """
              CREATE TABLE note (id int PRIMARY KEY, body text);
              INSERT INTO note (id, body) VALUES (1, 'one');
              """);
  private final FaultProxy proxy = FaultProxy.before(SharedStores.cassandra().port());
  private final Store store =
      TestCluster.open(tables.vertx(), proxy.port(), tables.keyspace().name(), Map.of());

  @AfterEach
  void close() {
    store.close();
    tables.close();
    proxy.close();
  }

  @Test
  void aHungServerTimesOutByTheDeadlineAndHeals() throws Exception {
    assertThat(reason(LONG)).isNull();

    proxy.hang();
    long began = System.nanoTime();
    assertThat(reason(SHORT)).isEqualTo(FailureReason.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    proxy.heal();

    healed();
  }

  @Test
  void aServerThatIsAwayIsSaidSoAndFoundAgain() throws Exception {
    assertThat(reason(LONG)).isNull();

    proxy.refuse();
    long began = System.nanoTime();
    assertThat(reason(LONG)).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    proxy.heal();

    healed();
  }

  @Test
  void aServerThatWasAwayFromTheStartIsFound() throws Exception {
    proxy.refuse();
    try (Store early =
        TestCluster.open(tables.vertx(), proxy.port(), tables.keyspace().name(), Map.of())) {
      assertThat(reason(early, LONG)).isEqualTo(FailureReason.UNAVAILABLE);
      proxy.heal();
      healed(early);
    }
  }

  @Test
  void brokenConnectionsAreReplaced() throws Exception {
    assertThat(reason(LONG)).isNull();
    for (int i = 0; i < 3; i++) {
      proxy.cut();
      healed();
    }
  }

  @Test
  void aStoreThatIsClosedIsUnavailable() throws Exception {
    assertThat(reason(LONG)).isNull();

    store.close();

    assertThat(reason(LONG)).isEqualTo(FailureReason.UNAVAILABLE);
  }

  private void healed() throws Exception {
    healed(store);
  }

  private static void healed(Store store) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (reason(store, LONG) != null) {
      assertThat(System.nanoTime()).as("healed in time").isLessThan(end);
    }
  }

  private @Nullable FailureReason reason(Duration time) throws Exception {
    return reason(store, time);
  }

  /// Null when the row came.
  private static @Nullable FailureReason reason(Store store, Duration time) throws Exception {
    KeyLookup lookup = new KeyLookup(NOTES, NOTES.key(), KeyBatch.of(1), Projection.of("body"));
    try {
      Answer answer =
          store
              .findByKeys(lookup, CallContext.within(time, StatementLog.NONE))
              .toCompletableFuture()
              .get(40, TimeUnit.SECONDS);
      StoreException failure = answer.failures().get(0);
      if (failure != null) {
        return failure.reason();
      }
      assertThat(answer.rows().get(0, 0)).isEqualTo("one");
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof StoreException failure
          ? failure.reason()
          : FailureReason.BAD_DATA;
    }
  }
}
