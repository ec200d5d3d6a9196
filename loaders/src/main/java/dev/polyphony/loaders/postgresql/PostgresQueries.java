package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.Counts;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes statements from the shape of requests, never from their values.
///
/// Every text reads the table under the alias `t`; keys and parents are the rows of `k`, with their
/// number in `k.n`.
final class PostgresQueries {
  /// What a lookup's statement depends on.
  record LookupShape(List<FieldPath> key, Projection projection) {}

  /// What a query's statement depends on. Without `remote` it is about all rows.
  record QueryShape(
      @Nullable List<FieldPath> remote,
      Projection projection,
      PostgresFilter.Shape filter,
      List<FieldOrder> order,
      PostgresPage.Shape page) {}

  /// What the statement of a count depends on.
  record CountShape(@Nullable List<FieldPath> remote, PostgresFilter.Shape filter) {}

  private final PostgresTable table;
  private final List<String> items = new ArrayList<>();
  private final List<ValueReader> readers = new ArrayList<>();
  private int parameters;

  private PostgresQueries(PostgresTable table) {
    this.table = table;
  }

  static PostgresStatement lookup(PostgresTable table, LookupShape shape) {
    PostgresQueries queries = new PostgresQueries(table);
    List<FieldExpression> keys = queries.fields(shape.key());
    String from = queries.numbered(keys);
    String on = queries.pairs(keys);
    queries.items.add("k.n");
    queries.select(shape.projection());
    return queries.statement(
        shape.projection(),
        "SELECT %s FROM %s JOIN %s AS t ON %s"
            .formatted(queries.selected(), from, table.name(), on));
  }

  static PostgresStatement query(PostgresTable table, QueryShape shape) {
    PostgresQueries queries = new PostgresQueries(table);
    List<FieldPath> remote = shape.remote();
    if (remote == null) {
      return queries.statement(shape.projection(), queries.rows(shape, List.of()));
    }
    List<FieldExpression> keys = queries.fields(remote);
    String from = queries.numbered(keys);
    // The rows of one parent after the other, each in order: a lateral query with a limit leaves
    // the
    // server nothing but a nested loop.
    return queries.statement(
        shape.projection(),
        "SELECT k.n, r.* FROM %s CROSS JOIN LATERAL (%s) AS r"
            .formatted(from, queries.rows(shape, keys)));
  }

  /// Parents without rows are left out. A join leaves the server the choice of how to find the
  /// rows.
  static PostgresStatement count(PostgresTable table, CountShape shape) {
    PostgresQueries queries = new PostgresQueries(table);
    List<FieldPath> remote = shape.remote();
    String select = "SELECT count(*) FROM %s AS t".formatted(table.name());
    String end = "";
    if (remote != null) {
      List<FieldExpression> keys = queries.fields(remote);
      String from = queries.numbered(keys);
      select =
          "SELECT k.n, count(*) FROM %s JOIN %s AS t ON %s"
              .formatted(from, table.name(), queries.pairs(keys));
      end = " GROUP BY k.n";
    }
    return new PostgresStatement(
        select + where(queries.passing(shape.filter())) + end,
        List.of(ValueReader.count()),
        List.of(Counts.FIELD));
  }

  private PostgresStatement statement(Projection projection, String text) {
    return new PostgresStatement(text, readers, projection.names());
  }

  private String rows(QueryShape shape, List<FieldExpression> remote) {
    select(shape.projection());
    List<String> where = new ArrayList<>();
    if (!remote.isEmpty()) {
      where.add(pairs(remote));
    }
    where.addAll(passing(shape.filter()));
    KeysetText keyset = new KeysetText(shape.order(), fields(orderFields(shape.order())));
    List<Boolean> after = shape.page().after();
    if (after != null) {
      where.add(keyset.beyond(after, false, this::next));
    }
    List<Boolean> before = shape.page().before();
    if (before != null) {
      where.add(keyset.beyond(before, true, this::next));
    }
    return "SELECT %s FROM %s AS t%s%s LIMIT $%d::int8"
        .formatted(
            selected(),
            table.name(),
            where(where),
            keyset.orderBy(shape.page().backward()),
            next());
  }

  private List<String> passing(PostgresFilter.Shape filter) {
    return filter.equals(new PostgresFilter.Shape.All(List.of()))
        ? List.of()
        : List.of(condition(filter));
  }

  private static String where(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static List<FieldPath> orderFields(List<FieldOrder> order) {
    return order.stream().map(FieldOrder::field).toList();
  }

  private int next() {
    return ++parameters;
  }

  private List<FieldExpression> fields(List<FieldPath> paths) {
    List<FieldExpression> fields = new ArrayList<>(paths.size());
    for (FieldPath path : paths) {
      fields.add(FieldExpression.of(table, path));
    }
    return fields;
  }

  private String selected() {
    return items.isEmpty() ? "NULL" : String.join(", ", items);
  }

  private void select(Projection projection) {
    for (Projection.Item item : projection.items()) {
      FieldExpression field = FieldExpression.of(table, new FieldPath(List.of(item.field())));
      Column column = field.column();
      Projection nested = item.nested();
      if (column.isObject() != (nested != null)) {
        throw new IllegalArgumentException(item.field() + " and its projection do not fit");
      }
      field.select(items, readers, nested == null ? null : ValueReader.embedded(column, nested));
    }
  }

  private String numbered(List<FieldExpression> keys) {
    List<String> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (FieldExpression key : keys) {
      names.add("k" + arrays.size());
      arrays.add(key.boundArray(next()));
    }
    return "unnest(%s) WITH ORDINALITY AS k(%s, n)"
        .formatted(String.join(", ", arrays), String.join(", ", names));
  }

  private String pairs(List<FieldExpression> keys) {
    List<String> pairs = new ArrayList<>();
    for (FieldExpression key : keys) {
      pairs.add(key.equalTo("k.k" + pairs.size()));
    }
    return String.join(" AND ", pairs);
  }

  /// True exactly where the condition holds; elsewhere false or null.
  private String condition(PostgresFilter.Shape shape) {
    return switch (shape) {
      case PostgresFilter.Shape.Constant constant -> constant.holds() ? "true" : "false";
      case PostgresFilter.Shape.Compare compare -> compare(compare);
      case PostgresFilter.Shape.In in -> in(fields(in.fields()));
      case PostgresFilter.Shape.Text text -> text(text);
      case PostgresFilter.Shape.IsNull isNull -> FieldExpression.of(table, isNull.field()).isNull();
      case PostgresFilter.Shape.All all -> joined(all.parts(), " AND ", "true");
      case PostgresFilter.Shape.Any any -> joined(any.parts(), " OR ", "false");
      case PostgresFilter.Shape.Not not -> "(" + condition(not.part()) + ") IS NOT TRUE";
    };
  }

  private String joined(List<PostgresFilter.Shape> parts, String by, String none) {
    List<String> conditions = new ArrayList<>();
    for (PostgresFilter.Shape part : parts) {
      conditions.add(condition(part));
    }
    return switch (conditions.size()) {
      case 0 -> none;
      case 1 -> conditions.getFirst();
      default -> "(" + String.join(by, conditions) + ")";
    };
  }

  private String compare(PostgresFilter.Shape.Compare compare) {
    FieldExpression field = FieldExpression.of(table, compare.field());
    String bound = field.bound(next());
    if (field.column().list()) {
      return switch (compare.operator()) {
        case EQ -> field.holds(bound);
        case NE -> "(" + field.holds(bound) + ") IS NOT TRUE";
        case LT, LTE, GT, GTE ->
            throw new StoreException(
                FailureReason.UNSUPPORTED, "PostgreSQL does not order the list " + compare.field());
      };
    }
    return field.value() + " " + sign(compare.operator()) + " " + bound;
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQ -> "=";
      case NE -> "IS DISTINCT FROM";
      case LT -> "<";
      case LTE -> "<=";
      case GT -> ">";
      case GTE -> ">=";
    };
  }

  /// Functions and no patterns: nothing in a text has a meaning there. Their collation is the one
  /// that compares bytes, whatever the column's.
  private String text(PostgresFilter.Shape.Text text) {
    String sought = "$" + next() + "::text";
    return FieldExpression.of(table, text.field())
        .anyText(found ->
            switch (text.match()) {
              case STARTS_WITH -> "starts_with(%s COLLATE \"C\", %s)".formatted(found, sought);
              case CONTAINS -> "strpos(%s COLLATE \"C\", %s) > 0".formatted(found, sought);
            });
  }

  private String in(List<FieldExpression> fields) {
    FieldExpression first = fields.getFirst();
    if (fields.size() == 1 && !first.column().list()) {
      return first.value() + " = ANY(" + first.boundArray(next()) + ")";
    }
    String numbered = numbered(fields);
    return "EXISTS (SELECT 1 FROM %s WHERE %s)".formatted(numbered, pairs(fields));
  }
}
