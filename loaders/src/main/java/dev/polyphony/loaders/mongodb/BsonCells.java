package dev.polyphony.loaders.mongodb;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonReader;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// Reads BSON values, first into plain Java, from there into cells.
final class BsonCells {
  private BsonCells() {}

  /// What a cell of the column holds for the value that the reader stands at.
  static @Nullable Object cell(Column column, BsonReader reader) {
    return cell(column, read(reader));
  }

  /// @param value as [#read] gives it
  static @Nullable Object cell(Column column, @Nullable Object value) {
    if (column.type() == ValueType.JSON) {
      return column.list() && !(value == null || value instanceof List<?>)
          ? new BadValue("expected list in %s, found another value".formatted(column.name()))
          : json(value);
    }
    return StoredValues.fromStored(
        column, column.stored() == ValueType.OBJECT_ID ? objectIds(column, value) : value);
  }

  /// Only an ObjectId is found again by the text that is made of it, so a text found in its place
  /// is no value of the column.
  private static @Nullable Object objectIds(Column column, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case ObjectId id -> id.toHexString();
      case List<?> list when column.list() -> {
        List<@Nullable Object> texts = new ArrayList<>(list.size());
        for (Object element : list) {
          texts.add(element instanceof List<?> ? bad(column) : objectIds(column, element));
        }
        yield texts;
      }
      default -> bad(column);
    };
  }

  private static BadValue bad(Column column) {
    return new BadValue("expected OBJECT_ID in %s, found another value".formatted(column.name()));
  }

  /// The value as plain Java; null for null. Types that nothing declared can hold stay BSON's own.
  static @Nullable Object read(BsonReader reader) {
    return switch (reader.getCurrentBsonType()) {
      case NULL -> {
        reader.readNull();
        yield null;
      }
      case UNDEFINED -> {
        reader.readUndefined();
        yield null;
      }
      case BOOLEAN -> reader.readBoolean();
      case INT32 -> reader.readInt32();
      case INT64 -> reader.readInt64();
      case DOUBLE -> reader.readDouble();
      case DECIMAL128 -> decimal(reader.readDecimal128());
      case STRING -> reader.readString();
      case SYMBOL -> reader.readSymbol();
      case DATE_TIME -> Instant.ofEpochMilli(reader.readDateTime());
      case OBJECT_ID -> reader.readObjectId();
      case BINARY -> binary(reader.readBinaryData());
      case ARRAY -> list(reader);
      case DOCUMENT -> document(reader);
      case TIMESTAMP -> reader.readTimestamp();
      case REGULAR_EXPRESSION -> reader.readRegularExpression();
      case JAVASCRIPT, JAVASCRIPT_WITH_SCOPE, DB_POINTER, MIN_KEY, MAX_KEY, END_OF_DOCUMENT -> {
        BsonType type = reader.getCurrentBsonType();
        reader.skipValue();
        yield type;
      }
    };
  }

  private static Object decimal(Decimal128 value) {
    if (!value.isFinite()) {
      return value.doubleValue();
    }
    // By its text: a negative zero has no other way into a BigDecimal.
    return value.isNegative() ? new BigDecimal(value.toString()) : value.bigDecimalValue();
  }

  private static Object binary(BsonBinary binary) {
    return org.bson.BsonBinarySubType.isUuid(binary.getType())
            && binary.getType() == org.bson.BsonBinarySubType.UUID_STANDARD.getValue()
            && binary.getData().length == 16
        ? binary.asUuid(UuidRepresentation.STANDARD)
        : binary.getData();
  }

  private static List<@Nullable Object> list(BsonReader reader) {
    List<@Nullable Object> values = new ArrayList<>();
    reader.readStartArray();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      values.add(read(reader));
    }
    reader.readEndArray();
    return values;
  }

  /// The object that the reader stands at, or the document that it has not begun.
  static Map<String, @Nullable Object> document(BsonReader reader) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      String name = reader.readName();
      values.put(name, read(reader));
    }
    reader.readEndDocument();
    return values;
  }

  /// What JSON has no type for becomes the text that the scalar of its kind would have.
  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> list -> {
        List<@Nullable Object> values = new ArrayList<>(list.size());
        for (Object element : list) {
          values.add(json(element));
        }
        yield values;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, element) -> values.put((String) name, json(element)));
        yield values;
      }
      case Double number when !Double.isFinite(number) -> number.toString();
      case Instant instant -> instant.toString();
      case ObjectId id -> id.toHexString();
      case UUID uuid -> uuid.toString();
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case BsonTimestamp timestamp -> Instant.ofEpochSecond(timestamp.getTime()).toString();
      case BsonRegularExpression pattern -> "/" + pattern.getPattern() + "/" + pattern.getOptions();
      case BsonType type -> type.name();
      default -> value;
    };
  }
}
