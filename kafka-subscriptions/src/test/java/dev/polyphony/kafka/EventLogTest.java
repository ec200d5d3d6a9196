package dev.polyphony.kafka;

import static dev.polyphony.kafka.Brokers.TINY;
import static dev.polyphony.kafka.Brokers.administrate;
import static dev.polyphony.kafka.Brokers.await;
import static dev.polyphony.kafka.Brokers.log;
import static dev.polyphony.kafka.Brokers.producer;
import static dev.polyphony.kafka.Brokers.read;
import static dev.polyphony.kafka.Brokers.send;
import static dev.polyphony.kafka.Brokers.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.embedded.EmbeddedKafka;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.schema.events.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private final EmbeddedKafka kafka = SharedStores.kafka();

  private static void assertFails(FeedException.Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(FeedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Position position(EventLog log, String topic, Start start) {
    return await(log.position(List.of(topic), start));
  }

  @Test
  void whatComesAfterAPositionIsRead() {
    String topic = kafka.newTopic(1);
    try (EventLog log = log(kafka, EventLogLimits.DEFAULT);
        KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
      send(producer, topic, 0, "old");
      try (EventFeed latest = log.open(position(log, topic, new Start.Latest()));
          EventFeed earliest = log.open(position(log, topic, new Start.Earliest()))) {
        CompletionStage<EventBatch> waits = latest.next(10);
        assertThat(read(earliest, 1)).extracting(Brokers::text).containsExactly("old");
        send(producer, topic, 0, "new");

        assertThat(await(waits).events()).extracting(Brokers::text).containsExactly("new");
        assertThat(read(earliest, 1)).extracting(Brokers::text).containsExactly("new");
      }
    }
  }

  @Test
  void aTimeIsAPosition() {
    String topic = kafka.newTopic(1);
    try (EventLog log = log(kafka, EventLogLimits.DEFAULT);
        KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
      for (long time = 1000; time <= 3000; time += 1000) {
        var _ = await(producer.send(new ProducerRecord<>(topic, 0, time, "k", "at " + time)));
      }
      Start start = new Start.At(Instant.ofEpochMilli(1500));
      try (EventFeed feed = log.open(position(log, topic, start))) {
        assertThat(read(feed, 2)).extracting(Brokers::text).containsExactly("at 2000", "at 3000");
      }
      assertThat(position(log, topic, new Start.At(Instant.ofEpochMilli(9000))))
          .isEqualTo(position(log, topic, new Start.Latest()));
    }
  }

  @Test
  void partitionsThatAreAddedAreReadFromTheirBeginning() {
    String topic = kafka.newTopic(1);
    try (EventLog log = log(kafka, TINY);
        KafkaProducer<String, String> producer =
            producer(kafka, Map.of("metadata.max.age.ms", 100))) {
      Position before = position(log, topic, new Start.Latest());
      try (EventFeed feed = log.open(before)) {
        CompletionStage<EventBatch> waits = feed.next(10);
        administrate(
            kafka,
            admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all());
        until(() -> producer.partitionsFor(topic).size() == 3);
        send(producer, topic, 2, "in a new one");

        EventBatch batch = await(waits);
        assertThat(batch.events()).extracting(Brokers::text).containsExactly("in a new one");
        assertThat(batch.next().in(topic).partitions()).isEqualTo(3);
      }
      try (EventFeed later = log.open(before)) {
        assertThat(read(later, 1)).extracting(Brokers::text).containsExactly("in a new one");
      }
    }
  }

  @Test
  void aPositionThatIsNotKeptAnyMoreIsExpired() {
    String topic = kafka.newTopic(1);
    try (EventLog log = log(kafka, TINY);
        KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
      Position before = position(log, topic, new Start.Earliest());
      for (int i = 0; i < 10; i++) {
        send(producer, topic, 0, "v" + i);
      }
      administrate(
          kafka,
          admin ->
              admin
                  .deleteRecords(
                      Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(5)))
                  .all());

      try (EventFeed feed = log.open(before)) {
        assertFails(FeedException.Reason.EXPIRED, () -> await(feed.next(10)));
      }
      try (EventFeed feed = log.open(position(log, topic, new Start.Earliest()))) {
        assertThat(read(feed, 5)).extracting(Message::offset).containsExactly(5L, 6L, 7L, 8L, 9L);
      }
    }
  }

  @Test
  void anotherTopicOfTheSameNameIsNoticed() {
    String topic = kafka.newTopic(1);
    try (EventLog log = log(kafka, TINY);
        KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
      send(producer, topic, 0, "old");
      Position before = position(log, topic, new Start.Latest());
      EventFeed feed = log.open(before);
      CompletionStage<EventBatch> waits = feed.next(1);
      kafka.deleteTopic(topic);
      kafka.createTopic(topic, 1, Map.of());

      // Whichever of the two is seen first.
      assertThatThrownBy(() -> await(waits)).hasCauseInstanceOf(FeedException.class);
      feed.close();
      try (EventFeed again = log.open(before)) {
        assertFails(FeedException.Reason.TOPIC_CHANGED, () -> await(again.next(1)));
      }
    }
  }

  @Test
  void aTopicThatIsNotThereIsSaidToBe() {
    try (EventLog log = log(kafka, TINY)) {
      assertFails(
          FeedException.Reason.UNKNOWN_TOPIC, () -> position(log, "nowhere", new Start.Latest()));
    }
  }

  @Test
  void aTopicIsReadAsLongAsSomebodyFollowsIt() {
    String topic = kafka.newTopic(1);
    try (EventLog log = log(kafka, TINY);
        KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
      Position start = position(log, topic, new Start.Latest());
      EventFeed first = log.open(start);
      EventFeed second = log.open(start);
      CompletionStage<EventBatch> waits = second.next(1);
      first.close();
      first.close();
      send(producer, topic, 0, "still here");

      assertThat(await(waits).events()).hasSize(1);
      assertThat(log.topics()).containsExactly(topic);
      second.close();
      until(() -> log.topics().isEmpty());
      until(() ->
          Thread.getAllStackTraces().keySet().stream()
              .noneMatch(thread -> thread.getName().equals("kafka-" + topic)));
    }
  }

  @Test
  void aBrokerThatIsKilledIsWaitedFor(@TempDir Path folder) throws Exception {
    EmbeddedKafka own = EmbeddedKafka.start(folder);
    int port = own.port();
    own.createTopic("kept", 2, Map.of());
    List<Boolean> heard = new CopyOnWriteArrayList<>();
    try (EventLog log = log(own, TINY);
        KafkaProducer<String, String> producer = producer(own, Map.of())) {
      log.listen(heard::add);
      EventFeed feed = log.open(position(log, "kept", new Start.Latest()));
      send(producer, "kept", 0, "before");
      assertThat(read(feed, 1)).hasSize(1);
      ProcessHandle process = ProcessHandle.of(own.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(60, TimeUnit.SECONDS);
      own.close();
      CompletionStage<EventBatch> waits = feed.next(1);
      until(() -> heard.equals(List.of(false)));
      assertFails(
          FeedException.Reason.UNAVAILABLE, () -> position(log, "kept", new Start.Latest()));

      try (EmbeddedKafka again = EmbeddedKafka.start(folder, port)) {
        assertThat(again.port()).isEqualTo(port);
        send(producer, "kept", 1, "after");

        assertThat(await(waits).events()).extracting(Brokers::text).containsExactly("after");
        until(() -> heard.equals(List.of(false, true)));
        feed.close();
      }
    }
  }
}
