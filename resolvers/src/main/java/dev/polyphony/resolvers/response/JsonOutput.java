package dev.polyphony.resolvers.response;

import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.sdl.Scalars;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON as UTF-8 into a chunk and hands full chunks on.
final class JsonOutput {
  static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final int CHUNK = 16 * 1024;

  private final ChunkSink sink;
  private byte[] chunk = new byte[1024];
  private int length;

  JsonOutput(ChunkSink sink) {
    this.sink = sink;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void flush() {
    if (length > 0) {
      sink.write(chunk, length);
      length = 0;
    }
  }

  private void room(int bytes) {
    if (length + bytes <= chunk.length) {
      return;
    }
    if (length + bytes > CHUNK) {
      flush();
    }
    if (bytes > chunk.length - length) {
      chunk = Arrays.copyOf(chunk, Math.max(Math.min(chunk.length * 4, CHUNK), length + bytes));
    }
  }

  void symbol(char symbol) {
    room(1);
    chunk[length++] = (byte) symbol;
  }

  void raw(byte[] bytes) {
    if (bytes.length > CHUNK) {
      flush();
      sink.write(bytes, bytes.length);
      return;
    }
    room(bytes.length);
    System.arraycopy(bytes, 0, chunk, length, bytes.length);
    length += bytes.length;
  }

  void nothing() {
    raw(NULL);
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    symbol('"');
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        part(bytes, from, i);
        escape(b);
        from = i + 1;
      }
    }
    part(bytes, from, bytes.length);
    symbol('"');
  }

  private void part(byte[] bytes, int from, int to) {
    if (from == 0 && to == bytes.length) {
      raw(bytes);
    } else if (to > from) {
      raw(Arrays.copyOfRange(bytes, from, to));
    }
  }

  private void escape(byte b) {
    room(6);
    chunk[length++] = '\\';
    switch (b) {
      case '"', '\\' -> chunk[length++] = b;
      case '\n' -> chunk[length++] = 'n';
      case '\r' -> chunk[length++] = 'r';
      case '\t' -> chunk[length++] = 't';
      default -> {
        chunk[length++] = 'u';
        chunk[length++] = '0';
        chunk[length++] = '0';
        chunk[length++] = HEX[b >> 4];
        chunk[length++] = HEX[b & 15];
      }
    }
  }

  void number(int number) {
    number((long) number);
  }

  void number(long number) {
    if (number == Long.MIN_VALUE) {
      raw(ascii(Long.toString(number)));
      return;
    }
    room(20);
    long rest = number;
    if (rest < 0) {
      chunk[length++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long bound = 10; digits < 19 && rest >= bound; digits++) {
      bound *= 10;
    }
    for (int at = length + digits - 1; at >= length; at--) {
      chunk[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /// A logical value of a type, as its scalar leaves.
  void value(ValueType type, Object value) {
    switch (type) {
      case INT -> number((int) (Integer) value);
      case LONG -> number((long) (Long) value);
      case BOOLEAN -> raw((Boolean) value ? TRUE : FALSE);
      case DOUBLE -> raw(ascii(value.toString()));
      case JSON -> json(value);
      case TEXT,
          OBJECT_ID,
          UUID,
          DATE,
          BIG_INTEGER,
          DECIMAL,
          BYTES,
          TIME,
          LOCAL_DATE_TIME,
          DATE_TIME ->
          text(Scalars.output(type, value).toString());
    }
  }

  /// A tree of maps, lists, texts, numbers, Booleans and nulls.
  void json(@Nullable Object value) {
    switch (value) {
      case null -> nothing();
      case String text -> text(text);
      case Integer number -> number((int) number);
      case Long number -> number((long) number);
      case Boolean flag -> raw(flag ? TRUE : FALSE);
      case Double number when !Double.isFinite(number) -> nothing();
      case Number number -> raw(ascii(number.toString()));
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case byte[] bytes -> text(Base64.getEncoder().encodeToString(bytes));
      default -> text(value.toString());
    }
  }

  private void object(Map<?, ?> map) {
    symbol('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      text(String.valueOf(entry.getKey()));
      symbol(':');
      json(entry.getValue());
      if (entries.hasNext()) {
        symbol(',');
      }
    }
    symbol('}');
  }

  private void array(List<?> list) {
    symbol('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        symbol(',');
      }
      json(list.get(i));
    }
    symbol(']');
  }
}
