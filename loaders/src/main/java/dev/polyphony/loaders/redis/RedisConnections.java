package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.redis.Round.Piece;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections of one store: few, each with many commands under way, opened when they are
/// needed.
///
/// A connection that falls silent gets no new commands and is closed as soon as nobody waits for
/// what it carries; another takes its place. A server that refused is tried again after a delay
/// that grows up to the configured one; until then requests fail at once.
final class RedisConnections {
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);

  private final Vertx vertx;
  private final RedisSettings settings;
  private final List<RedisConnection> open = new ArrayList<>();
  private final List<RedisConnection> leaving = new ArrayList<>();

  /// The pieces of each round that waits; rounds take turns.
  private final Deque<Deque<Piece>> waiting = new ArrayDeque<>();

  private int opening;
  private Duration delay = FIRST_DELAY;
  private long notBefore;
  private @Nullable Throwable refused;
  private boolean closed;

  RedisConnections(Vertx vertx, RedisSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /// Sends commands and collects what became of each, in their order. Fails as a whole with a
  /// StoreException, at the latest by the deadline.
  CompletableFuture<Reply[]> send(List<Request> commands, CallContext context) {
    Round round = new Round(commands);
    if (commands.isEmpty()) {
      return CompletableFuture.completedFuture(new Reply[0]);
    }
    long nanos = context.remaining().toNanos();
    if (nanos == 0) {
      return CompletableFuture.failedFuture(RedisErrors.timedOut());
    }
    round.result().orTimeout(nanos, TimeUnit.NANOSECONDS);
    synchronized (this) {
      waiting.removeIf(pieces -> pieces.isEmpty() || pieces.getFirst().isOver());
      if (closed || waiting.size() >= settings.waiting()) {
        String why = closed ? "the store is closed" : "too many requests wait (pool.waiting)";
        return CompletableFuture.failedFuture(new StoreException(FailureReason.UNAVAILABLE, why));
      }
      waiting.add(round.pieces());
    }
    CompletableFuture<Reply[]> settled =
        round
            .result()
            .whenComplete((_, failure) -> {
              if (failure != null) {
                closeForgotten();
              }
            });
    sendWaiting();
    return settled;
  }

  /// Sends what waits while connections have room.
  private void sendWaiting() {
    while (true) {
      Piece piece = null;
      RedisConnection connection = null;
      boolean more;
      List<Deque<Piece>> hopeless = List.of();
      Throwable why;
      synchronized (this) {
        leaveSilent();
        why = refused;
        more = isWantingMore();
        if (more && System.nanoTime() < notBefore) {
          more = false;
          if (open.isEmpty() && opening == 0) {
            hopeless = List.copyOf(waiting);
            waiting.clear();
          }
        }
        opening += more ? 1 : 0;
        piece = next();
        connection = piece == null ? null : leastBusy(piece);
        if (piece != null && connection != null) {
          take(piece);
          connection.reserve(piece);
        }
      }
      fail(hopeless, why);
      if (more) {
        openOne();
      }
      if (piece == null || connection == null) {
        closeForgotten();
        return;
      }
      connection.send(piece);
    }
  }

  private static void fail(List<Deque<Piece>> hopeless, @Nullable Throwable why) {
    StoreException failure = RedisErrors.unreachable(why);
    hopeless.forEach(pieces -> pieces.forEach(piece -> piece.fail(failure)));
  }

  private void leaveSilent() {
    for (Iterator<RedisConnection> each = open.iterator(); each.hasNext(); ) {
      RedisConnection connection = each.next();
      if (connection.isSilent()) {
        connection.leave();
        leaving.add(connection);
        each.remove();
      }
    }
  }

  /// Another connection is opened while all are busy.
  private boolean isWantingMore() {
    return !closed
        && !waiting.isEmpty()
        && opening == 0
        && open.size() < settings.size()
        && open.stream().allMatch(RedisConnection::isBusy);
  }

  /// The piece whose turn it is; those that nobody waits for any more are dropped.
  private @Nullable Piece next() {
    while (!waiting.isEmpty()) {
      Piece piece = waiting.getFirst().peekFirst();
      if (piece != null && !piece.isOver()) {
        return piece;
      }
      waiting.removeFirst();
    }
    return null;
  }

  private void take(Piece piece) {
    Deque<Piece> round = waiting.removeFirst();
    round.removeFirstOccurrence(piece);
    if (!round.isEmpty()) {
      waiting.addLast(round);
    }
  }

  private @Nullable RedisConnection leastBusy(Piece piece) {
    RedisConnection best = null;
    for (RedisConnection connection : open) {
      if (connection.hasRoomFor(piece) && (best == null || connection.load() < best.load())) {
        best = connection;
      }
    }
    return best;
  }

  private void openOne() {
    RedisConnection.open(vertx, settings, this, this::opened, this::notOpened);
  }

  private void opened(RedisConnection connection) {
    boolean late;
    synchronized (this) {
      opening--;
      late = closed;
      if (!late) {
        open.add(connection);
        delay = FIRST_DELAY;
        notBefore = 0;
        refused = null;
      }
    }
    if (late) {
      connection.abandon();
    } else {
      sendWaiting();
    }
  }

  private void notOpened(Throwable failure) {
    synchronized (this) {
      opening--;
      refused = failure;
      notBefore = System.nanoTime() + delay.toNanos();
      Duration twice = delay.multipliedBy(2);
      Duration most = settings.maxReconnectDelay();
      delay = twice.compareTo(most) > 0 ? most : twice;
    }
    sendWaiting();
  }

  /// A piece could not be sent or answered. It only reads: it is sent again, once.
  void failed(Piece piece, Throwable failure) {
    boolean again;
    synchronized (this) {
      again = !closed && !piece.isOver() && piece.repeats();
      if (again) {
        Deque<Piece> alone = new ArrayDeque<>();
        alone.add(piece);
        waiting.addFirst(alone);
      }
    }
    if (again) {
      sendWaiting();
    } else {
      piece.fail(failure);
    }
  }

  void freed(RedisConnection connection) {
    boolean wait;
    synchronized (this) {
      wait = !waiting.isEmpty();
    }
    if (wait) {
      sendWaiting();
    }
    closeForgotten();
  }

  /// A connection has ended; the client fails what it carried.
  void lost(RedisConnection connection) {
    synchronized (this) {
      connection.leave();
      open.remove(connection);
      leaving.remove(connection);
    }
    sendWaiting();
  }

  private void closeForgotten() {
    List<RedisConnection> forgotten;
    synchronized (this) {
      if (leaving.isEmpty()) {
        return;
      }
      forgotten = leaving.stream().filter(RedisConnection::isForgotten).toList();
      leaving.removeAll(forgotten);
    }
    forgotten.forEach(RedisConnection::abandon);
  }

  void close() {
    List<RedisConnection> all;
    List<Deque<Piece>> unanswered;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(open);
      all.addAll(leaving);
      unanswered = List.copyOf(waiting);
      open.clear();
      leaving.clear();
      waiting.clear();
    }
    StoreException failure = new StoreException(FailureReason.UNAVAILABLE, "the store is closed");
    unanswered.forEach(pieces -> pieces.forEach(piece -> piece.fail(failure)));
    all.forEach(RedisConnection::abandon);
  }
}
