package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes statements of native texts. The user's text becomes a table of its own: there the server
/// admits nothing but one query, and no part of it that writes.
///
/// Parameters are the keys of the parents, an array each, then the arguments, then the limit. Each
/// has the type of its declaration.
final class NativeQueries {
  private static final String PARENTS = "\"$this\"";

  private NativeQueries() {}

  /// A statement of one row that tells the types of the columns, in their order.
  static String describe(NativeStatement statement, List<String> columns) {
    List<String> types = columns.stream().map(NativeQueries::typeOf).toList();
    String rows = "(\n" + text(statement) + "\n)";
    if (statement.grouping() == Grouping.BY_PARENT) {
      rows = "(SELECT t.* FROM %s CROSS JOIN LATERAL %s AS t)".formatted(parents(statement), rows);
    }
    return "SELECT %s FROM (VALUES (1)) AS one(n) LEFT JOIN %s AS t ON false"
        .formatted(String.join(", ", types), rows);
  }

  private static String typeOf(String column) {
    return "pg_typeof(t." + Identifiers.quoted(column) + ")::text";
  }

  /// The names of the columns that a row is read from.
  static List<String> columns(NativeStatement statement) {
    Set<String> columns = new LinkedHashSet<>();
    for (Column column : statement.row().columns().values()) {
      for (String name : column.names()) {
        columns.add(name.split("\\.", -1)[0]);
      }
    }
    return List.copyOf(columns);
  }

  static PostgresStatement rows(PostgresTable table, NativeStatement statement, Projection read) {
    List<String> items = new ArrayList<>();
    List<ValueReader> readers = new ArrayList<>();
    for (Projection.Item item : read.items()) {
      FieldExpression field = FieldExpression.of(table, new FieldPath(List.of(item.field())));
      Projection nested = item.nested();
      ValueReader documents = nested == null ? null : ValueReader.embedded(field.column(), nested);
      field.select(items, readers, documents);
    }
    int limit = statement.keys().size() + statement.arguments().size() + 1;
    String rows =
        "SELECT %s FROM (\n%s\n) AS t LIMIT $%d::int8"
            .formatted(items.isEmpty() ? "NULL" : String.join(", ", items), text(statement), limit);
    if (statement.grouping() == Grouping.BY_PARENT) {
      rows =
          "SELECT %s.n, t.* FROM %s CROSS JOIN LATERAL (%s) AS t"
              .formatted(PARENTS, parents(statement), rows);
    }
    return new PostgresStatement(rows, readers, read.names());
  }

  private static String parents(NativeStatement statement) {
    List<String> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < statement.keys().size(); i++) {
      arrays.add(bound(i + 1, statement.keys().get(i).column(), true));
      names.add("k" + i);
    }
    return "unnest(%s) WITH ORDINALITY AS %s(%s, n)"
        .formatted(String.join(", ", arrays), PARENTS, String.join(", ", names));
  }

  private static String text(NativeStatement statement) {
    StringBuilder text = new StringBuilder();
    int keys = statement.keys().size();
    for (int i = 0; i < statement.parts().size(); i++) {
      Part next = i + 1 < statement.parts().size() ? statement.parts().get(i + 1) : null;
      switch (statement.parts().get(i)) {
        case Part.Text literal -> text.append(literal.text());
        case Part.Argument argument -> {
          Parameter parameter = statement.parameter(argument);
          boolean list = parameter.column().list();
          place(text, bound(keys + argument.index() + 1, parameter.column(), list), next);
        }
        case Part.Key key when statement.grouping() == Grouping.BY_PARENT ->
            place(text, PARENTS + ".k" + key.index(), next);
        case Part.Key key ->
            place(text, bound(key.index() + 1, statement.parameter(key).column(), true), next);
      }
    }
    return text.toString();
  }

  /// What follows must not become a part of the value's type or name.
  private static void place(StringBuilder text, String value, @Nullable Part next) {
    boolean ends =
        !(next instanceof Part.Text after)
            || (after.text().charAt(0) != '['
                && after.text().charAt(0) != '.'
                && !Character.isUnicodeIdentifierPart(after.text().charAt(0)));
    text.append(ends ? value : "(" + value + ")");
  }

  private static String bound(int parameter, Column column, boolean list) {
    boolean name = !column.enumNames().isEmpty();
    String type = name ? "text" : NativeColumn.sentAs(column.stored());
    return "$" + parameter + "::" + type + (list ? "[]" : "");
  }
}
