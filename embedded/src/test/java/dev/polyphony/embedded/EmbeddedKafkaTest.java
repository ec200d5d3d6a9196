package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static KafkaProducer<String, String> producer(
      EmbeddedKafka kafka, Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /// The values of a topic's only partition, as far as they are committed.
  private static List<String> values(EmbeddedKafka kafka, String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  @Test
  void keepsOrderAndTransactions() throws Exception {
    var kafka = SharedStores.kafka();
    var topic = kafka.newTopic(1);
    try (var producer = producer(kafka, Map.of("transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic, "k", "one"));
      producer.commitTransaction();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic, "k", "never"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic, "k", "two"));
      producer.commitTransaction();
    }

    assertThat(values(kafka, topic)).containsExactly("one", "two");
    assertThat(kafka.memory()).isPositive();
  }

  @Test
  void aKeptFolderSurvivesAKill(@TempDir Path folder) throws Exception {
    int port;
    try (var kafka = EmbeddedKafka.start(folder)) {
      kafka.createTopic("kept", 1, Map.of());
      try (var producer = producer(kafka, Map.of("acks", "all"))) {
        producer.send(new ProducerRecord<>("kept", "k", "seven")).get(60, TimeUnit.SECONDS);
      }
      port = kafka.port();
      var process = ProcessHandle.of(kafka.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(60, TimeUnit.SECONDS);
    }

    try (var kafka = EmbeddedKafka.start(folder, port)) {
      assertThat(kafka.port()).isEqualTo(port);
      assertThat(values(kafka, "kept")).containsExactly("seven");
      kafka.deleteTopic("kept");
    }
  }
}
