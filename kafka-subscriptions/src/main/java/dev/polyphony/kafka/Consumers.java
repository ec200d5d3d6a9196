package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Makes consumers that belong to no group and see what was committed only.
final class Consumers {
  private final Map<String, Object> settings;

  Consumers(Map<String, Object> client, Duration timeout) {
    this.settings = new HashMap<>(client);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", (int) timeout.toMillis());
    settings.put("request.timeout.ms", (int) timeout.toMillis());
    settings.put("metadata.max.age.ms", 30_000);
  }

  /// @param batch records of one poll
  KafkaConsumer<byte[], byte[]> open(int batch) {
    Map<String, Object> own = new HashMap<>(settings);
    own.put("max.poll.records", batch);
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static Message message(ConsumerRecord<byte[], byte[]> record) {
    Map<String, byte[]> headers = Map.of();
    if (record.headers().iterator().hasNext()) {
      headers = new LinkedHashMap<>();
      for (Header header : record.headers()) {
        if (header.value() != null) {
          headers.put(header.key(), header.value());
        }
      }
    }
    return new Message(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }
}
