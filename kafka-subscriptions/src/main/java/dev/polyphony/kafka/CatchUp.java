package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Reads from Kafka what is not cached, and asks it for positions, with a few consumers that
/// everybody shares in turn.
final class CatchUp implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumers consumers;
  private final TopicDirectory directory;
  private final EventLogLimits limits;
  private final ExecutorService threads;
  private final Queue<KafkaConsumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();

  CatchUp(Consumers consumers, TopicDirectory directory, EventLogLimits limits) {
    this.consumers = consumers;
    this.directory = directory;
    this.limits = limits;
    this.threads =
        Executors.newFixedThreadPool(
            limits.catchUps(), Thread.ofPlatform().daemon().name("kafka-catch-up-", 0).factory());
  }

  /// @param next behind what was read, by partition
  record Caught(List<Message> messages, Map<Integer, Long> next) {}

  @FunctionalInterface
  private interface Work<T> {
    T with(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException;
  }

  private <T> CompletionStage<T> run(Work<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      threads.execute(() -> run(work, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(TopicDirectory.unavailable());
    }
    return done;
  }

  private <T> void run(Work<T> work, CompletableFuture<T> done) {
    KafkaConsumer<byte[], byte[]> taken = idle.poll();
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          taken == null ? consumers.open(limits.batch()) : taken;
      taken = consumer;
      T result = work.with(consumer);
      idle.add(consumer);
      taken = null;
      done.complete(result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(TopicDirectory.unavailable());
    } catch (FeedException e) {
      done.completeExceptionally(e);
    } catch (RuntimeException e) {
      done.completeExceptionally(failure(e));
    } finally {
      close(taken);
    }
  }

  private static FeedException failure(RuntimeException e) {
    return e instanceof RetriableException
        ? TopicDirectory.unavailable()
        : new FeedException(FeedException.Reason.REJECTED, "Kafka refuses: " + e.getMessage());
  }

  private static void close(@Nullable KafkaConsumer<byte[], byte[]> consumer) {
    if (consumer != null) {
      try {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      } catch (KafkaException _) {
        // It is of no use any more, whatever it says.
      }
    }
  }

  /// Reads on in some partitions of a topic; at least until the position has moved in one of them,
  /// unless no broker answers.
  CompletionStage<Caught> read(String topic, Map<Integer, Long> from, int most) {
    return run(consumer -> read(consumer, topic, from, most));
  }

  private Caught read(
      KafkaConsumer<byte[], byte[]> consumer, String topic, Map<Integer, Long> from, int most) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    from.forEach((partition, offset) -> asked.put(new TopicPartition(topic, partition), offset));
    consumer.assign(asked.keySet());
    asked.forEach(consumer::seek);
    long deadline = System.nanoTime() + limits.timeout().toNanos();
    try {
      while (System.nanoTime() < deadline) {
        Caught caught = caught(consumer, asked, consumer.poll(POLL), most);
        if (!caught.next().isEmpty()) {
          return caught;
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw new FeedException(
          FeedException.Reason.EXPIRED,
          "What came next in "
              + topic
              + " is not kept any more: "
              + e.offsetOutOfRangePartitions());
    }
    return new Caught(List.of(), Map.of());
  }

  private static Caught caught(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> asked,
      ConsumerRecords<byte[], byte[]> records,
      int most) {
    List<Message> messages = new ArrayList<>();
    Map<Integer, Long> next = new HashMap<>();
    Map<Integer, Boolean> cut = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (messages.size() < most) {
        messages.add(Consumers.message(record));
        next.put(record.partition(), record.offset() + 1);
      } else {
        cut.put(record.partition(), true);
      }
    }
    asked.forEach((one, offset) -> {
      long position = consumer.position(one);
      if (!cut.containsKey(one.partition()) && position > offset) {
        next.put(one.partition(), position);
      }
    });
    return new Caught(messages, next);
  }

  CompletionStage<Position> position(List<String> topics, Start start) {
    return run(consumer -> {
      Map<String, TopicPosition> found = new HashMap<>();
      for (Map.Entry<String, TopicDirectory.Topic> topic : directory.describe(topics).entrySet()) {
        found.put(topic.getKey(), position(consumer, topic.getKey(), topic.getValue(), start));
      }
      return new Position(found);
    });
  }

  private static TopicPosition position(
      KafkaConsumer<byte[], byte[]> consumer,
      String name,
      TopicDirectory.Topic topic,
      Start start) {
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < topic.partitions(); i++) {
      all.add(new TopicPartition(name, i));
    }
    consumer.assign(all);
    Map<TopicPartition, Long> offsets =
        switch (start) {
          case Start.Latest _ -> consumer.endOffsets(all);
          case Start.Earliest _ -> consumer.beginningOffsets(all);
          case Start.At at -> at(consumer, all, at);
        };
    long[] next = new long[all.size()];
    offsets.forEach((one, offset) -> next[one.partition()] = offset);
    return new TopicPosition(topic.id(), next);
  }

  private static Map<TopicPartition, Long> at(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> all, Start.At at) {
    Map<TopicPartition, Long> times = new HashMap<>();
    all.forEach(one -> times.put(one, Math.max(0, at.time().toEpochMilli())));
    Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(all));
    // Where nothing is of that time or later, Kafka says nothing.
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
    found.putAll(consumer.offsetsForTimes(times));
    found.forEach((one, offset) -> {
      if (offset != null) {
        offsets.put(one, offset.offset());
      }
    });
    return offsets;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    KafkaConsumer<byte[], byte[]> consumer = idle.poll();
    while (consumer != null) {
      close(consumer);
      consumer = idle.poll();
    }
  }
}
