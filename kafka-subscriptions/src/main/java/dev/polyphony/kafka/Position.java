package dev.polyphony.kafka;

import dev.polyphony.schema.events.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;

/// A position in some topics together.
///
/// @param topics by name, in order of the names
public record Position(Map<String, TopicPosition> topics) {
  private static final int MOST = 100_000;

  public Position {
    topics = Collections.unmodifiableMap(new TreeMap<>(topics));
  }

  /// The part of one topic.
  public TopicPosition in(String name) {
    TopicPosition topic = topics.get(name);
    if (topic == null) {
      throw new IllegalArgumentException("no position in " + name);
    }
    return topic;
  }

  /// Behind one more message.
  public Position after(Message message) {
    TopicPosition topic = in(message.topic());
    return with(message.topic(), topic.with(message.partition(), message.offset() + 1));
  }

  Position with(String topic, TopicPosition position) {
    Map<String, TopicPosition> other = new LinkedHashMap<>(topics);
    other.put(topic, position);
    return new Position(other);
  }

  /// A short form, to be read by [#of] again.
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, topics.size());
      for (Map.Entry<String, TopicPosition> entry : topics.entrySet()) {
        TopicPosition topic = entry.getValue();
        Uuid id = Uuid.fromString(topic.id());
        out.writeUTF(entry.getKey());
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        write(out, topic.partitions());
        for (int i = 0; i < topic.partitions(); i++) {
          write(out, topic.next(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException when the bytes are no position
  public static Position of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Map<String, TopicPosition> topics = new LinkedHashMap<>();
      long count = read(in, MOST);
      for (long i = 0; i < count; i++) {
        String name = in.readUTF();
        String id = new Uuid(in.readLong(), in.readLong()).toString();
        // Of what is claimed only so much is made room for as there can be.
        long[] next = new long[(int) read(in, Math.min(MOST, in.available()))];
        for (int p = 0; p < next.length; p++) {
          next[p] = read(in, Long.MAX_VALUE);
        }
        topics.put(name, new TopicPosition(id, next));
      }
      if (in.available() > 0 || topics.size() != count) {
        throw new IllegalArgumentException("no position");
      }
      return new Position(topics);
    } catch (IOException e) {
      throw new IllegalArgumentException("no position", e);
    }
  }

  private static void write(DataOutputStream out, long number) throws IOException {
    long rest = number;
    while (rest > 127) {
      out.writeByte((int) ((rest & 127) | 128));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long read(DataInputStream in, long most) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int part = in.readUnsignedByte();
      number |= (long) (part & 127) << shift;
      if (part < 128) {
        if (number > most) {
          throw new IllegalArgumentException("no position");
        }
        return number;
      }
    }
    throw new IllegalArgumentException("no position");
  }
}
