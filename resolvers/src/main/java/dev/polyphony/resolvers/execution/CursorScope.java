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
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the cursors of one list are tied to: the field, its arguments and its order, and the key
/// that seals them. A cursor is the values of the order's fields in one row, as opaque text.
///
/// @param seal of the gateway, the same in all its instances
/// @param context a digest of the field, its arguments and its order
/// @param columns those of the order's fields
record CursorScope(CursorSeal seal, String context, List<Column> columns) {
  private static final int VERSION = 2;

  CursorScope {
    columns = List.copyOf(columns);
  }

  /// @param values one for each column, null included
  String encode(@Nullable Object[] values) {
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
      out.write(seal.of(context, bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(bytes.toByteArray());
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The position of a cursor, or null when it is not one of this list, or was edited.
  @Nullable Position decode(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      int end = bytes.length - CursorSeal.LENGTH;
      // Several texts mean the same bytes: what follows the last bit, and padding, are ignored.
      if (end < 1 || bytes[0] != VERSION || !text(bytes).equals(cursor)) {
        return null;
      }
      byte[] body = Arrays.copyOf(bytes, end);
      byte[] sealed = Arrays.copyOfRange(bytes, end, bytes.length);
      if (!MessageDigest.isEqual(sealed, seal.of(context, body))) {
        return null;
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
      in.readByte();
      List<@Nullable Object> values = new ArrayList<>();
      for (Column column : columns) {
        int length = in.readInt();
        values.add(length < 0 ? null : read(column.type(), in.readNBytes(length)));
      }
      return in.available() == 0 ? Position.of(values) : null;
    } catch (IOException | RuntimeException e) {
      // Whatever it is, it is not ours.
      return null;
    }
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
