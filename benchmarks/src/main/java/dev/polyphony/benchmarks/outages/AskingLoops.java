package dev.polyphony.benchmarks.outages;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A few clients that ask again as soon as they are answered, until this is closed.
final class AskingLoops implements AutoCloseable {
  private static final int CLIENTS = 3;

  /// Whole answers in a row, of all clients together, that count as healed.
  private static final int ENOUGH = 12;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Reply> replies = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile boolean closing;

  AskingLoops(Asker asker) {
    for (int client = 0; client < CLIENTS; client++) {
      threads.execute(() -> run(asker));
    }
  }

  private void run(Asker asker) {
    try {
      while (!closing) {
        Reply reply = asker.ask();
        synchronized (replies) {
          replies.add(reply);
          replies.notifyAll();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  List<Reply> replies() {
    synchronized (replies) {
      return List.copyOf(replies);
    }
  }

  void await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    synchronized (replies) {
      for (long left = time.toMillis(); left > 0; left = left(end)) {
        replies.wait(left);
      }
    }
  }

  /// Until enough of the answers to what was asked after a time are whole, one after another.
  void awaitWhole(long from, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (replies) {
      while (wholeSince(from) < ENOUGH) {
        Exception broken = failure.get();
        long left = left(end);
        if (broken != null || left <= 0) {
          throw new IllegalStateException("no whole answers come any more", broken);
        }
        replies.wait(Math.min(left, 1000));
      }
    }
  }

  private int wholeSince(long from) {
    int whole = 0;
    for (Reply reply : replies) {
      if (reply.start() > from) {
        whole = reply.isWhole() ? whole + 1 : 0;
      }
    }
    return whole;
  }

  private static long left(long end) {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  @Override
  public void close() {
    closing = true;
    threads.close();
  }
}
