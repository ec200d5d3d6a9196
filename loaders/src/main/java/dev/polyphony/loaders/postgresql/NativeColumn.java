package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.catalog.ValueType;
import java.util.Set;

/// A column as the server declares it.
///
/// @param type the name of its type, of an array that of its elements, without length or precision,
///   quoted and qualified as the server needs it
/// @param array whether it is an array
/// @param notNull whether the server admits no null
record NativeColumn(String type, boolean array, boolean notNull) {
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
  private static final Set<String> TEXTS = Set.of("text", "character varying", "name");
  private static final Set<String> BINARY =
      Set.of(
          "boolean",
          "smallint",
          "integer",
          "bigint",
          "real",
          "double precision",
          "text",
          "character varying",
          "character",
          "name",
          "uuid",
          "bytea",
          "date",
          "timestamp without time zone",
          "timestamp with time zone");

  /// By the server's name of its type.
  static NativeColumn of(String type, boolean notNull) {
    boolean array = type.endsWith("[]");
    return new NativeColumn(array ? type.substring(0, type.length() - 2) : type, array, notNull);
  }

  boolean isJson() {
    return !array && (type.equals("jsonb") || type.equals("json"));
  }

  boolean isNumeric() {
    return type.equals("numeric");
  }

  boolean isReal() {
    return type.equals("real");
  }

  /// Whether the driver reads every value of it. It ends the connection at `'infinity'::numeric`
  /// and `'24:00'::time`, and takes an unknown type's text that begins with a brace for an array:
  /// all others are asked for as text.
  boolean isReadAsItIs() {
    return BINARY.contains(type);
  }

  /// Whether a value of the declared stored type can be compared with it exactly.
  boolean fits(ValueType stored) {
    return switch (stored) {
      case INT, LONG, DOUBLE, BIG_INTEGER, DECIMAL -> NUMBERS.contains(type);
      case BOOLEAN -> type.equals("boolean");
      case UUID -> type.equals("uuid");
      case BYTES -> type.equals("bytea");
      case DATE -> type.equals("date");
      case TIME -> type.equals("time without time zone");
      case LOCAL_DATE_TIME -> type.equals("timestamp without time zone");
      case DATE_TIME -> type.equals("timestamp with time zone");
      case TEXT -> fitsText();
      case JSON, OBJECT_ID -> false;
    };
  }

  /// Enums, citext and whatever else reads and writes itself as text do; numbers and times do not,
  /// where `1` and `01` would be one value.
  private boolean fitsText() {
    boolean other =
        NUMBERS.contains(type)
            || type.startsWith("timestamp ")
            || type.startsWith("time ")
            || Set.of("boolean", "uuid", "bytea", "date", "json", "jsonb").contains(type);
    return !other;
  }

  /// How a bound value of the stored type is made one that compares with this column by its index.
  /// Never with a length: a cast to `varchar(3)` would cut the value.
  String castOf(ValueType stored) {
    if (stored == ValueType.TEXT && !TEXTS.contains(type)) {
      // `character` alone would mean one character.
      return type.equals("character") ? "bpchar" : type;
    }
    return castOf(stored, type);
  }

  private static String castOf(ValueType stored, String otherwise) {
    return switch (stored) {
      case BOOLEAN -> "bool";
      case INT -> "int4";
      case LONG -> "int8";
      case DOUBLE -> "float8";
      case BIG_INTEGER, DECIMAL -> "numeric";
      case TEXT -> "text";
      case UUID -> "uuid";
      case BYTES -> "bytea";
      case DATE -> "date";
      case TIME -> "time";
      case LOCAL_DATE_TIME -> "timestamp";
      case DATE_TIME -> "timestamptz";
      case JSON, OBJECT_ID -> otherwise;
    };
  }

  /// The type in which a value of the stored type is sent.
  static String sentAs(ValueType stored) {
    return castOf(stored, "text");
  }
}
