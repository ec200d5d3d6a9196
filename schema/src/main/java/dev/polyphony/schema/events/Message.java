package dev.polyphony.schema.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record of a topic, as the broker has it. Arrays are not changed by anybody.
///
/// @param timestamp milliseconds since 1970
/// @param value null for a tombstone
/// @param headers the last of each name
@SuppressWarnings("ArrayRecordComponent") // bytes as the client has them; never compared
public record Message(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte[]> headers) {
  // Written out: a compact one loses the annotations of arrays.
  public Message(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Map<String, byte[]> headers) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = Map.copyOf(headers);
  }
}
