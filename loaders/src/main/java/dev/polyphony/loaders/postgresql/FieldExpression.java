package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A field of a mapping as SQL over the table's alias `t`: a column of its own, or a place inside a
/// jsonb column.
final class FieldExpression {
  private final PostgresTable table;
  private final String field;
  private final Column column;

  /// The type of the column that it is, or null when it lies inside a document.
  private final @Nullable NativeColumn plain;

  /// The whole expression: a plain column's value, or a jsonb.
  private final String sql;

  /// A document's place as text where that is one path, in the form that expression indexes have.
  private final @Nullable String directText;

  private FieldExpression(
      PostgresTable table,
      String field,
      Column column,
      @Nullable NativeColumn plain,
      String sql,
      @Nullable String directText) {
    this.table = table;
    this.field = field;
    this.column = column;
    this.plain = plain;
    this.sql = sql;
    this.directText = directText;
  }

  static FieldExpression of(PostgresTable table, FieldPath path) {
    List<Column> columns = table.mapping().columnsOn(path);
    Column first = columns.getFirst();
    Column last = columns.getLast();
    boolean plain = columns.size() == 1 && first.names().stream().noneMatch(n -> n.contains("."));
    if (plain) {
      String sql = anyOf(first.names().stream().map(FieldExpression::columnOf).toList());
      first.names().forEach(table::column);
      return new FieldExpression(
          table, path.toString(), first, table.column(first.name()), sql, null);
    }
    List<String> places = first.names().stream().map(name -> place(table, name)).toList();
    for (Column nested : columns.subList(1, columns.size())) {
      String owner = firstPresent(places);
      places = nested.names().stream().map(name -> owner + steps(List.of(keys(name)))).toList();
    }
    for (Column owner : columns.subList(0, columns.size() - 1)) {
      if (owner.list()) {
        throw unsupported("reaches into the list " + owner.field(), path.toString());
      }
    }
    String direct = null;
    if (places.size() == 1 && places.getFirst().contains(" -> ")) {
      String place = places.getFirst();
      int at = place.lastIndexOf(" -> ");
      direct = "(" + place.substring(0, at) + " ->> " + place.substring(at + 4) + ")";
    }
    return new FieldExpression(table, path.toString(), last, null, firstPresent(places), direct);
  }

  private static String columnOf(String name) {
    return "t." + Identifiers.quoted(name);
  }

  private static String[] keys(String name) {
    return name.split("\\.", -1);
  }

  private static String place(PostgresTable table, String name) {
    String[] keys = keys(name);
    NativeColumn root = table.column(keys[0]);
    // The cast of a jsonb to jsonb is dropped by the server's parser; it is for json.
    String document =
        root.isJson() ? columnOf(keys[0]) + "::jsonb" : "to_jsonb(" + columnOf(keys[0]) + ")";
    return document + steps(List.of(keys).subList(1, keys.length));
  }

  private static String steps(List<String> keys) {
    return keys.stream().map(key -> " -> " + Identifiers.text(key)).collect(Collectors.joining());
  }

  private static String anyOf(List<String> alternatives) {
    return alternatives.size() == 1
        ? alternatives.getFirst()
        : "COALESCE(" + String.join(", ", alternatives) + ")";
  }

  /// JSON's null is as good as absent.
  private static String firstPresent(List<String> places) {
    return places.size() == 1
        ? places.getFirst()
        : anyOf(places.stream().map(place -> "NULLIF(" + place + ", 'null')").toList());
  }

  Column column() {
    return column;
  }

  /// Whether no row has null here.
  boolean isNeverNull() {
    return plain != null && plain.notNull() && column.names().size() == 1;
  }

  /// What is selected to read the field, and how it is read.
  void select(List<String> items, List<ValueReader> readers, @Nullable ValueReader documents) {
    if (plain == null) {
      items.add("(" + sql + ")::text");
      readers.add(documents == null ? ValueReader.document(column) : documents);
    } else if (documents != null || plain.isJson()) {
      items.add(sql + "::text");
      readers.add(documents == null ? ValueReader.document(column) : documents);
    } else if (column.type() == ValueType.JSON && !column.list()) {
      items.add("to_jsonb(" + sql + ")::text");
      readers.add(ValueReader.document(column));
    } else {
      items.add(plain.isReadAsItIs() ? sql : sql + (plain.array() ? "::text[]" : "::text"));
      if (plain.array()) {
        // The driver reads an array of arrays as null.
        items.add("array_ndims(" + sql + ")");
        readers.add(ValueReader.array(column, plain));
      } else {
        readers.add(ValueReader.value(column, plain));
      }
    }
  }

  String isNull() {
    if (plain == null || plain.isJson()) {
      String document = plain == null ? "(" + sql + ")" : sql + "::jsonb";
      return "(" + document + " IS NULL OR " + document + " = 'null')";
    }
    return sql + " IS NULL";
  }

  /// The value of a single field, for comparisons and orders. Null where a document holds something
  /// of another type.
  String value() {
    if (column.list() || column.isObject()) {
      throw unsupported("is no single value", field);
    }
    if (plain == null) {
      return documentValue();
    }
    check(plain);
    if (plain.array()) {
      throw mismatch(plain);
    }
    // 0.1::real is read as 0.1; as float8 it would be 0.10000000149011612.
    return plain.isReal() ? sql + "::text::float8" : sql;
  }

  private void check(NativeColumn column) {
    if (this.column.stored() == ValueType.JSON) {
      throw unsupported("is JSON, which does not compare", field);
    }
    if (!column.fits(this.column.stored())) {
      throw mismatch(column);
    }
  }

  private String documentValue() {
    String text = directText == null ? "((" + sql + ") #>> '{}')" : directText;
    return switch (column.stored()) {
      case TEXT -> text;
      case UUID -> text;
      case INT, LONG, BIG_INTEGER, DECIMAL -> ofKind("number", "(" + sql + ")::numeric");
      case DOUBLE -> ofKind("number", "(" + sql + ")::float8");
      case BOOLEAN -> ofKind("boolean", "(" + sql + ")::bool");
      case DATE, TIME, LOCAL_DATE_TIME, DATE_TIME -> {
        String type = NativeColumn.sentAs(column.stored());
        yield "CASE WHEN pg_input_is_valid(%s, '%s') THEN %s::%s END"
            .formatted(text, type, text, type);
      }
      case BYTES, JSON, OBJECT_ID ->
          throw unsupported("is " + column.stored() + " inside a document", field);
    };
  }

  private String ofKind(String kind, String value) {
    return "CASE WHEN jsonb_typeof(%s) = '%s' THEN %s END".formatted(sql, kind, value);
  }

  /// A bound value that compares with [#value], or with an element of this list.
  String bound(int parameter) {
    return "$" + parameter + "::" + cast("");
  }

  /// A bound array of such values.
  String boundArray(int parameter) {
    return "$" + parameter + "::" + cast("[]");
  }

  private String cast(String suffix) {
    String sent = NativeColumn.sentAs(column.stored()) + suffix;
    if (plain == null || plain.isJson()) {
      return column.stored() == ValueType.UUID ? sent + "::text" + suffix : sent;
    }
    check(plain);
    String compared = plain.castOf(column.stored()) + suffix;
    return sent.equals(compared) ? sent : sent + "::" + compared;
  }

  /// Whether the list holds the value of an expression.
  String holds(String value) {
    if (plain == null) {
      return "(" + sql + ") @> to_jsonb(" + value + ")";
    }
    if (plain.isJson()) {
      return sql + "::jsonb @> to_jsonb(" + value + ")";
    }
    if (!plain.array()) {
      throw mismatch(plain);
    }
    return value + " = ANY(" + sql + ")";
  }

  /// `field = value`, or that the field's list holds it.
  String equalTo(String value) {
    return column.list() ? holds(value) : value() + " = " + value;
  }

  /// Whether the text here passes a test, or one of the list's texts.
  String anyText(UnaryOperator<String> test) {
    if (!column.isText()) {
      throw unsupported("does not hold text as it is", field);
    }
    NativeColumn found = plain;
    boolean inDocument = found == null || found.isJson();
    if (!column.list()) {
      String passes = test.apply(value() + (inDocument ? "" : "::text"));
      return inDocument ? "(jsonb_typeof(%s) = 'string' AND %s)".formatted(sql, passes) : passes;
    }
    if (found == null || found.isJson()) {
      String document = found == null ? "(" + sql + ")" : sql + "::jsonb";
      String elements =
          "jsonb_array_elements(CASE WHEN jsonb_typeof(%s) = 'array' THEN %s END)"
              .formatted(document, document);
      return "EXISTS (SELECT 1 FROM %s AS e(v) WHERE jsonb_typeof(e.v) = 'string' AND %s)"
          .formatted(elements, test.apply("(e.v #>> '{}')"));
    }
    check(found);
    if (!found.array()) {
      throw mismatch(found);
    }
    return "EXISTS (SELECT 1 FROM unnest(%s) AS e(v) WHERE %s)"
        .formatted(sql, test.apply("e.v::text"));
  }

  private StoreException mismatch(NativeColumn found) {
    return new StoreException(
        FailureReason.BAD_DATA,
        "column %s of %s is %s%s, which is not compared with %s; does @column(type:) of %s.%s fit?"
            .formatted(
                column.name(),
                table.mapping().from(),
                found.type(),
                found.array() ? "[]" : "",
                column.stored(),
                table.mapping().entity(),
                field));
  }

  private static StoreException unsupported(String why, String field) {
    return new StoreException(
        FailureReason.UNSUPPORTED, "PostgreSQL does not compare " + field + ": it " + why);
  }
}
