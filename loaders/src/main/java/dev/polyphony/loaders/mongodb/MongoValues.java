package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Logical values as the server is told them. Reading them back is [BsonCells]'.
final class MongoValues {
  /// A value as the server is told it.
  ///
  /// @param normal what the server holds equal to it, see [BsonOrder]
  /// @param exact false for a time finer than BSON holds: `bson` is then the last one before it,
  ///   which it is greater than and equal to nothing
  record Bound(BsonValue bson, Object normal, boolean exact) {}

  private MongoValues() {}

  /// The value that a column compares with, or null when it can be no value of that column: then it
  /// equals nothing.
  ///
  /// @throws StoreException REJECTED for a value that BSON cannot hold
  static @Nullable Bound bind(Column column, Object value) {
    Object stored = value instanceof Number && isNumeric(column) ? value : toStored(column, value);
    if (stored == null) {
      return null;
    }
    return switch (stored) {
      case LocalDateTime time -> instant(time.toInstant(ZoneOffset.UTC));
      case LocalDate date -> instant(date.atStartOfDay().toInstant(ZoneOffset.UTC));
      case Instant instant -> instant(instant);
      case String text when column.stored() == ValueType.OBJECT_ID -> {
        ObjectId id = new ObjectId(text);
        yield new Bound(new BsonObjectId(id), id, true);
      }
      default -> new Bound(bson(stored), BsonOrder.normal(stored), true);
    };
  }

  /// Numbers of all BSON types compare by value, so a number needs not be of the column's type, and
  /// one beyond that type's range still has its place in the order.
  private static boolean isNumeric(Column column) {
    return switch (column.stored()) {
      case INT, LONG, DOUBLE, BIG_INTEGER, DECIMAL -> true;
      default -> false;
    };
  }

  private static @Nullable Object toStored(Column column, Object value) {
    return StoredValues.toStored(column, value);
  }

  private static Bound instant(Instant instant) {
    Instant cut = instant.truncatedTo(ChronoUnit.MILLIS);
    try {
      return new Bound(new BsonDateTime(cut.toEpochMilli()), cut, cut.equals(instant));
    } catch (ArithmeticException e) {
      throw new StoreException(FailureReason.REJECTED, "a time that BSON cannot hold", e);
    }
  }

  private static BsonValue bson(Object value) {
    return switch (value) {
      case Boolean flag -> BsonBoolean.valueOf(flag);
      case Integer number -> new BsonInt32(number);
      case Long number -> new BsonInt64(number);
      case Double number -> new BsonDouble(number);
      case BigDecimal number -> decimal(number);
      case BigInteger number ->
          number.bitLength() < 64
              ? new BsonInt64(number.longValue())
              : decimal(new BigDecimal(number));
      case String text -> new BsonString(wellFormed(text));
      case UUID uuid -> new BsonBinary(uuid, UuidRepresentation.STANDARD);
      case byte[] bytes -> new BsonBinary(bytes);
      default ->
          throw new StoreException(
              FailureReason.UNSUPPORTED, "no BSON type for " + value.getClass().getSimpleName());
    };
  }

  private static BsonValue decimal(BigDecimal number) {
    try {
      return new BsonDecimal128(new Decimal128(number));
    } catch (NumberFormatException e) {
      throw new StoreException(
          FailureReason.REJECTED, "a number of more digits than Decimal128 holds", e);
    }
  }

  static String wellFormed(String text) {
    if (!StoredValues.isWellFormed(text)) {
      throw new StoreException(FailureReason.REJECTED, "text with half of a surrogate pair");
    }
    return text;
  }
}
