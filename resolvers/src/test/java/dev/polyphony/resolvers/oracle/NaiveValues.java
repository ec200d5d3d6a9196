package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What values mean, said once more in the plainest way.
final class NaiveValues {
  private NaiveValues() {}

  /// All values that a path leads to, through objects and lists of them; nulls are left out.
  static List<Object> at(Map<String, @Nullable Object> row, FieldPath path) {
    List<Object> values = new ArrayList<>();
    collect(row, path.segments(), values);
    return values;
  }

  private static void collect(@Nullable Object value, List<String> path, List<Object> values) {
    switch (value) {
      case null -> {}
      case List<?> list -> list.forEach(element -> collect(element, path, values));
      case Map<?, ?> map when !path.isEmpty() ->
          collect(map.get(path.getFirst()), path.subList(1, path.size()), values);
      default -> values.add(value);
    }
  }

  static boolean holdsBad(List<Object> values) {
    return values.contains(Bad.VALUE);
  }

  static boolean equal(Object left, Object right) {
    if (left instanceof byte[] bytes) {
      return right instanceof byte[] others && Arrays.equals(bytes, others);
    }
    return (left instanceof Number && right instanceof Number)
        ? number(left).compareTo(number(right)) == 0
        : left.equals(right);
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(value.toString());
  }

  /// Rows in an order: null is greater than every value.
  static Comparator<NaiveRow> comparator(Mapping mapping, List<FieldOrder> order) {
    return (left, right) -> {
      for (FieldOrder field : order) {
        Column column = mapping.column(field.field());
        int compared = compare(column, single(left, field), single(right, field));
        if (compared != 0) {
          return field.direction() == Direction.ASC ? compared : -compared;
        }
      }
      return 0;
    };
  }

  private static @Nullable Object single(NaiveRow row, FieldOrder order) {
    List<Object> values = at(row.values(), order.field());
    return values.isEmpty() || values.getFirst() == Bad.VALUE ? null : values.getFirst();
  }

  static int compare(Column column, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    return switch (left) {
      case Number number -> number(number).compareTo(number(right));
      case String text when isWhole(column) -> number(text).compareTo(number(right));
      case String text -> byCodePoint(text, right.toString());
      // The order of their bytes, which Java's own is not.
      case UUID uuid -> uuid.toString().compareTo(right.toString());
      case byte[] bytes when right instanceof byte[] others ->
          Arrays.compareUnsigned(bytes, others);
      case Comparable<?> other -> compareRaw(other, right);
      default -> throw new IllegalStateException("no order on " + left.getClass());
    };
  }

  private static boolean isWhole(Column column) {
    return column.stored() == ValueType.LONG || column.stored() == ValueType.INT;
  }

  private static int byCodePoint(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }

  @SuppressWarnings("unchecked")
  private static int compareRaw(Comparable<?> left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  /// Whether a client's value can be one of this column: an `ID` must be written as it is stored.
  static boolean fits(Column column, Object value) {
    if (!isWhole(column) || !(value instanceof String text)) {
      return true;
    }
    return text.matches("0|-?[1-9][0-9]{0,17}");
  }
}
