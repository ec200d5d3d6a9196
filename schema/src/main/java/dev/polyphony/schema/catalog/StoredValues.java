package dev.polyphony.schema.catalog;

import dev.polyphony.schema.rows.BadValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one conversion between logical values and those that a store holds, for every kind.
///
/// A store turns what its driver gives into plain Java (numbers, String, UUID, byte[], java.time,
/// lists, maps) and has the rest done here; nothing is rounded or cut on the way.
public final class StoredValues {
  // Fixed width, so that text order is time order.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter LOCAL_DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");

  private StoredValues() {}

  /// A logical value (of a list: one of its elements) as the column stores it, or null when it
  /// cannot be a value of that column, such as the ID `x` where numbers are stored.
  public static @Nullable Object toStored(Column column, Object value) {
    try {
      return toStored(column, column.stored(), value);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /// A logical value as it comes back from the column, in which an ID may have one form only; null
  /// when the column cannot hold it.
  public static @Nullable Object canonical(Column column, Object value) {
    Object stored = toStored(column, value);
    boolean oneForm = column.stored() != ValueType.UUID && column.stored() != ValueType.OBJECT_ID;
    if (stored == null || oneForm) {
      return stored == null ? null : value;
    }
    Object form = fromStoredElement(column, stored);
    return form instanceof BadValue ? null : form;
  }

  private static @Nullable Object toStored(Column column, ValueType stored, Object value) {
    if (!column.enumNames().isEmpty()) {
      return column.enumNames().get(value);
    }
    return switch (stored) {
      case INT -> value instanceof String text ? Integer.valueOf(digits(text)) : exactInt(value);
      case LONG -> value instanceof String text ? Long.valueOf(digits(text)) : exactLong(value);
      case UUID -> value instanceof String text ? uuid(text) : value;
      case OBJECT_ID -> objectId(value);
      case TEXT -> asText(value);
      case DECIMAL -> value instanceof BigInteger whole ? new BigDecimal(whole) : value;
      case DATE_TIME ->
          switch (value) {
            case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            default -> value;
          };
      case BOOLEAN, DOUBLE, BIG_INTEGER, BYTES, DATE, TIME, LOCAL_DATE_TIME, JSON -> value;
    };
  }

  /// What a client's `ID` may look like where integers are stored: `007` and `+7` would be other
  /// names of `7`, so they are not names at all.
  private static String digits(String text) {
    // By hand: a pattern would cost more than the whole lookup of a key.
    int first = text.startsWith("-") ? 1 : 0;
    boolean leadingZero = text.length() > 1 && text.charAt(first % text.length()) == '0';
    if (text.length() == first || leadingZero || !allDigits(text, first)) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private static boolean allDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object uuid(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object objectId(Object value) {
    return value instanceof String text && OBJECT_ID.matcher(text).matches()
        ? text.toLowerCase(Locale.ROOT)
        : null;
  }

  private static Object asText(Object value) {
    return switch (value) {
      case LocalTime time -> TIME.format(time);
      case LocalDateTime time -> LOCAL_DATE_TIME.format(time);
      case Instant instant -> DATE_TIME.format(instant);
      case BigDecimal decimal -> decimal.toPlainString();
      default -> value.toString();
    };
  }

  /// What a cell holds for a value that the driver gave: null, a logical value, a list of such, or
  /// a [BadValue].
  public static @Nullable Object fromStored(Column column, @Nullable Object stored) {
    if (stored == null || !column.list()) {
      return fromStoredElement(column, stored);
    }
    if (stored instanceof Object[] array) {
      return list(column, List.of(array));
    }
    return stored instanceof List<?> list ? list(column, list) : bad(column, "list", stored);
  }

  private static Object list(Column column, List<?> elements) {
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      values.add(fromStoredElement(column, element));
    }
    return values;
  }

  /// Like [#fromStored], for one element of a list or a single value.
  public static @Nullable Object fromStoredElement(Column column, @Nullable Object stored) {
    if (stored == null || stored instanceof BadValue) {
      return stored;
    }
    if (!column.enumNames().isEmpty()) {
      return enumValue(column, stored);
    }
    try {
      // Where an ID is stored as text, a number found there could not be looked up by it again.
      boolean plainText = column.type() == ValueType.TEXT && column.stored() == ValueType.TEXT;
      Object value = plainText ? as(String.class, stored) : logical(column.type(), stored);
      return value == null ? bad(column, column.type().name(), stored) : value;
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      return bad(column, column.type().name(), stored);
    }
  }

  private static Object enumValue(Column column, Object stored) {
    for (Map.Entry<String, String> entry : column.enumNames().entrySet()) {
      if (entry.getValue().equals(stored)) {
        return entry.getKey();
      }
    }
    return bad(column, "one of the enum's values", stored);
  }

  /// A value that lies in no column, as one of a type, or null when it is none.
  public static @Nullable Object toLogical(ValueType type, Object value) {
    try {
      return logical(type, value);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Object logical(ValueType type, Object stored) {
    return switch (type) {
      case BOOLEAN -> stored instanceof Boolean ? stored : null;
      case INT -> stored instanceof Number ? exactInt(stored) : null;
      case LONG -> stored instanceof Number ? exactLong(stored) : null;
      case DOUBLE -> asDouble(stored);
      case BIG_INTEGER -> asBigInteger(stored);
      case DECIMAL -> asDecimal(stored);
      case TEXT, OBJECT_ID -> text(stored);
      case UUID ->
          stored instanceof String text ? uuid(text) : stored instanceof UUID ? stored : null;
      case BYTES -> stored instanceof byte[] ? stored : null;
      case DATE -> asDate(stored);
      case TIME ->
          stored instanceof String text ? LocalTime.parse(text) : as(LocalTime.class, stored);
      case LOCAL_DATE_TIME -> asLocalDateTime(stored);
      case DATE_TIME -> asInstant(stored);
      case JSON -> stored;
    };
  }

  private static @Nullable Object as(Class<?> type, Object stored) {
    return type.isInstance(stored) ? stored : null;
  }

  private static Object exactInt(Object value) {
    return switch (value) {
      case Integer number -> number;
      case Short number -> number.intValue();
      default -> Math.toIntExact(exactLong(value));
    };
  }

  private static Long exactLong(Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      default -> new BigDecimal(value.toString()).longValueExact();
    };
  }

  private static @Nullable Object asDouble(Object stored) {
    return switch (stored) {
      case Double number -> Double.isFinite(number) ? number : null;
      // By its text, so that 0.1f is 0.1 and not 0.10000000149011612.
      case Float number -> Float.isFinite(number) ? Double.valueOf(number.toString()) : null;
      case Number number -> {
        Double value = Double.valueOf(number.toString());
        yield Double.isFinite(value) ? value : null;
      }
      default -> null;
    };
  }

  private static @Nullable Object asBigInteger(Object stored) {
    return switch (stored) {
      case BigInteger number -> number;
      case Number number -> new BigDecimal(number.toString()).toBigIntegerExact();
      case String text -> new BigInteger(text);
      default -> null;
    };
  }

  private static @Nullable Object asDecimal(Object stored) {
    return switch (stored) {
      case BigDecimal number -> number;
      case Number number -> new BigDecimal(number.toString());
      case String text -> new BigDecimal(text);
      default -> null;
    };
  }

  /// An `ID` comes from whatever its store holds; a fraction is no identity.
  private static @Nullable Object text(Object stored) {
    return switch (stored) {
      case String text -> text;
      case UUID uuid -> uuid.toString();
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Short number -> number.toString();
      default -> null;
    };
  }

  private static @Nullable Object asDate(Object stored) {
    return switch (stored) {
      case LocalDate date -> date;
      case String text -> LocalDate.parse(text);
      case Instant instant -> {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        yield time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate() : null;
      }
      default -> null;
    };
  }

  private static @Nullable Object asLocalDateTime(Object stored) {
    return switch (stored) {
      case LocalDateTime time -> time;
      case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      case String text -> LocalDateTime.parse(text);
      default -> null;
    };
  }

  private static @Nullable Object asInstant(Object stored) {
    return switch (stored) {
      case Instant instant -> instant;
      case OffsetDateTime time -> time.toInstant();
      case String text -> OffsetDateTime.parse(text).toInstant();
      default -> null;
    };
  }

  private static BadValue bad(Column column, String expected, Object stored) {
    return new BadValue(
        "expected %s in %s, found %s"
            .formatted(expected, column.name(), stored.getClass().getSimpleName()));
  }

  /// Whether text can be stored and sent: it holds no half of a surrogate pair.
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
