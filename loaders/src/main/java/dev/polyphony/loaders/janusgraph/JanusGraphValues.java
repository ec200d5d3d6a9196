package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.JsonText;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Logical values as a graph holds them, and back. Bytes and JSON are text there: the server has no
/// way to send an array of bytes.
final class JanusGraphValues {
  private JanusGraphValues() {}

  /// Null when no property of that column can have the value.
  ///
  /// @throws StoreException when it is text that is none
  static @Nullable Object stored(Column column, Object value) {
    Object stored = StoredValues.toStored(column, value);
    if (stored instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (stored instanceof String text && !StoredValues.isWellFormed(text)) {
      throw new StoreException(FailureReason.REJECTED, "text with half of a surrogate pair");
    }
    return stored;
  }

  /// What tells a stored value of a key from others, whatever the graph's type of number.
  static Object identity(Object stored) {
    return switch (stored) {
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Byte number -> number.longValue();
      case Float number -> Double.valueOf(number.toString());
      default -> stored;
    };
  }

  /// Whether values have an order that the graph knows.
  static boolean isOrdered(Column column) {
    return switch (column.stored()) {
      case BOOLEAN, INT, LONG, DOUBLE, UUID, DATE_TIME -> true;
      case TEXT ->
          switch (column.type()) {
            case TEXT, DATE, TIME, LOCAL_DATE_TIME, DATE_TIME -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /// Java, and so the graph, orders the halves of a UUID as signed numbers; its text does not.
  static boolean isOrderedAsText(Column column) {
    return column.stored() == ValueType.UUID;
  }

  static Object ordered(Object stored) {
    return stored instanceof UUID uuid ? uuid.toString() : stored;
  }

  /// The list of the values that a property has; null for none, as a graph does not tell them
  /// apart.
  static @Nullable Object list(Column column, List<?> values) {
    if (values.isEmpty()) {
      return null;
    }
    List<@Nullable Object> elements = new ArrayList<>(values.size());
    values.forEach(value -> elements.add(element(column, value)));
    return elements;
  }

  static @Nullable Object element(Column column, @Nullable Object value) {
    if (column.stored() == ValueType.BYTES && value instanceof String text) {
      return StoredValues.fromStoredElement(column, bytes(column, text));
    }
    if (column.stored() == ValueType.JSON && value instanceof String text) {
      return json(column, text);
    }
    return StoredValues.fromStoredElement(column, value);
  }

  private static Object bytes(Column column, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new BadValue("expected Base64 in " + column.name());
    }
  }

  private static @Nullable Object json(Column column, String text) {
    try {
      return JsonText.parse(text);
    } catch (IOException e) {
      return new BadValue("expected JSON in " + column.name());
    }
  }
}
