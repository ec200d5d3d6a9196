package dev.polyphony.loaders.cassandra;

import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.ASCII;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.BIGINT;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.BLOB;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.BOOLEAN;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.COUNTER;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.DATE;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.DECIMAL;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.DOUBLE;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.DURATION;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.FLOAT;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.INET;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.INT;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.SMALLINT;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.TIME;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.TIMESTAMP;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.TIMEUUID;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.TINYINT;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.UUID;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.VARCHAR;
import static com.datastax.oss.protocol.internal.ProtocolConstants.DataType.VARINT;

import com.datastax.oss.driver.api.core.type.DataType;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Logical values as the server is told them. Reading them back is [CassandraCells]'.
final class CassandraValues {
  /// The longest that a part of a key may be, in bytes.
  private static final int LONGEST = 65_535;

  private CassandraValues() {}

  /// A value as a key of this column may hold it, or null when it can be none: then it equals
  /// nothing. Times become points in time.
  ///
  /// @throws StoreException REJECTED for a value that cannot be sent
  static @Nullable Object plain(Column column, Object value) {
    Object stored = StoredValues.toStored(column, value);
    return switch (stored) {
      case null -> null;
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case String text -> text(text);
      case byte[] bytes -> blob(bytes);
      default -> stored;
    };
  }

  private static Object text(String text) {
    if (!StoredValues.isWellFormed(text)) {
      throw CassandraErrors.rejected("text with half of a surrogate pair");
    }
    // A character is three bytes at most.
    if (text.length() > LONGEST / 3 && text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw CassandraErrors.rejected("text that is longer than a key may be");
    }
    return text;
  }

  private static Object blob(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw CassandraErrors.rejected("bytes that are longer than a key may be");
    }
    return ByteBuffer.wrap(bytes);
  }

  /// Whether a point in time is finer than the server's milliseconds.
  static boolean isTooFine(Object plain) {
    return plain instanceof Instant instant
        && !instant.truncatedTo(ChronoUnit.MILLIS).equals(instant);
  }

  /// The last one before it that the server can hold.
  static Object truncated(Object plain) {
    return plain instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MILLIS) : plain;
  }

  static boolean isEmpty(@Nullable Object plain) {
    return switch (plain) {
      case String text -> text.isEmpty();
      case ByteBuffer bytes -> !bytes.hasRemaining();
      case null, default -> false;
    };
  }

  /// A plain value as the codec of the column's own type takes it, or null when the type has no
  /// such value.
  ///
  /// @throws StoreException BAD_DATA when the type has no values of that kind at all
  static @Nullable Object bound(String column, DataType type, Object plain) {
    return switch (type.getProtocolCode()) {
      case ASCII -> plain instanceof String text ? ascii(text) : unfit(column, type);
      case VARCHAR -> plain instanceof String text ? text : unfit(column, type);
      case INT, BIGINT, COUNTER, SMALLINT, TINYINT, VARINT, DECIMAL, DOUBLE, FLOAT ->
          plain instanceof Number number
              ? number(type.getProtocolCode(), number)
              : unfit(column, type);
      case BOOLEAN -> plain instanceof Boolean ? plain : unfit(column, type);
      case UUID -> uuid(column, type, plain);
      case TIMEUUID ->
          uuid(column, type, plain) instanceof java.util.UUID uuid && uuid.version() == 1
              ? uuid
              : null;
      case BLOB -> plain instanceof ByteBuffer bytes ? bytes.duplicate() : unfit(column, type);
      case DATE -> plain instanceof LocalDate ? plain : unfit(column, type);
      case TIME -> plain instanceof LocalTime ? plain : unfit(column, type);
      case TIMESTAMP -> plain instanceof Instant instant ? instant(instant) : unfit(column, type);
      case INET -> plain instanceof String text ? address(text) : unfit(column, type);
      default -> unfit(column, type);
    };
  }

  /// Whether values of a declared stored type are read from a column of this type, and bound to it.
  static boolean fits(ValueType stored, DataType type) {
    int code = type.getProtocolCode();
    return switch (stored) {
      case BOOLEAN -> code == BOOLEAN;
      case INT, LONG, DOUBLE, BIG_INTEGER, DECIMAL ->
          switch (code) {
            case INT, BIGINT, COUNTER, SMALLINT, TINYINT, VARINT, DECIMAL, DOUBLE, FLOAT -> true;
            default -> false;
          };
      case TEXT -> code == ASCII || code == VARCHAR || code == INET || code == DURATION;
      case UUID -> code == UUID || code == TIMEUUID;
      case BYTES -> code == BLOB;
      case DATE -> code == DATE;
      case TIME -> code == TIME;
      case LOCAL_DATE_TIME, DATE_TIME -> code == TIMESTAMP;
      case JSON, OBJECT_ID -> false;
    };
  }

  private static @Nullable Object unfit(String column, DataType type) {
    throw new StoreException(
        FailureReason.BAD_DATA,
        "the column %s is %s, which does not fit its declaration; does @column(type:) match?"
            .formatted(column, type));
  }

  private static @Nullable Object ascii(String text) {
    return text.chars().allMatch(c -> c < 128) ? text : null;
  }

  private static @Nullable Object uuid(String column, DataType type, Object plain) {
    if (plain instanceof java.util.UUID) {
      return plain;
    }
    if (!(plain instanceof String text)) {
      return unfit(column, type);
    }
    try {
      return java.util.UUID.fromString(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static @Nullable Object instant(Instant instant) {
    try {
      return isTooFine(instant) ? null : Instant.ofEpochMilli(instant.toEpochMilli());
    } catch (ArithmeticException tooFar) {
      return null;
    }
  }

  /// Only what is written as an address: no name is looked up.
  private static @Nullable Object address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static @Nullable Object number(int type, Number number) {
    try {
      return switch (type) {
        case INT -> exact(number).intValueExact();
        case BIGINT, COUNTER -> number instanceof Long ? number : exact(number).longValueExact();
        case SMALLINT -> exact(number).shortValueExact();
        case TINYINT -> exact(number).byteValueExact();
        case VARINT -> number instanceof BigInteger ? number : exact(number).toBigIntegerExact();
        case DECIMAL -> exact(number);
        case DOUBLE -> number.doubleValue();
        default -> single(number);
      };
    } catch (ArithmeticException none) {
      return null;
    }
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
  }

  /// The number of single precision that reads back as this one.
  private static @Nullable Object single(Number number) {
    float single = number.floatValue();
    return Double.valueOf(Float.toString(single)).equals(number.doubleValue()) ? single : null;
  }
}
