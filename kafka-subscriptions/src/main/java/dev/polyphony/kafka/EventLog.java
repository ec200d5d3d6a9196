package dev.polyphony.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topics of one cluster, as somebody follows them. Safe for threads; nothing of it blocks its
/// caller.
public final class EventLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final long RETRY_MILLIS = 500;

  private final EventLogLimits limits;
  private final TopicDirectory directory;
  private final Consumers consumers;
  private final CatchUp catchUp;
  private final ScheduledExecutorService clock;
  private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean available = true;

  // Guarded by this.
  private final Map<String, Followed> followed = new HashMap<>();
  private boolean closed;

  /// A topic that is read, and how many feeds it has.
  private static final class Followed {
    final TopicReader reader;
    int feeds;
    long idleSince = System.nanoTime();

    Followed(TopicReader reader) {
      this.reader = reader;
    }
  }

  /// @param client what Kafka's clients are told, `bootstrap.servers` at least
  public EventLog(Map<String, String> client, EventLogLimits limits) {
    Map<String, Object> settings = new HashMap<>(client);
    // Who is away is asked for soon again, but not all the time.
    settings.putIfAbsent("reconnect.backoff.ms", 100);
    settings.putIfAbsent("reconnect.backoff.max.ms", 2000);
    this.limits = limits;
    this.directory = new TopicDirectory(settings, limits.timeout());
    this.consumers = new Consumers(settings, limits.timeout());
    this.catchUp = new CatchUp(consumers, directory, limits);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-topics").factory());
    long refresh = limits.refresh().toMillis();
    var _ = clock.scheduleWithFixedDelay(this::refresh, refresh, refresh, TimeUnit.MILLISECONDS);
  }

  /// Where the topics are now. Fails with a [FeedException].
  public CompletionStage<Position> position(List<String> topics, Start start) {
    return catchUp.position(topics, start);
  }

  /// Follows topics from a position on. Asks nobody yet.
  public EventFeed open(Position from) {
    List<TopicReader> readers = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the log is closed");
      }
      for (String topic : from.topics().keySet()) {
        Followed one = followed.get(topic);
        if (one == null || one.reader.hasFailed()) {
          one = new Followed(new TopicReader(topic, directory, consumers, limits));
          followed.put(topic, one);
          one.reader.start();
        }
        one.feeds++;
        readers.add(one.reader);
      }
    }
    return new LogFeed(this, readers, from);
  }

  /// Whether brokers answered when they were last asked.
  public boolean available() {
    return available;
  }

  /// Tells of every change of [#available], on a thread of this package.
  public void listen(Consumer<Boolean> listener) {
    listeners.add(listener);
  }

  /// The topics that are read.
  public synchronized List<String> topics() {
    return followed.keySet().stream().sorted().toList();
  }

  CompletionStage<CatchUp.Caught> catchUp(String topic, Map<Integer, Long> from, int most) {
    return catchUp.read(topic, from, Math.min(most, limits.batch()));
  }

  void later(Runnable task) {
    try {
      var _ = clock.schedule(task, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The log is closed, and all its feeds end.
    }
  }

  synchronized void left(List<TopicReader> readers) {
    for (TopicReader reader : readers) {
      Followed one = followed.get(reader.topic());
      if (one != null && one.reader == reader && --one.feeds == 0) {
        one.idleSince = System.nanoTime();
      }
    }
  }

  private void refresh() {
    try {
      List<TopicReader> readers = stopIdle();
      for (TopicReader reader : readers) {
        look(reader);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the topics cannot be looked at", e);
    }
  }

  private synchronized List<TopicReader> stopIdle() {
    long now = System.nanoTime();
    List<TopicReader> going = new ArrayList<>();
    List<Followed> idle = new ArrayList<>();
    for (Followed one : followed.values()) {
      if (one.feeds == 0 && now - one.idleSince > limits.linger().toNanos()) {
        idle.add(one);
      } else {
        going.add(one.reader);
      }
    }
    idle.forEach(one -> {
      one.reader.stop();
      followed.remove(one.reader.topic());
    });
    return going;
  }

  private void look(TopicReader reader) throws InterruptedException {
    try {
      reader.described(directory.describe(reader.topic()));
      announce(true);
    } catch (FeedException e) {
      switch (e.reason()) {
        case UNKNOWN_TOPIC -> reader.described(null);
        case UNAVAILABLE -> announce(false);
        case EXPIRED, TOPIC_CHANGED, REJECTED -> LOG.warn("{}", e.getMessage());
      }
    }
  }

  private void announce(boolean now) {
    if (now != available) {
      available = now;
      LOG.info(now ? "Kafka answers again" : "Kafka does not answer");
      listeners.forEach(listener -> listener.accept(now));
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      followed.values().forEach(one -> one.reader.stop());
      followed.clear();
    }
    clock.shutdownNow();
    catchUp.close();
    directory.close();
  }
}
