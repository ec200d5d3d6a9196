package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.PATIENCE;
import static dev.polyphony.loaders.contract.TestedStore.answered;
import static dev.polyphony.loaders.contract.TestedStore.refused;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// What every store with a server keeps besides: how it fails, and that it recovers by itself.
public abstract class ServerContractTest extends StoreContractTest {
  private static final Duration SHORT = Duration.ofMillis(700);

  /// For what fails well before its deadline.
  private static final Duration AMPLE = Duration.ofSeconds(5);

  /// How much later than the deadline a slow machine may say so.
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final Duration HEALING = Duration.ofSeconds(10);

  @Override
  protected abstract ServerFixture fixture();

  private ServerFixture server() {
    return (ServerFixture) store().fixture();
  }

  private Mapping one() {
    Mapping mapping =
        declared()
            .entity(declared().value("id", ValueType.INT), declared().value("n", ValueType.INT));
    store().fill(mapping, row(1, 11));
    return mapping;
  }

  private static CompletionStage<Answer> find(Store store, Mapping mapping, Duration time) {
    return store.findByKeys(
        new KeyLookup(mapping, mapping.key(), KeyBatch.of(1), Projection.of("n")),
        CallContext.within(time, StatementLog.NONE));
  }

  private static CompletionStage<Answer> list(Store store, Mapping mapping, Duration time) {
    return store.query(
        new Query(
            new Source.All(mapping),
            Projection.of("n"),
            Condition.TRUE,
            mapping.order(),
            Page.first(1)),
        CallContext.within(time, StatementLog.NONE));
  }

  @Test
  final void aServerThatRefusesIsUnavailableAndHeals() {
    Mapping mapping = one();
    try (FaultProxy proxy = FaultProxy.before(server().port());
        Store store = server().openAt(proxy.port())) {
      answered(find(store, mapping, PATIENCE));
      proxy.refuse();

      long began = System.nanoTime();
      assertThat(refused(find(store, mapping, AMPLE))).isEqualTo(FailureReason.UNAVAILABLE);
      if (serves().contains(Served.LISTS)) {
        assertThat(refused(list(store, mapping, AMPLE))).isEqualTo(FailureReason.UNAVAILABLE);
      }
      assertThat(refused(store.inspect(CallContext.within(AMPLE, StatementLog.NONE))))
          .isEqualTo(FailureReason.UNAVAILABLE);
      assertThat(since(began)).isLessThan(AMPLE.multipliedBy(3).plus(LATE));

      proxy.heal();
      assertHeals(store, mapping);
    }
  }

  @Test
  final void aServerThatHangsTimesOutByTheDeadlineAndHeals() {
    Mapping mapping = one();
    try (FaultProxy proxy = FaultProxy.before(server().port());
        Store store = server().openAt(proxy.port())) {
      answered(find(store, mapping, PATIENCE));
      proxy.hang();

      long began = System.nanoTime();
      assertThat(refused(find(store, mapping, SHORT))).isEqualTo(FailureReason.TIMED_OUT);
      if (serves().contains(Served.LISTS)) {
        assertThat(refused(list(store, mapping, SHORT)))
            .isIn(FailureReason.TIMED_OUT, FailureReason.UNAVAILABLE);
      }
      assertThat(since(began)).isLessThan(SHORT.multipliedBy(2).plus(LATE));

      proxy.heal();
      assertHeals(store, mapping);
    }
  }

  @Test
  final void aStoreOpensWhileItsServerIsAway() {
    Mapping mapping = one();
    try (FaultProxy proxy = FaultProxy.before(server().port())) {
      proxy.refuse();
      try (Store store = server().openAt(proxy.port())) {
        assertThat(refused(find(store, mapping, SHORT)))
            .isIn(FailureReason.UNAVAILABLE, FailureReason.TIMED_OUT);

        proxy.heal();
        assertHeals(store, mapping);
      }
    }
  }

  @Test
  final void aDeadlineThatIsOverFailsAtOnce() {
    Mapping mapping = one();

    try (Store store = server().open()) {
      assertThat(refused(find(store, mapping, Duration.ZERO))).isEqualTo(FailureReason.TIMED_OUT);
      assertThat(answered(find(store, mapping, PATIENCE)).rows().size()).isEqualTo(1);
    }
  }

  @Test
  final void connectionsThatBreakAreReplaced() {
    Mapping mapping = one();
    try (FaultProxy proxy = FaultProxy.before(server().port());
        Store store = server().openAt(proxy.port())) {
      answered(find(store, mapping, PATIENCE));
      for (int i = 0; i < 3; i++) {
        proxy.cut();
        assertHeals(store, mapping);
      }
    }
  }

  @Test
  final void aStoreThatIsClosedIsUnavailable() {
    Mapping mapping = one();
    Store store = server().open();
    answered(find(store, mapping, PATIENCE));

    store.close();

    assertThat(refused(find(store, mapping, PATIENCE))).isEqualTo(FailureReason.UNAVAILABLE);
  }

  /// Without a restart the store answers again in time.
  private static void assertHeals(Store store, Mapping mapping) {
    long began = System.nanoTime();
    while (!isAnswered(find(store, mapping, SHORT))) {
      assertThat(since(began)).as("time to heal").isLessThan(HEALING);
    }
    assertThat(since(began)).as("time to heal").isLessThan(HEALING);
  }

  /// A failure that came at once is given a moment, so that asking again is no busy loop.
  private static boolean isAnswered(CompletionStage<Answer> stage) {
    try {
      return stage
              .toCompletableFuture()
              .exceptionallyComposeAsync(
                  java.util.concurrent.CompletableFuture::failedFuture,
                  java.util.concurrent.CompletableFuture.delayedExecutor(
                      100, TimeUnit.MILLISECONDS))
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .rows()
              .size()
          == 1;
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(StoreException.class);
      return false;
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
