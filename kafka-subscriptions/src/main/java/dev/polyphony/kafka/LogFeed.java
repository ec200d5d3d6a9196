package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A feed over the readers of its topics.
final class LogFeed implements EventFeed {
  private final EventLog log;
  private final List<TopicReader> readers;

  // All guarded by this.
  private Position position;
  private @Nullable CompletableFuture<EventBatch> pending;
  private int most;
  private int turn;
  private boolean catching;
  private boolean closed;

  LogFeed(EventLog log, List<TopicReader> readers, Position position) {
    this.log = log;
    this.readers = List.copyOf(readers);
    this.position = position;
  }

  @Override
  public CompletionStage<EventBatch> next(int atMost) {
    CompletableFuture<EventBatch> asked = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(new CancellationException("the feed is closed"));
      }
      if (pending != null) {
        throw new IllegalStateException("the feed is asked already");
      }
      pending = asked;
      most = atMost;
    }
    attempt();
    return asked;
  }

  /// Something may have come.
  void attempt() {
    CompletableFuture<EventBatch> asked;
    EventBatch batch;
    try {
      synchronized (this) {
        batch = pending == null || catching ? null : look();
        asked = pending;
        if (asked == null || batch == null) {
          return;
        }
        pending = null;
      }
    } catch (FeedException e) {
      fail(e);
      return;
    }
    asked.complete(batch);
  }

  /// Null when there is nothing yet.
  private @Nullable EventBatch look() {
    Position from = position;
    Position next = from;
    List<Message> events = new ArrayList<>();
    TopicReader behind = null;
    Map<Integer, Long> offsets = Map.of();
    turn++;
    for (int i = 0; i < readers.size(); i++) {
      // Each topic is first in turn, so that a busy one does not keep the others waiting.
      TopicReader reader = readers.get((turn + i) % readers.size());
      int room = most - events.size();
      if (room <= 0) {
        continue;
      }
      switch (reader.read(next.in(reader.topic()), room, events, this)) {
        case TopicReader.Read.Some(TopicPosition behindThem) ->
            next = next.with(reader.topic(), behindThem);
        case TopicReader.Read.Behind(Map<Integer, Long> where) -> {
          behind = behind == null ? reader : behind;
          offsets = behind == reader ? where : offsets;
        }
      }
    }
    // What is behind takes turns with what is new.
    if (behind != null && (events.isEmpty() || turn % 2 == 0)) {
      catchUp(behind, offsets);
      return null;
    }
    position = next;
    return events.isEmpty() ? null : new EventBatch(from, events, next);
  }

  private void catchUp(TopicReader reader, Map<Integer, Long> offsets) {
    catching = true;
    CompletionStage<Boolean> _ =
        log.catchUp(reader.topic(), offsets, most)
            .handle((caught, failure) -> {
              caught(reader, caught, failure);
              return true;
            });
  }

  private void caught(
      TopicReader reader, CatchUp.@Nullable Caught caught, @Nullable Throwable failure) {
    CompletableFuture<EventBatch> asked = null;
    EventBatch batch = null;
    synchronized (this) {
      catching = false;
      if (caught != null) {
        Position from = position;
        TopicPosition topic = from.in(reader.topic());
        for (Map.Entry<Integer, Long> one : caught.next().entrySet()) {
          topic = topic.with(one.getKey(), one.getValue());
        }
        position = from.with(reader.topic(), topic);
        if (!caught.messages().isEmpty() && pending != null) {
          asked = pending;
          pending = null;
          batch = new EventBatch(from, caught.messages(), position);
        }
      }
    }
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (asked != null && batch != null) {
      asked.complete(batch);
    } else if (cause instanceof FeedException known
        && known.reason() != FeedException.Reason.UNAVAILABLE) {
      fail(known);
    } else if (cause != null) {
      log.later(this::attempt);
    } else {
      attempt();
    }
  }

  private void fail(FeedException why) {
    CompletableFuture<EventBatch> asked;
    synchronized (this) {
      asked = pending;
      pending = null;
    }
    if (asked != null) {
      asked.completeExceptionally(why);
    }
  }

  @Override
  public void close() {
    CompletableFuture<EventBatch> asked;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      asked = pending;
      pending = null;
    }
    readers.forEach(reader -> reader.forget(this));
    log.left(readers);
    if (asked != null) {
      asked.completeExceptionally(new CancellationException("the feed is closed"));
    }
  }
}
