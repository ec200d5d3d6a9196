package dev.polyphony.loaders.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// A server that is gone or hangs costs its own requests, in time, and heals by itself.
interface FailureContract extends Contract {
  /// The server's port.
  int port();

  /// The same store by another port.
  Store openAt(int port);

  Duration DEADLINE = Duration.ofSeconds(3);

  private Mapping one() {
    Mapping mapping = source("id").id("id", ValueType.TEXT).mapping();
    create(mapping, List.of(Contract.row("id", "a")));
    return mapping;
  }

  private static CompletionStage<Answer> ask(Store store, Mapping mapping) {
    return store.findByKeys(
        new KeyLookup(mapping, mapping.key(), KeyBatch.of("a"), Projection.of("id")),
        CallContext.within(DEADLINE, StatementLog.NONE));
  }

  @Test
  default void aRefusedServerIsUnavailableAndHeals() {
    Mapping mapping = one();
    try (FaultProxy proxy = FaultProxy.before(port());
        Store store = openAt(proxy.port())) {
      assertThat(Contract.cell(Contract.await(ask(store, mapping)), 0)).isEqualTo("a");

      proxy.refuse();
      assertThat(Contract.failure(ask(store, mapping)).reason())
          .isIn(FailureReason.UNAVAILABLE, FailureReason.TIMED_OUT);
      proxy.heal();
      awaitHealed(store, mapping);
    }
  }

  @Test
  default void aHungServerTimesOutByTheDeadlineAndHeals() {
    Mapping mapping = one();
    try (FaultProxy proxy = FaultProxy.before(port());
        Store store = openAt(proxy.port())) {
      assertThat(Contract.cell(Contract.await(ask(store, mapping)), 0)).isEqualTo("a");

      proxy.hang();
      long start = System.nanoTime();
      assertThat(Contract.failure(ask(store, mapping)).reason())
          .isIn(FailureReason.TIMED_OUT, FailureReason.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(3));
      proxy.heal();
      awaitHealed(store, mapping);
    }
  }

  private static void awaitHealed(Store store, Mapping mapping) {
    // Ten seconds on a quiet machine; slower ones are given their time.
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    Throwable last = null;
    while (System.nanoTime() < end) {
      try {
        ask(store, mapping).toCompletableFuture().get(DEADLINE.toSeconds() + 5, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException | TimeoutException e) {
        last = e;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("not healed", last);
  }
}
