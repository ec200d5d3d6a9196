package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.CallContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to a server: made when it is needed, made again when it broke. A server that
/// refused is left alone for a moment, twice as long each time up to a bound.
final class JanusGraphSession {
  private static final Logger LOG = LoggerFactory.getLogger(JanusGraphSession.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);

  private final JanusGraphSettings settings;
  private @Nullable CompletableFuture<JanusGraphLink> current;
  private Duration delay = FIRST_DELAY;
  private long notBefore = System.nanoTime();
  private boolean closed;

  JanusGraphSession(JanusGraphSettings settings) {
    this.settings = settings;
  }

  /// Within the request's time; at once when the server has just refused.
  CompletableFuture<JanusGraphLink> get(CallContext context) {
    CompletableFuture<JanusGraphLink> link = link();
    return link.isDone()
        ? link
        : link.copy().orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized CompletableFuture<JanusGraphLink> link() {
    if (current != null && !closed) {
      return current;
    }
    if (closed || System.nanoTime() < notBefore) {
      return CompletableFuture.failedFuture(JanusGraphErrors.away());
    }
    CompletableFuture<JanusGraphLink> opening = new CompletableFuture<>();
    current = opening;
    // The driver blocks while it connects.
    Thread.ofVirtual().name("janusgraph-" + settings.store()).start(() -> open(opening));
    return opening;
  }

  private void open(CompletableFuture<JanusGraphLink> opening) {
    try {
      JanusGraphLink link = JanusGraphLink.open(settings);
      opened();
      opening.complete(link);
      closeIfLate(link);
    } catch (IOException | RuntimeException | Error e) {
      refused(e);
      opening.completeExceptionally(JanusGraphErrors.of(e));
    }
  }

  private synchronized void opened() {
    delay = FIRST_DELAY;
  }

  private synchronized void refused(Throwable failure) {
    if (delay.equals(FIRST_DELAY) && !closed) {
      // Once, not with each attempt.
      LOG.warn(
          "store {} cannot be reached; it is tried again when it is needed: {}",
          settings.store(),
          String.valueOf(failure.getMessage()));
    }
    current = null;
    notBefore = System.nanoTime() + delay.toNanos();
    Duration longer = delay.multipliedBy(2);
    Duration most = settings.maxReconnectDelay();
    delay = longer.compareTo(most) < 0 ? longer : most;
  }

  private synchronized void closeIfLate(JanusGraphLink link) {
    if (closed) {
      link.close();
    }
  }

  /// Makes another connection when one is needed next.
  void giveUp(JanusGraphLink link) {
    synchronized (this) {
      if (current != null && current.isDone() && link.equals(current.getNow(null))) {
        current = null;
      }
    }
    link.retire();
  }

  synchronized void close() {
    closed = true;
    if (current != null && current.isDone() && !current.isCompletedExceptionally()) {
      current.resultNow().close();
    }
  }
}
