package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.StoreException;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// One statement on its way: sent once, and again when its connection ended under it.
final class Execution<T> {
  private static final int MOST_REPEATS = 4;

  private final String text;
  private final @Nullable Object[] parameters;
  private final Collector<Row, ?, T> collector;
  private final long deadline;
  private final boolean readOnly;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private @Nullable Vertx vertx;
  private long timer;
  private volatile @Nullable PostgresConnection connection;
  private final AtomicInteger repeats = new AtomicInteger();

  Execution(
      String text,
      @Nullable Object[] parameters,
      Collector<Row, ?, T> collector,
      long deadline,
      boolean readOnly) {
    this.text = text;
    this.parameters = parameters;
    this.collector = collector;
    this.deadline = deadline;
    this.readOnly = readOnly;
  }

  void timer(Vertx vertx, long timer) {
    this.vertx = vertx;
    this.timer = timer;
  }

  String text() {
    return text;
  }

  /// Whether the server must see to it that nothing is written.
  boolean isReadOnly() {
    return readOnly;
  }

  Collector<Row, ?, T> collector() {
    return collector;
  }

  /// A new one each time, as the driver writes into it.
  Tuple parameters() {
    return Tuple.from(Arrays.asList(parameters));
  }

  CompletableFuture<T> result() {
    return result;
  }

  @Nullable PostgresConnection connection() {
    return connection;
  }

  void on(PostgresConnection connection) {
    this.connection = connection;
  }

  boolean isOver() {
    return result.isDone();
  }

  boolean succeed(T value) {
    cancelTimer();
    return result.complete(value);
  }

  boolean fail(StoreException failure) {
    cancelTimer();
    return result.completeExceptionally(failure);
  }

  private void cancelTimer() {
    Vertx timed = vertx;
    if (timed != null) {
      timed.cancelTimer(timer);
    }
  }

  /// Whether it may be sent another time; asking counts. While a server restarts, more than one
  /// connection turns out to be dead.
  boolean repeats() {
    return repeats.incrementAndGet() <= MOST_REPEATS
        && !isOver()
        && deadline - System.nanoTime() > 0;
  }

  /// How long it rests before it is sent again.
  long pauseMillis() {
    return 1L << (2 * repeats.get());
  }
}
