package dev.polyphony.gateway.health;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks the stores how they are, at most once in a while however often it is asked itself, and
/// never waits longer for a store than [#PATIENCE].
public final class StoreStates {
  private static final Duration AGE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private record Round(long started, CompletableFuture<Map<String, StoreState>> states) {
    boolean isFresh() {
      return !states.isDone() || System.nanoTime() - started < AGE.toNanos();
    }
  }

  private final Map<String, Store> stores;
  private final AtomicReference<@Nullable Round> last = new AtomicReference<>();

  public StoreStates(Map<String, Store> stores) {
    this.stores = new TreeMap<>(stores);
  }

  /// By name, in order. Never fails.
  public CompletionStage<Map<String, StoreState>> current() {
    Round known = last.get();
    if (known != null && known.isFresh()) {
      return known.states.copy();
    }
    Round next = new Round(System.nanoTime(), new CompletableFuture<>());
    if (!last.compareAndSet(known, next)) {
      // Somebody else has just begun.
      return current();
    }
    ask(next);
    return next.states.copy();
  }

  private void ask(Round round) {
    Map<String, CompletableFuture<StoreState>> asked = new TreeMap<>();
    stores.forEach((name, store) -> asked.put(name, ask(store)));
    CompletableFuture<Void> _ =
        CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
            .thenRun(() -> {
              Map<String, StoreState> states = new TreeMap<>();
              asked.forEach((name, state) -> states.put(name, state.resultNow()));
              round.states.complete(states);
            });
  }

  private static CompletableFuture<StoreState> ask(Store store) {
    CompletableFuture<Inventory> answer;
    try {
      answer = store.inspect(CallContext.within(PATIENCE, StatementLog.NONE)).toCompletableFuture();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .copy()
        // A store keeps its deadline; this is for one that does not.
        .orTimeout(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS)
        .handle(StoreStates::state);
  }

  private static StoreState state(@Nullable Inventory inventory, @Nullable Throwable failure) {
    if (inventory != null) {
      return new StoreState.Up(inventory.version());
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new StoreState.Down(
        cause instanceof StoreException known ? known.reason() : FailureReason.TIMED_OUT);
  }
}
