package dev.polyphony.kafka;

import dev.polyphony.embedded.EmbeddedKafka;
import dev.polyphony.schema.events.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// What tests do with a broker.
final class Brokers {
  private static final long PATIENCE_SECONDS = 120;

  /// So small that whoever reads is behind it all the time.
  static final EventLogLimits TINY =
      new EventLogLimits(
          16, 1 << 20, 2, 7, Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofSeconds(5));

  private Brokers() {}

  static EventLog log(EmbeddedKafka kafka, EventLogLimits limits) {
    return new EventLog(Map.of("bootstrap.servers", kafka.bootstrapServers()), limits);
  }

  static KafkaProducer<String, String> producer(EmbeddedKafka kafka, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("acks", "all");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  static void send(
      KafkaProducer<String, String> producer, String topic, int partition, String value) {
    await(producer.send(new ProducerRecord<>(topic, partition, "k" + partition, value)));
  }

  static <T> T await(java.util.concurrent.Future<T> asked) {
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static <T> T await(CompletionStage<T> asked) {
    return asked.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  interface Work {
    KafkaFuture<?> with(Admin admin);
  }

  static void administrate(EmbeddedKafka kafka, Work work) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var _ = await(work.with(admin).toCompletionStage());
    }
  }

  static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to be");
      }
      Thread.onSpinWait();
    }
  }

  static String text(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
  }

  static String text(Message message) {
    return text(message.value());
  }

  /// Reads on until so many have come.
  static List<Message> read(EventFeed feed, int count) {
    List<Message> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.addAll(await(feed.next(count - messages.size())).events());
    }
    return messages;
  }
}
