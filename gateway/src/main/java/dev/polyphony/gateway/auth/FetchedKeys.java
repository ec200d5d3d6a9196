package dev.polyphony.gateway.auth;

import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys from somewhere else. They are kept while they cannot be fetched again, and fetched by one
/// caller at a time, however many wait for it.
final class FetchedKeys implements Keys {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

  private final Supplier<Future<List<JWK>>> source;
  private final long refreshNanos;
  private final long retryNanos;
  private final LongSupplier clock;

  private @Nullable List<JWK> keys;
  private @Nullable Future<List<JWK>> running;
  private boolean tried;
  private long lastTry;
  private long lastSuccess;

  /// @param source fetches at least one key, or fails, within bounded time
  /// @param refresh when keys are as old, they are fetched again
  /// @param retry the least time between two fetches
  /// @param clock nanoseconds
  FetchedKeys(
      Supplier<Future<List<JWK>>> source, Duration refresh, Duration retry, LongSupplier clock) {
    this.source = source;
    this.refreshNanos = refresh.toNanos();
    this.retryNanos = retry.toNanos();
    this.clock = clock;
  }

  @Override
  public synchronized Future<List<JWK>> current() {
    List<JWK> known = keys;
    if (known == null) {
      return fetch();
    }
    if (clock.getAsLong() - lastSuccess >= refreshNanos) {
      // In the background: nobody waits for what is probably the same.
      Future<List<JWK>> _ = fetch();
    }
    return Future.succeededFuture(known);
  }

  @Override
  public synchronized Future<List<JWK>> newer(List<JWK> known) {
    List<JWK> now = keys;
    return now != null && !now.equals(known) ? Future.succeededFuture(now) : fetch();
  }

  private Future<List<JWK>> fetch() {
    if (running != null) {
      return running;
    }
    if (tried && clock.getAsLong() - lastTry < retryNanos) {
      return kept();
    }
    tried = true;
    lastTry = clock.getAsLong();
    Future<List<JWK>> fetched =
        source.get().transform(result -> done(result.result(), result.cause()));
    if (!fetched.isComplete()) {
      running = fetched;
    }
    return fetched;
  }

  private synchronized Future<List<JWK>> done(
      @Nullable List<JWK> fetched, @Nullable Throwable failure) {
    running = null;
    if (fetched != null) {
      lastSuccess = clock.getAsLong();
    }
    if (fetched != null && !fetched.equals(keys)) {
      LOG.info("tokens are checked with {} keys", fetched.size());
      keys = fetched;
    } else if (fetched == null) {
      LOG.warn(
          "the keys that tokens are checked with cannot be fetched, {}: {}",
          keys == null ? "and there are none" : "so that the known ones stay",
          reason(failure));
    }
    return kept();
  }

  /// That of a refused certificate is the last of several.
  private static String reason(@Nullable Throwable failure) {
    Throwable last = failure;
    while (last != null && last.getCause() != null) {
      last = last.getCause();
    }
    return last == null ? "no reason is known" : String.valueOf(last.getMessage());
  }

  private Future<List<JWK>> kept() {
    return keys == null ? Future.failedFuture(new KeysUnavailable()) : Future.succeededFuture(keys);
  }
}
