package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Cursors: the values of an order's fields in one row, as opaque text. A checksum over the values
/// and a fingerprint of the field, its arguments and its order tells a foreign or damaged cursor.
public final class CursorCodec {
  private static final int VERSION = 1;

  private CursorCodec() {}

  /// @param values one for each column, null included
  public static String encode(int fingerprint, List<Column> columns, @Nullable Object[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      for (int i = 0; i < values.length; i++) {
        byte[] text = values[i] == null ? null : write(columns.get(i).type(), values[i]);
        out.writeInt(text == null ? -1 : text.length);
        if (text != null) {
          out.write(text);
        }
      }
      out.writeInt(checksum(fingerprint, bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /// The position of a cursor, or null when it is not one of this field, arguments and order.
  public static @Nullable Position decode(int fingerprint, List<Column> columns, String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length < 5 || bytes[0] != VERSION) {
        return null;
      }
      byte[] body = java.util.Arrays.copyOf(bytes, bytes.length - 4);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      in.readByte();
      List<@Nullable Object> values = new ArrayList<>();
      for (Column column : columns) {
        int length = in.readInt();
        if (length > body.length) {
          return null;
        }
        values.add(length < 0 ? null : read(column.type(), in.readNBytes(length)));
      }
      boolean complete = in.available() == 4 && in.readInt() == checksum(fingerprint, body);
      return complete ? Position.of(values) : null;
    } catch (IOException | RuntimeException e) {
      // Whatever it is, it is not ours.
      return null;
    }
  }

  private static int checksum(int fingerprint, byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return (int) sum.getValue() ^ fingerprint;
  }

  private static byte[] write(ValueType type, Object value) {
    return type == ValueType.BYTES
        ? ((byte[]) value).clone()
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Object read(ValueType type, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BIG_INTEGER -> new BigInteger(text);
      case DECIMAL -> new BigDecimal(text);
      case TEXT, OBJECT_ID -> text;
      case UUID -> UUID.fromString(text);
      case BYTES -> bytes;
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
      case DATE_TIME -> Instant.parse(text);
      case JSON -> throw new IllegalArgumentException("JSON has no order");
    };
  }
}
