package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.DocumentReader;
import dev.polyphony.loaders.JsonText;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one cell from a row of the driver.
///
/// @param width how many columns of the row it takes
/// @param read the cell, from the first of these columns
record ValueReader(int width, Reading read) {
  // Anything outside PostgreSQL's own range is how the driver says `infinity`.
  private static final int FIRST_YEAR = -4713;
  private static final int LAST_YEAR = 294_276;
  private static final int LAST_DATE = 5_874_897;
  private static final BadValue INFINITE = new BadValue("found a value without end or no number");

  @FunctionalInterface
  interface Reading {
    @Nullable Object cell(Row row, int at);
  }

  static ValueReader count() {
    return new ValueReader(1, Row::getLong);
  }

  static ValueReader value(Column column, NativeColumn found) {
    if (found.isNumeric()) {
      return new ValueReader(1, (row, at) -> fromStored(column, number(row.getString(at))));
    }
    if (isHeldAsItIs(column, found)) {
      Class<?> held = column.type().javaType();
      return new ValueReader(
          1,
          (row, at) -> {
            Object value = row.getValue(at);
            return held.isInstance(value) ? value : fromStored(column, plain(value));
          });
    }
    return new ValueReader(1, (row, at) -> fromStored(column, plain(row.getValue(at))));
  }

  /// The common cells: what the driver gives is the logical value, unless the table has changed.
  private static boolean isHeldAsItIs(Column column, NativeColumn found) {
    if (column.list() || !column.enumNames().isEmpty() || column.type() != column.stored()) {
      return false;
    }
    return switch (column.type()) {
      case INT -> found.type().equals("integer");
      case LONG -> found.type().equals("bigint");
      case BOOLEAN -> found.type().equals("boolean");
      case TEXT -> found.type().equals("text") || found.type().equals("character varying");
      default -> false;
    };
  }

  static ValueReader array(Column column, NativeColumn found) {
    Function<@Nullable Object, @Nullable Object> element = element(column, found);
    return new ValueReader(
        2,
        (row, at) -> {
          Integer dimensions = row.getInteger(at + 1);
          if (dimensions != null && dimensions > 1) {
            return new BadValue("expected list in " + column.name() + ", found lists in a list");
          }
          return row.getValue(at) instanceof Object[] elements
              ? fromStored(column, Arrays.stream(elements).map(element).toArray())
              : null;
        });
  }

  private static Function<@Nullable Object, @Nullable Object> element(
      Column column, NativeColumn found) {
    if (found.isNumeric()) {
      return ValueReader::number;
    }
    boolean json = found.type().equals("jsonb") || found.type().equals("json");
    return json ? text -> json(column, (String) text) : ValueReader::plain;
  }

  static ValueReader document(Column column) {
    return new ValueReader(1, (row, at) -> fromStored(column, json(column, row.getString(at))));
  }

  /// An embedded object, or a list of such.
  static ValueReader embedded(Column column, Projection projection) {
    DocumentReader reader = new DocumentReader(column, projection, ValueReader::fromStored);
    return new ValueReader(
        1,
        (row, at) -> {
          Object value = json(column, row.getString(at));
          return value instanceof BadValue ? value : reader.read(value);
        });
  }

  private static @Nullable Object json(Column column, @Nullable String text) {
    try {
      return text == null ? null : JsonText.parse(text);
    } catch (IOException beyondLimits) {
      return new BadValue("found JSON in " + column.name() + " that cannot be read");
    }
  }

  /// What StoredValues makes of it. An array's null elements stay.
  static @Nullable Object fromStored(Column column, @Nullable Object stored) {
    if (stored instanceof BadValue) {
      return stored;
    }
    if (column.type() == ValueType.JSON && !column.list()) {
      return stored;
    }
    if (stored instanceof Object[] elements) {
      return StoredValues.fromStored(column, Collections.unmodifiableList(Arrays.asList(elements)));
    }
    return StoredValues.fromStored(column, stored);
  }

  private static @Nullable Object number(@Nullable Object text) {
    if (text == null) {
      return null;
    }
    try {
      return new BigDecimal((String) text);
    } catch (NumberFormatException e) {
      return INFINITE;
    }
  }

  /// The driver's values as plain Java.
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Buffer bytes -> bytes.getBytes();
      case LocalDate date -> isInfinite(date.getYear(), LAST_DATE) ? INFINITE : date;
      case LocalDateTime time -> isInfinite(time.getYear(), LAST_YEAR) ? INFINITE : time;
      case OffsetDateTime time ->
          isInfinite(time.getYear(), LAST_YEAR) ? INFINITE : time.toInstant();
      default -> value;
    };
  }

  private static boolean isInfinite(int year, int last) {
    return year < FIRST_YEAR || year > last;
  }
}
