package dev.polyphony.schema.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order of a column's logical values where the gateway compares them itself: null is greater
/// than every value, text goes by its UTF-8 bytes, and an `ID` that is stored as a number by its
/// number, as its store has it.
public final class ValueOrder {
  private ValueOrder() {}

  /// @throws IllegalArgumentException when values of this kind have no order
  public static int compare(Column column, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    boolean number = column.stored() == ValueType.LONG || column.stored() == ValueType.INT;
    return left instanceof String text && number
        ? compareNumbers(text, (String) right)
        : compareSame(left, right);
  }

  /// The same for two values of one type, whatever column they come from.
  ///
  /// @throws IllegalArgumentException when values of this kind have no order
  public static int compareSame(Object left, Object right) {
    return switch (left) {
      case String text -> compareText(text, (String) right);
      // Java compares the halves of a UUID as signed numbers.
      case UUID uuid -> uuid.toString().compareTo(right.toString());
      case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) right);
      case BigDecimal number -> number.compareTo((BigDecimal) right);
      case Comparable<?> value -> compareNatural(value, right);
      default -> throw new IllegalArgumentException("no order on " + left.getClass());
    };
  }

  /// What is no number, though it should be one, comes after all numbers.
  private static int compareNumbers(String left, String right) {
    boolean number = isNumber(left);
    if (number != isNumber(right)) {
      return number ? -1 : 1;
    }
    return number
        ? new BigInteger(left).compareTo(new BigInteger(right))
        : compareText(left, right);
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+");
  }

  private static int compareText(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked") // both are of the column's logical type
  private static int compareNatural(Comparable<?> left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
