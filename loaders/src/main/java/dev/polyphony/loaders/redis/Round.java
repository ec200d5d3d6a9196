package dev.polyphony.loaders.redis;

import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Commands that are sent together and wait for nothing of each other. They go in pieces, so that a
/// round of thousands does not hold up one of two.
final class Round {
  /// As many commands of one round as take their turn at once.
  private static final int PIECE = 128;

  private final List<Request> commands;
  private final Reply[] replies;
  private final AtomicInteger missing;
  private final CompletableFuture<Reply[]> result = new CompletableFuture<>();

  /// Some commands in a row.
  static final class Piece {
    private final Round round;
    private final int from;
    private final int to;
    private boolean repeated;

    private Piece(Round round, int from, int to) {
      this.round = round;
      this.from = from;
      this.to = to;
    }

    int size() {
      return to - from;
    }

    List<Request> commands() {
      return round.commands.subList(from, to);
    }

    /// Nobody waits for it any more.
    boolean isOver() {
      return round.result.isDone();
    }

    /// The first answer counts: what was sent again may have been answered already.
    void answered(int index, Reply reply) {
      if (round.replies[from + index] != null) {
        return;
      }
      round.replies[from + index] = reply;
      if (round.missing.decrementAndGet() == 0) {
        round.result.complete(round.replies);
      }
    }

    void fail(Throwable failure) {
      round.result.completeExceptionally(RedisErrors.of(failure));
    }

    /// Whether it may be sent again, as it only reads; the first time yes.
    boolean repeats() {
      boolean first = !repeated;
      repeated = true;
      return first;
    }
  }

  Round(List<Request> commands) {
    this.commands = List.copyOf(commands);
    this.replies = new Reply[commands.size()];
    this.missing = new AtomicInteger(commands.size());
  }

  Deque<Piece> pieces() {
    Deque<Piece> pieces = new ArrayDeque<>();
    for (int from = 0; from < commands.size(); from += PIECE) {
      pieces.add(new Piece(this, from, Math.min(commands.size(), from + PIECE)));
    }
    return pieces;
  }

  /// The replies in the order of the commands.
  CompletableFuture<Reply[]> result() {
    return result;
  }
}
