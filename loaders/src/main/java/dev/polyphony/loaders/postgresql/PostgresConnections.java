package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// The connections of one store: few, each pipelined, opened when they are needed.
///
/// It is not the driver's own pool, because that one does not tell which connection a statement
/// runs on: a statement that hangs could neither be cancelled nor its connection left. Here a
/// connection with a statement that timed out gets no new ones; the statement is cancelled, and
/// when that does not help, the connection is closed. What else it carried is sent again, as it
/// only reads.
final class PostgresConnections {
  private static final long GRACE_MILLIS = 1000;

  private final Vertx vertx;
  private final PostgresSettings settings;
  private final List<PostgresConnection> open = new ArrayList<>();
  private final Deque<Execution<?>> waiting = new ArrayDeque<>();
  private int opening;
  private boolean closed;

  PostgresConnections(Vertx vertx, PostgresSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /// Runs a prepared statement and collects its rows. Fails with a StoreException, at the latest by
  /// the deadline.
  <T> CompletionStage<T> execute(
      String text,
      @Nullable Object[] parameters,
      Collector<Row, ?, T> collector,
      CallContext context) {
    return start(new Execution<>(text, parameters, collector, context.deadline(), false), context);
  }

  /// The same in a transaction in which the server refuses to write.
  <T> CompletionStage<T> executeReadOnly(
      String text,
      @Nullable Object[] parameters,
      Collector<Row, ?, T> collector,
      CallContext context) {
    return start(new Execution<>(text, parameters, collector, context.deadline(), true), context);
  }

  private <T> CompletionStage<T> start(Execution<T> execution, CallContext context) {
    long millis = context.remaining().toMillis();
    if (millis == 0) {
      execution.fail(new StoreException(FailureReason.TIMED_OUT, "no time left to ask"));
      return execution.result();
    }
    execution.timer(vertx, vertx.setTimer(millis, timer -> timedOut(execution)));
    place(execution);
    return execution.result();
  }

  /// Gives it to a connection, or lets it wait for one.
  void place(Execution<?> execution) {
    if (execution.isOver()) {
      return;
    }
    PostgresConnection connection;
    boolean more;
    synchronized (this) {
      connection = closed ? null : leastBusy();
      more = !closed && opening + open.size() < settings.size() && isWantingMore(connection);
      opening += more ? 1 : 0;
      if (more) {
        // It goes to the new connection or to the one that is done first, not behind a statement
        // that may be slow.
        connection = null;
      }
      if (connection != null) {
        connection.reserve();
      } else if (!closed && waiting.size() < settings.waiting()) {
        waiting.add(execution);
      } else {
        String why = closed ? "the store is closed" : "too many requests wait for a connection";
        execution.fail(new StoreException(FailureReason.UNAVAILABLE, why));
      }
    }
    if (more) {
      openOne();
    }
    if (connection != null) {
      connection.send(execution);
    }
  }

  /// Another connection is opened while one is busy, or none is there and none is on its way for
  /// each that waits.
  private boolean isWantingMore(@Nullable PostgresConnection connection) {
    return connection == null ? opening <= waiting.size() : connection.isBusy();
  }

  private @Nullable PostgresConnection leastBusy() {
    PostgresConnection best = null;
    for (PostgresConnection connection : open) {
      if (connection.isUsable() && (best == null || connection.isBetterThan(best))) {
        best = connection;
      }
    }
    return best;
  }

  private void openOne() {
    PostgresConnection.open(vertx, settings, this, this::opened, this::notOpened);
  }

  private void opened(PostgresConnection connection) {
    boolean late;
    synchronized (this) {
      opening--;
      late = closed;
      if (!late) {
        open.add(connection);
      }
    }
    if (late) {
      connection.abandon();
    } else {
      sendWaiting(connection);
    }
  }

  /// With no connection left, nobody waits: a server that refuses is said at once.
  private void notOpened(Throwable failure) {
    List<Execution<?>> hopeless = List.of();
    PostgresConnection other;
    synchronized (this) {
      opening--;
      boolean last = opening == 0 || PostgresErrors.isRefused(failure);
      other = leastBusy();
      if (last && other == null) {
        hopeless = List.copyOf(waiting);
        waiting.clear();
      }
    }
    hopeless.forEach(execution -> failed(execution, failure));
    if (other != null) {
      sendWaiting(other);
    }
  }

  /// Sends it again where that may help, which for a statement that reads is always allowed.
  void failed(Execution<?> execution, Throwable failure) {
    if (PostgresErrors.isPassing(failure) && execution.repeats()) {
      vertx.setTimer(execution.pauseMillis(), timer -> place(execution));
    } else {
      execution.fail(PostgresErrors.of(failure));
    }
  }

  /// A connection has room. Those that are being opened get their share, so that nobody waits
  /// behind a slow statement who need not.
  void sendWaiting(PostgresConnection connection) {
    List<Execution<?>> next = new ArrayList<>();
    synchronized (this) {
      int share = Math.ceilDiv(waiting.size(), opening + 1);
      while (next.size() < share && connection.isUsable()) {
        Execution<?> execution = waiting.remove();
        connection.reserve();
        next.add(execution);
      }
    }
    next.forEach(connection::send);
  }

  /// A connection has ended; the driver fails what it carried.
  void lost(PostgresConnection connection) {
    boolean more;
    synchronized (this) {
      open.remove(connection);
      more = !closed && !waiting.isEmpty() && opening == 0;
      opening += more ? 1 : 0;
    }
    if (more) {
      openOne();
    }
  }

  private void timedOut(Execution<?> execution) {
    if (!execution.fail(new StoreException(FailureReason.TIMED_OUT, "no answer by the deadline"))) {
      return;
    }
    PostgresConnection connection;
    boolean first;
    synchronized (this) {
      waiting.remove(execution);
      connection = execution.connection();
      first = connection != null && connection.isFirst(execution);
    }
    if (connection != null) {
      connection.distrust();
      if (first) {
        connection.cancel();
      }
      vertx.setTimer(GRACE_MILLIS, timer -> closeIfStuck(connection));
    }
  }

  /// Cancelling did not help. A statement at the front that still has time is not stuck: when its
  /// time is over, this is asked again.
  private void closeIfStuck(PostgresConnection connection) {
    boolean stuck;
    synchronized (this) {
      stuck = connection.isStuck();
    }
    if (stuck) {
      lost(connection);
      connection.abandon();
    }
  }

  void close() {
    List<PostgresConnection> all;
    List<Execution<?>> unanswered = new ArrayList<>();
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
      unanswered.addAll(waiting);
      all.forEach(connection -> unanswered.addAll(connection.carried()));
      open.clear();
      waiting.clear();
    }
    all.forEach(PostgresConnection::abandon);
    unanswered.forEach(execution ->
        execution.fail(new StoreException(FailureReason.UNAVAILABLE, "the store is closed")));
  }
}
