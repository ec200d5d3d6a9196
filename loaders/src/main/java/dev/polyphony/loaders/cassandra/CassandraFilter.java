package dev.polyphony.loaders.cassandra;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a filter says of a table's key: which values its fields may have, and their bounds. A
/// filter that says anything else is not served.
final class CassandraFilter {
  private final CassandraTable table;
  private final List<Alternatives> alternatives = new ArrayList<>();
  private final Map<FieldPath, Bounds> bounds = new LinkedHashMap<>();
  private boolean several;
  private boolean nothing;

  /// Fields that have, together, the values of one of the tuples.
  record Alternatives(List<FieldPath> fields, List<List<Object>> tuples) {}

  /// Bounds of a field in terms of its values.
  record Bounds(@Nullable Cut lower, @Nullable Cut upper) {
    static final Bounds NONE = new Bounds(null, null);
  }

  private CassandraFilter(CassandraTable table) {
    this.table = table;
  }

  static CassandraFilter of(CassandraTable table, Condition condition) {
    CassandraFilter filter = new CassandraFilter(table);
    filter.add(condition);
    return filter;
  }

  List<Alternatives> alternatives() {
    return alternatives;
  }

  Map<FieldPath, Bounds> bounds() {
    return bounds;
  }

  /// Whether a field may have one of several values, so that parents may have several partitions.
  boolean isSeveral() {
    return several;
  }

  /// Whether no row can pass.
  boolean isNothing() {
    return nothing;
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And(List<Condition> parts) -> parts.forEach(this::add);
      case Condition.Or(List<Condition> parts) when parts.size() == 1 -> add(parts.getFirst());
      case Condition.Or(List<Condition> parts) when parts.isEmpty() -> nothing = true;
      case Condition.Compare(FieldPath field, Operator operator, Object value) ->
          compare(field, operator, value);
      case Condition.In in -> in(in);
      case Condition.Text(FieldPath field, _, _) -> throw notServed(field, "holds a text");
      case Condition.IsNull(FieldPath field) -> throw notServed(field, "may be null");
      case Condition.Or _, Condition.Not _, Condition.Test _ ->
          throw CassandraErrors.unsupported("Cassandra has no OR, no NOT and computes nothing");
    }
  }

  private void compare(FieldPath field, Operator operator, Object value) {
    requireKey(field);
    switch (operator) {
      case EQ -> alternatives.add(equal(field, value));
      case NE -> throw notServed(field, "differs from a value");
      case LT, LTE, GT, GTE -> bound(field, operator, value);
    }
  }

  private Alternatives equal(FieldPath field, Object value) {
    Object plain = CassandraValues.plain(table.mapping().column(field), value);
    List<List<Object>> tuples = plain == null ? List.of() : List.of(List.of(plain));
    return new Alternatives(List.of(field), tuples);
  }

  private void in(Condition.In in) {
    in.fields().forEach(this::requireKey);
    several = true;
    KeyBatch keys = in.keys();
    List<List<Object>> tuples = new ArrayList<>(keys.size());
    for (int key = 0; key < keys.size(); key++) {
      List<Object> tuple = new ArrayList<>(keys.width());
      for (int i = 0; i < keys.width(); i++) {
        Object plain =
            CassandraValues.plain(table.mapping().column(in.fields().get(i)), keys.get(key, i));
        if (plain != null) {
          tuple.add(plain);
        }
      }
      if (tuple.size() == keys.width()) {
        tuples.add(tuple);
      }
    }
    alternatives.add(new Alternatives(in.fields(), tuples));
  }

  /// A time that is finer than the server's lies behind the last one before it.
  private void bound(FieldPath field, Operator operator, Object value) {
    Object plain = CassandraValues.plain(table.mapping().column(field), value);
    if (plain == null) {
      throw CassandraErrors.rejected("a bound that " + field + " cannot have");
    }
    boolean lower = operator == Operator.GT || operator == Operator.GTE;
    boolean inclusive = operator == Operator.GTE || operator == Operator.LTE;
    Cut cut =
        CassandraValues.isTooFine(plain)
            ? new Cut(List.of(CassandraValues.truncated(plain)), !lower)
            : new Cut(List.of(plain), inclusive);
    Bounds known = bounds.getOrDefault(field, Bounds.NONE);
    List<Boolean> ascending = List.of(false);
    Cut before = lower ? known.lower() : known.upper();
    Cut strict = before == null ? cut : Cut.stricter(before, cut, ascending, lower);
    bounds.put(
        field, lower ? new Bounds(strict, known.upper()) : new Bounds(known.lower(), strict));
  }

  private void requireKey(FieldPath field) {
    if (!table.mapping().key().contains(field)) {
      throw notServed(field, "has a value");
    }
  }

  private static RuntimeException notServed(FieldPath field, String what) {
    return CassandraErrors.unsupported(
        "Cassandra would read the whole table for rows whose " + field + " " + what);
  }
}
