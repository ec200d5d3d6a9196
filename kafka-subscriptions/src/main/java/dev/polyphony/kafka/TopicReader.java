package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one topic from its end on into a cache, on a thread of its own, and wakes who waits.
final class TopicReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int BATCH = 2000;

  /// What a feed gets of the topic.
  sealed interface Read {
    /// @param next behind what was added to the batch, which may be nothing
    record Some(TopicPosition next) implements Read {}

    /// Some partitions are not cached from where the feed is.
    ///
    /// @param from by partition: where the feed is
    record Behind(Map<Integer, Long> from) implements Read {}
  }

  private final String topic;
  private final TopicDirectory directory;
  private final Consumers consumers;
  private final EventLogLimits limits;
  private final Thread thread;

  // All guarded by this.
  private final List<PartitionCache> partitions = new ArrayList<>();
  private final Queue<Integer> arrivals = new ArrayDeque<>();
  private Set<LogFeed> waiting = new LinkedHashSet<>();
  private long bytes;
  private @Nullable String id;
  private @Nullable FeedException failure;
  private int announced;
  private boolean stopped;
  private @Nullable KafkaConsumer<byte[], byte[]> running;

  TopicReader(String topic, TopicDirectory directory, Consumers consumers, EventLogLimits limits) {
    this.topic = topic;
    this.directory = directory;
    this.consumers = consumers;
    this.limits = limits;
    this.thread = Thread.ofPlatform().daemon().name("kafka-" + topic).unstarted(this);
  }

  void start() {
    thread.start();
  }

  String topic() {
    return topic;
  }

  /// Copies what comes behind a position, or has the feed woken when something does.
  ///
  /// @throws FeedException when the position cannot be followed
  synchronized Read read(TopicPosition from, int most, List<Message> into, LogFeed feed) {
    if (failure != null) {
      throw failure;
    }
    if (id == null) {
      waiting.add(feed);
      return new Read.Some(from);
    }
    if (!id.equals(from.id())) {
      throw changed();
    }
    Map<Integer, Long> behind = new HashMap<>();
    for (int i = 0; i < partitions.size(); i++) {
      if (from.next(i) < partitions.get(i).first()) {
        behind.put(i, from.next(i));
      }
    }
    if (!behind.isEmpty()) {
      return new Read.Behind(behind);
    }
    TopicPosition next = from;
    int before = into.size();
    for (int i = 0; i < partitions.size(); i++) {
      int room = most - (into.size() - before);
      PartitionCache cache = partitions.get(i);
      if (room > 0 && cache.next() > from.next(i)) {
        next = next.with(i, cache.copy(from.next(i), room, into));
      }
    }
    if (into.size() == before) {
      waiting.add(feed);
    }
    return new Read.Some(next);
  }

  synchronized void forget(LogFeed feed) {
    waiting.remove(feed);
  }

  private FeedException changed() {
    return new FeedException(
        FeedException.Reason.TOPIC_CHANGED,
        "The topic " + topic + " was deleted, and there is another one of its name");
  }

  /// The topic as it is now; null when it is gone.
  void described(TopicDirectory.@Nullable Topic now) {
    synchronized (this) {
      if (id == null || failure != null) {
        return;
      }
      if (now == null || !now.id().equals(id)) {
        failure =
            now == null
                ? new FeedException(
                    FeedException.Reason.UNKNOWN_TOPIC, "The topic " + topic + " was deleted")
                : changed();
      } else if (now.partitions() > announced) {
        announced = now.partitions();
        if (running != null) {
          running.wakeup();
        }
      }
    }
    if (hasFailed()) {
      stop();
      wake();
    }
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  synchronized void stop() {
    stopped = true;
    if (running != null) {
      running.wakeup();
    }
    thread.interrupt();
  }

  private synchronized boolean goesOn() {
    return !stopped;
  }

  private void wake() {
    Set<LogFeed> woken;
    synchronized (this) {
      woken = waiting;
      waiting = new LinkedHashSet<>();
    }
    woken.forEach(LogFeed::attempt);
  }

  @Override
  public void run() {
    long pause = 100;
    while (goesOn()) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumers.open(BATCH)) {
        begin(consumer);
        pause = 100;
        while (goesOn()) {
          poll(consumer);
        }
      } catch (InterruptedException | InterruptException e) {
        // Somebody stops it.
        return;
      } catch (FeedException e) {
        if (e.reason() != FeedException.Reason.UNAVAILABLE) {
          fail(e);
          return;
        }
        pause = rest(pause);
      } catch (RuntimeException e) {
        LOG.warn("{} cannot be read now: {}", topic, e.toString());
        pause = rest(pause);
      } finally {
        synchronized (this) {
          running = null;
        }
      }
    }
  }

  private void fail(FeedException why) {
    synchronized (this) {
      failure = why;
    }
    wake();
  }

  private static long rest(long pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Math.min(pause * 2, 5000);
  }

  /// Goes to where it was, or to the end of the topic.
  private void begin(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    TopicDirectory.Topic found = directory.describe(topic);
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < found.partitions(); i++) {
      all.add(new TopicPartition(topic, i));
    }
    consumer.assign(all);
    Map<TopicPartition, Long> ends = endsOf(consumer, all);
    synchronized (this) {
      running = consumer;
      if (id == null) {
        all.forEach(
            one -> partitions.add(new PartitionCache(Objects.requireNonNull(ends.get(one)))));
        id = found.id();
      } else if (!id.equals(found.id())) {
        throw changed();
      }
      while (partitions.size() < all.size()) {
        partitions.add(new PartitionCache(0));
      }
      announced = all.size();
      for (int i = 0; i < all.size(); i++) {
        consumer.seek(all.get(i), partitions.get(i).next());
      }
    }
    wake();
  }

  private static Map<TopicPartition, Long> endsOf(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    try {
      return consumer.endOffsets(partitions);
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      throw TopicDirectory.unavailable();
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> consumer) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(POLL);
    } catch (WakeupException e) {
      grow(consumer);
      return;
    } catch (OffsetOutOfRangeException e) {
      expired(consumer, e.partitions());
      return;
    }
    boolean moved = append(consumer, records);
    if (moved) {
      wake();
    }
  }

  private synchronized boolean append(
      KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Message message = Consumers.message(record);
      partitions.get(record.partition()).add(message);
      arrivals.add(record.partition());
      bytes += size(message);
    }
    boolean moved = !records.isEmpty();
    for (TopicPartition one : consumer.assignment()) {
      // Behind marks of transactions too.
      PartitionCache cache = partitions.get(one.partition());
      long position = consumer.position(one);
      moved |= position > cache.next();
      cache.skipTo(position);
    }
    while (arrivals.size() > limits.events() || (bytes > limits.bytes() && arrivals.size() > 1)) {
      bytes -= size(partitions.get(Objects.requireNonNull(arrivals.poll())).evict());
    }
    return moved;
  }

  private static int size(Message message) {
    byte[] key = message.key();
    byte[] value = message.value();
    return 100 + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }

  /// Partitions were added: they are read from their beginning.
  private void grow(KafkaConsumer<byte[], byte[]> consumer) {
    synchronized (this) {
      List<TopicPartition> all = new ArrayList<>();
      for (int i = 0; i < announced; i++) {
        all.add(new TopicPartition(topic, i));
      }
      if (all.size() == partitions.size() || stopped) {
        return;
      }
      int before = partitions.size();
      consumer.assign(all);
      for (int i = before; i < all.size(); i++) {
        partitions.add(new PartitionCache(0));
        consumer.seek(all.get(i), 0);
      }
    }
    wake();
  }

  /// The reader itself is before what is kept: it goes on there, and who is before that is told.
  private void expired(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> lost) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(lost);
    synchronized (this) {
      beginnings.forEach((one, offset) -> {
        while (arrivals.remove(one.partition())) {
          bytes -= size(partitions.get(one.partition()).evict());
        }
        partitions.set(one.partition(), new PartitionCache(offset));
        consumer.seek(one, offset);
      });
    }
    wake();
  }
}
