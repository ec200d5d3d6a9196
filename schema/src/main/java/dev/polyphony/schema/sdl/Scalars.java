package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.ValueType;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The scalars: name, logical type, how a value is read and how it leaves. Those of
/// graphql-java-extended-scalars are used where they are exact.
public final class Scalars {
  private static final Map<String, GraphQLScalarType> TYPES = new LinkedHashMap<>();
  private static final Map<String, ValueType> LOGICAL = new LinkedHashMap<>();

  static {
    add("Int", ValueType.INT, graphql.Scalars.GraphQLInt);
    add("Float", ValueType.DOUBLE, graphql.Scalars.GraphQLFloat);
    add("Boolean", ValueType.BOOLEAN, graphql.Scalars.GraphQLBoolean);
    add("String", ValueType.TEXT, graphql.Scalars.GraphQLString);
    add(
        "ID",
        ValueType.TEXT,
        graphql.Scalars.GraphQLID.transform(scalar -> scalar.coercing(new IdCoercing())));
    add("JSON", ValueType.JSON, ExtendedScalars.Json);
    add("Long", ValueType.LONG, "A whole number of 64 bits.", Scalars::toLong);
    add("BigInt", ValueType.BIG_INTEGER, "A whole number of any size, as text.", BigInteger::new);
    add("BigDecimal", ValueType.DECIMAL, "An exact decimal number, as text.", BigDecimal::new);
    add("UUID", ValueType.UUID, "A UUID.", Scalars::toUuid);
    add("Bytes", ValueType.BYTES, "Bytes, in Base64.", Base64.getDecoder()::decode);
    add("Date", ValueType.DATE, "A day, such as `2026-11-25`.", LocalDate::parse);
    add("LocalTime", ValueType.TIME, "A time of day, such as `17:30:00`.", LocalTime::parse);
    add(
        "LocalDateTime",
        ValueType.LOCAL_DATE_TIME,
        "A day and a time of day without a zone, such as `2026-11-25T17:30:00`.",
        LocalDateTime::parse);
    add(
        "DateTime",
        ValueType.DATE_TIME,
        "A point in time, such as `2026-11-25T17:30:00Z`; leaves as UTC.",
        text -> OffsetDateTime.parse(text).toInstant());
  }

  private Scalars() {}

  private static void add(String name, ValueType type, GraphQLScalarType scalar) {
    TYPES.put(name, scalar);
    LOGICAL.put(name, type);
  }

  private static void add(
      String name, ValueType type, String description, Function<String, Object> read) {
    GraphQLScalarType scalar =
        GraphQLScalarType.newScalar()
            .name(name)
            .description(description)
            .coercing(new TextCoercing(name, type, read))
            .build();
    add(name, type, scalar);
  }

  /// [UUID#fromString] also takes short groups.
  private static Object toUuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("a UUID has 36 characters");
    }
    return UUID.fromString(text);
  }

  private static Object toLong(String text) {
    return new BigDecimal(text).longValueExact();
  }

  /// By name; all of them can be used without being declared.
  public static Map<String, GraphQLScalarType> all() {
    return java.util.Collections.unmodifiableMap(TYPES);
  }

  /// The logical type of a scalar, or null when there is no such scalar.
  public static @Nullable ValueType logical(String scalar) {
    return LOGICAL.get(scalar);
  }

  /// How a logical value leaves: a text, a number, a Boolean, or for JSON the value itself.
  public static Object output(ValueType type, Object value) {
    return switch (type) {
      case BOOLEAN, INT, LONG, DOUBLE, JSON -> value;
      case TEXT, OBJECT_ID, UUID, DATE, DATE_TIME, BIG_INTEGER -> value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
      case TIME -> DateTimeFormatter.ISO_LOCAL_TIME.format((LocalTime) value);
      case LOCAL_DATE_TIME -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) value);
    };
  }

  private static String excerpt(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  /// A scalar that is written as text, and as a number where it is one.
  private record TextCoercing(String name, ValueType type, Function<String, Object> read)
      implements Coercing<Object, Object> {
    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return output(type, value);
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      Object value = parse(input);
      if (value == null) {
        throw new CoercingParseValueException("`" + excerpt(input) + "` is no " + name);
      }
      return value;
    }

    @Override
    public Object parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      Object written =
          switch (input) {
            case StringValue text -> text.getValue();
            case IntValue number -> number.getValue();
            case FloatValue number -> number.getValue();
            default -> null;
          };
      Object value = written == null ? null : parse(written);
      if (value == null) {
        throw new CoercingParseLiteralException(
            "`"
                + excerpt(written == null ? input.getClass().getSimpleName() : written)
                + "` is no "
                + name);
      }
      return value;
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return StringValue.of(
          input instanceof String text ? text : String.valueOf(output(type, input)));
    }

    private @Nullable Object parse(Object input) {
      boolean number =
          type == ValueType.LONG || type == ValueType.BIG_INTEGER || type == ValueType.DECIMAL;
      if (type.javaType().isInstance(input)) {
        return input;
      }
      if (!(input instanceof String) && !(number && input instanceof Number)) {
        return null;
      }
      if (type == ValueType.LONG && input instanceof String) {
        return null;
      }
      String text = input.toString();
      // A huge exponent is short to write and long to expand.
      if (number && (text.length() > 1000 || hugeExponent(text))) {
        return null;
      }
      try {
        return read.apply(text);
      } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
        return null;
      }
    }

    private static boolean hugeExponent(String text) {
      int at = Math.max(text.indexOf('e'), text.indexOf('E'));
      return at >= 0 && text.length() - at > 5;
    }
  }
}
