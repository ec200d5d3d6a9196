package dev.polyphony.loaders.mongodb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.bson.types.ObjectId;

/// When MongoDB holds two values for equal, and which it sorts first, in terms of a normal form:
/// `1`, `1.0` and `NumberLong(1)` have the same.
///
/// Needed to give documents back to the keys that they were asked for, and to merge the parts of an
/// order; never to sort what a server can sort.
final class BsonOrder {
  private BsonOrder() {}

  /// The form in which equal values are equal Java objects.
  static Object normal(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Double number -> normal(number);
      case BigDecimal number -> normal(number);
      case BigInteger number -> normal(new BigDecimal(number));
      case byte[] bytes -> ByteBuffer.wrap(bytes);
      default -> value;
    };
  }

  private static Object normal(Double number) {
    if (!Double.isFinite(number)) {
      return number;
    }
    return normal(new BigDecimal(number));
  }

  private static Object normal(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean whole = stripped.scale() <= 0;
    if (whole && stripped.precision() - (long) stripped.scale() <= 19) {
      long rounded = stripped.longValue();
      if (BigDecimal.valueOf(rounded).compareTo(stripped) == 0) {
        return rounded;
      }
    }
    return stripped;
  }

  /// Compares two values in normal form as the server sorts them.
  static int compare(Object left, Object right) {
    int byType = Integer.compare(rank(left), rank(right));
    if (byType != 0) {
      return byType;
    }
    return switch (left) {
      case Number number -> compareNumbers(number, (Number) right);
      case String text -> compareTexts(text, (String) right);
      case ByteBuffer bytes -> compareBytes(bytes, (ByteBuffer) right);
      case UUID uuid -> compareUuids(uuid, (UUID) right);
      case ObjectId id -> id.compareTo((ObjectId) right);
      case Boolean flag -> flag.compareTo((Boolean) right);
      case Instant instant -> instant.compareTo((Instant) right);
      default -> 0;
    };
  }

  private static int rank(Object value) {
    return switch (value) {
      case Number _ -> 2;
      case String _ -> 3;
      case ByteBuffer _ -> 6;
      case UUID _ -> 7;
      case ObjectId _ -> 8;
      case Boolean _ -> 9;
      case Instant _ -> 10;
      default -> 11;
    };
  }

  private static int compareNumbers(Number left, Number right) {
    if (left instanceof Long one && right instanceof Long other) {
      return Long.compare(one, other);
    }
    // What is still a Double is no finite number. NaN comes before all others.
    double leftDouble = left.doubleValue();
    double rightDouble = right.doubleValue();
    if (Double.isNaN(leftDouble) || Double.isNaN(rightDouble)) {
      return Boolean.compare(!Double.isNaN(leftDouble), !Double.isNaN(rightDouble));
    }
    if (left instanceof Double || right instanceof Double) {
      return Double.compare(leftDouble, rightDouble);
    }
    return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
  }

  /// By UTF-8 bytes, which is the order of code points.
  private static int compareTexts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        boolean differ = Character.isSurrogate(one) != Character.isSurrogate(other);
        return differ ? (Character.isSurrogate(one) ? 1 : -1) : Character.compare(one, other);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareBytes(ByteBuffer left, ByteBuffer right) {
    int byLength = Integer.compare(left.remaining(), right.remaining());
    if (byLength != 0) {
      return byLength;
    }
    int at = left.mismatch(right);
    return at < 0 ? 0 : Byte.compareUnsigned(left.get(at), right.get(at));
  }

  private static int compareUuids(UUID left, UUID right) {
    int byFirst =
        Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return byFirst != 0
        ? byFirst
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }
}
