package dev.polyphony.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds the number of requests that are executed at once, over all event loops, and closes before
/// the gateway ends.
public final class RequestGate {
  enum Entry {
    ADMITTED,
    FULL,
    CLOSED
  }

  private final int limit;
  private final AtomicInteger running = new AtomicInteger();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean closed;

  public RequestGate(int limit) {
    this.limit = limit;
  }

  /// Every ADMITTED entry is followed by one [#leave].
  Entry enter() {
    int now = running.incrementAndGet();
    if (!closed && now <= limit) {
      return Entry.ADMITTED;
    }
    leave();
    return closed ? Entry.CLOSED : Entry.FULL;
  }

  void leave() {
    if (running.decrementAndGet() == 0 && closed) {
      drained.complete(null);
    }
  }

  public boolean isClosed() {
    return closed;
  }

  public int running() {
    return running.get();
  }

  /// Admits nobody from now on; completes when all have left.
  public CompletionStage<Void> close() {
    closed = true;
    if (running.get() == 0) {
      drained.complete(null);
    }
    return drained.copy();
  }
}
