package dev.polyphony.resolvers.subscription;

import dev.polyphony.loaders.DocumentReader;
import dev.polyphony.loaders.JsonText;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.events.Message;
import dev.polyphony.schema.rows.BadValue;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the cell of a root row of a message: its value is a JSON object, and beside it is what
/// Kafka knows.
final class MessageReader {
  private static final String HEADERS = "$headers";

  private final DocumentReader document;
  private final boolean known;

  MessageReader(EventStream stream, Projection projection) {
    this.document = new DocumentReader(stream.column(), projection, MessageReader::value);
    this.known =
        stream.message().columns().values().stream()
            .flatMap(column -> column.names().stream())
            .anyMatch(name -> name.startsWith("$"));
  }

  /// Rows of one message, or a [BadValue] where its value is no JSON object. A tombstone is a
  /// message without fields.
  Object read(Message message) {
    Map<?, ?> fields = Map.of();
    byte[] value = message.value();
    if (value != null) {
      try {
        if (!(JsonText.parse(text(value)) instanceof Map<?, ?> object)) {
          return new BadValue("the message is no JSON object");
        }
        fields = object;
      } catch (IOException e) {
        return new BadValue("the message is no JSON");
      }
    }
    Object read = document.read(known ? withKnown(fields, message) : fields);
    return read == null ? new BadValue("the message is no JSON object") : read;
  }

  /// What Kafka knows takes the place of what the value may hold under those names.
  private static Map<String, @Nullable Object> withKnown(Map<?, ?> fields, Message message) {
    Map<String, @Nullable Object> all = new HashMap<>();
    fields.forEach((name, value) -> all.put(String.valueOf(name), value));
    all.put("$topic", message.topic());
    all.put("$partition", message.partition());
    all.put("$offset", message.offset());
    all.put("$timestamp", Instant.ofEpochMilli(message.timestamp()).toString());
    all.put("$key", message.key() == null ? null : lenient(message.key()));
    all.put("$tombstone", message.value() == null);
    Map<String, @Nullable Object> headers = new HashMap<>();
    message.headers().forEach((name, value) -> headers.put(name, lenient(value)));
    all.put(HEADERS, headers);
    all.put(EventStream.CURSOR, null);
    return all;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /// Bytes that are no text do not fit a column of text.
  private static Object lenient(byte[] bytes) {
    try {
      return text(bytes);
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }

  /// JSON holds IDs as numbers too, and bytes as Base64.
  private static @Nullable Object value(Column column, @Nullable Object value) {
    if (column.type() == ValueType.JSON && !column.list()) {
      return value;
    }
    return StoredValues.fromStored(column, element(column, value));
  }

  private static @Nullable Object element(Column column, @Nullable Object value) {
    return switch (value) {
      case List<?> elements when column.list() ->
          elements.stream().map(one -> element(column, one)).toList();
      case Integer whole when column.type() == ValueType.TEXT -> whole.toString();
      case Long whole when column.type() == ValueType.TEXT -> whole.toString();
      case BigInteger whole when column.type() == ValueType.TEXT -> whole.toString();
      case String text when column.stored() == ValueType.BYTES -> decoded(text);
      case null, default -> value;
    };
  }

  private static Object decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
