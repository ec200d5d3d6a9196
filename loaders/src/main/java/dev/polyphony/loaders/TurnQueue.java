package dev.polyphony.loaders;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends at most a fixed number of commands at once. Requests take turns, command by command, so
/// that one with a thousand parents does not hold up one with a single key. Beyond a number of
/// waiting requests, further ones are refused.
///
/// Commands always end: each has the deadline of its request.
public final class TurnQueue {
  private final String kind;
  private final int atOnce;
  private final int mostWaiting;
  private final Deque<Iterator<Supplier<CompletionStage<?>>>> waiting = new ArrayDeque<>();
  private int running;
  private boolean sending;

  /// @param kind the store's, for the message of a refusal
  /// @param atOnce commands under way
  /// @param mostWaiting requests that may wait for their turn
  public TurnQueue(String kind, int atOnce, int mostWaiting) {
    this.kind = kind;
    this.atOnce = atOnce;
    this.mostWaiting = mostWaiting;
  }

  /// Sends the commands of one request, at once or when it is their turn.
  public void submit(List<Supplier<CompletionStage<?>>> commands) {
    synchronized (this) {
      if (waiting.size() >= mostWaiting) {
        throw new StoreException(
            FailureReason.UNAVAILABLE, "too many requests wait for " + kind + " (pool.waiting)");
      }
      waiting.add(commands.iterator());
      if (sending) {
        return;
      }
      sending = true;
    }
    send();
  }

  /// A loop and no recursion, also where commands end while they are being sent.
  private void send() {
    for (var command = next(); command != null; command = next()) {
      command.get().whenComplete((_, _) -> ended());
    }
  }

  private synchronized @Nullable Supplier<CompletionStage<?>> next() {
    var turn = running < atOnce ? waiting.poll() : null;
    while (turn != null && !turn.hasNext()) {
      turn = waiting.poll();
    }
    if (turn == null) {
      sending = false;
      return null;
    }
    Supplier<CompletionStage<?>> command = turn.next();
    if (turn.hasNext()) {
      waiting.add(turn);
    }
    running++;
    return command;
  }

  private void ended() {
    synchronized (this) {
      running--;
      if (sending) {
        return;
      }
      sending = true;
    }
    send();
  }
}
