package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values as the driver sends them.
final class PostgresValues {
  private static final LocalDateTime FIRST = LocalDateTime.of(-4712, 1, 1, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(294_276, 12, 31, 0, 0);
  private static final LocalDate LAST_DATE = LocalDate.of(5_874_897, 1, 1);

  private PostgresValues() {}

  /// Why PostgreSQL cannot take a stored value, or null when it can. Asked before anything is sent:
  /// the driver would send a half surrogate as `?`, cut nanoseconds, and wrap dates around.
  static @Nullable String refusal(Object stored) {
    return switch (stored) {
      case String text -> textRefusal(text);
      case LocalDate date ->
          date.isBefore(FIRST.toLocalDate()) || date.isAfter(LAST_DATE)
              ? "a date out of range"
              : null;
      case LocalDateTime time -> timeRefusal(time);
      case Instant instant -> instantRefusal(instant);
      case LocalTime time -> time.toNanoOfDay() % 1000 == 0 ? null : "a time below microseconds";
      case Double number -> number.isNaN() || number.isInfinite() ? "no number" : null;
      default -> null;
    };
  }

  private static @Nullable String textRefusal(String text) {
    if (text.indexOf('\0') >= 0) {
      return "text with NUL";
    }
    return StoredValues.isWellFormed(text) ? null : "text with half a surrogate pair";
  }

  private static @Nullable String instantRefusal(Instant instant) {
    boolean known =
        instant.isAfter(FIRST.toInstant(ZoneOffset.UTC))
            && instant.isBefore(LAST.toInstant(ZoneOffset.UTC));
    return known
        ? timeRefusal(LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
        : "a time out of range";
  }

  private static @Nullable String timeRefusal(LocalDateTime time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      return "a time out of range";
    }
    return time.toLocalTime().toNanoOfDay() % 1000 == 0 ? null : "a time below microseconds";
  }

  /// A stored value as the driver takes it.
  static Object sent(Object stored) {
    return switch (stored) {
      case byte[] bytes -> Buffer.buffer(bytes);
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case BigInteger number -> new BigDecimal(number);
      default -> stored;
    };
  }

  /// Several stored values of a column as one array. Each is of the column's stored type.
  static @Nullable Object[] array(Column column, List<? extends @Nullable Object> stored) {
    ValueType type = column.enumNames().isEmpty() ? column.stored() : ValueType.TEXT;
    @Nullable Object[] array =
        switch (type) {
          case BOOLEAN -> new Boolean[stored.size()];
          case INT -> new Integer[stored.size()];
          case LONG -> new Long[stored.size()];
          case DOUBLE -> new Double[stored.size()];
          case BIG_INTEGER, DECIMAL -> new Number[stored.size()];
          case TEXT, OBJECT_ID -> new String[stored.size()];
          case UUID -> new UUID[stored.size()];
          case BYTES -> new Buffer[stored.size()];
          case DATE -> new LocalDate[stored.size()];
          case TIME -> new LocalTime[stored.size()];
          case LOCAL_DATE_TIME -> new LocalDateTime[stored.size()];
          case DATE_TIME -> new OffsetDateTime[stored.size()];
          case JSON -> new Object[stored.size()];
        };
    for (int i = 0; i < array.length; i++) {
      Object value = stored.get(i);
      array[i] = value == null ? null : sent(value);
    }
    return array;
  }
}
