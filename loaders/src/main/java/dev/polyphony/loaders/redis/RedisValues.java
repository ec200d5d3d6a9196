package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.JsonText;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values as Redis holds them: text in one form for each type, bytes as they are, lists and objects
/// as JSON.
final class RedisValues {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,400}(\\.[0-9]{0,400})?([eE][-+]?[0-9]{1,4})?");

  /// A decimal of more digits than this after (or before) its point is no value but an attack.
  private static final int MOST_DIGITS = 20_000;

  private RedisValues() {}

  /// The text of a value in a key, of a member or of a bound; null when the column cannot have it.
  ///
  /// @throws StoreException REJECTED when it is no text
  static @Nullable String text(Column column, Object value) {
    if (value instanceof String text && !StoredValues.isWellFormed(text)) {
      throw new StoreException(FailureReason.REJECTED, "text with half of a surrogate pair");
    }
    Object stored = StoredValues.toStored(column, value);
    return stored == null ? null : stored.toString();
  }

  /// The cell of a value that stands for itself.
  static @Nullable Object cell(Column column, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (column.stored() == ValueType.BYTES && !column.list()) {
      return bytes;
    }
    String text = text(bytes);
    if (text == null) {
      return bad(column, "is no UTF-8 text");
    }
    return column.list() || column.type() == ValueType.JSON
        ? document(column, json(text))
        : cell(column, text);
  }

  static @Nullable Object cell(Column column, String text) {
    return switch (column.stored()) {
      case BOOLEAN -> bool(column, text);
      case INT, LONG ->
          WHOLE.matcher(text).matches() ? whole(column, text) : bad(column, "is no whole number");
      case DOUBLE ->
          NUMBER.matcher(text).matches()
              ? StoredValues.fromStored(column, Double.valueOf(text))
              : bad(column, "is no number");
      default ->
          column.type() == ValueType.DECIMAL && isEndless(text)
              ? bad(column, "is no decimal")
              : StoredValues.fromStored(column, text);
    };
  }

  private static @Nullable Object bool(Column column, String text) {
    return switch (text) {
      case "true", "1" -> StoredValues.fromStored(column, true);
      case "false", "0" -> StoredValues.fromStored(column, false);
      default -> bad(column, "is no Boolean");
    };
  }

  private static @Nullable Object whole(Column column, String text) {
    try {
      return StoredValues.fromStored(column, Long.valueOf(text));
    } catch (NumberFormatException e) {
      return bad(column, "is too large");
    }
  }

  /// Whether writing it out would take more digits than anybody stores.
  private static boolean isEndless(String text) {
    try {
      return text.length() > MOST_DIGITS
          || Math.abs((long) new BigDecimal(text).scale()) > MOST_DIGITS;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /// The score of a member, which the server sends as the shortest text of a double, or nearly so.
  static @Nullable Object score(Column column, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      BigDecimal score = new BigDecimal(text);
      return StoredValues.fromStored(column, plain(column, score));
    } catch (NumberFormatException e) {
      // Scores without end are none of GraphQL's numbers.
      return bad(column, "is no number");
    }
  }

  /// A whole score of 2^63 and more is no number of the column, and must not be written out.
  private static Object plain(Column column, BigDecimal score) {
    return column.stored() == ValueType.DOUBLE ? (Object) score.doubleValue() : score;
  }

  /// The cell of a value inside a document.
  static @Nullable Object document(Column column, @Nullable Object value) {
    if (value instanceof BadValue) {
      return value;
    }
    if (column.type() == ValueType.BYTES) {
      return StoredValues.fromStored(column, decoded(value));
    }
    return column.type() == ValueType.JSON && !column.list()
        ? value
        : StoredValues.fromStored(column, value);
  }

  /// JSON has no bytes: they are in Base64 there.
  private static @Nullable Object decoded(@Nullable Object value) {
    if (value instanceof List<?> elements) {
      List<@Nullable Object> bytes = new ArrayList<>();
      elements.forEach(element -> bytes.add(decoded(element)));
      return bytes;
    }
    try {
      return value instanceof String text ? Base64.getDecoder().decode(text) : value;
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /// A document as parsed, or what is wrong with it.
  static @Nullable Object json(String text) {
    try {
      return JsonText.parse(text);
    } catch (IOException e) {
      return new BadValue("found no JSON");
    }
  }

  /// Null where the bytes are none.
  static @Nullable String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static BadValue bad(Column column, String what) {
    return new BadValue("the value of " + column.name() + " " + what);
  }
}
