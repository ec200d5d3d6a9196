package dev.polyphony.schema.expression;

import dev.polyphony.schema.algebra.Computation;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes filters of Boolean terms, for one caller: claims are values by then, and what they decide
/// alone is decided.
///
/// @param claims of the caller
record Filters(Map<String, ?> claims) {

  /// What a term computes, for the parts that are no condition.
  record Computed(Term term, Map<String, ?> claims) implements Computation {
    @Override
    public Set<FieldPath> fields() {
      return term.fields();
    }

    @Override
    public @Nullable Object of(Row row) {
      return new Evaluation(row, claims).of(term);
    }
  }

  Condition of(Term term) {
    if (term.fields().isEmpty()) {
      return evaluation().holds(term) ? Condition.TRUE : Condition.FALSE;
    }
    return switch (term) {
      case Term.Field field when comparable(field) ->
          new Condition.Compare(field.path(), Operator.EQ, true);
      case Term.Call call -> of(call);
      default -> test(term);
    };
  }

  private Condition of(Term.Call call) {
    return switch (call.function()) {
      case AND -> and(of(call.first()), of(call.second()));
      case OR -> or(of(call.first()), of(call.second()));
      case NOT -> not(of(call.first()));
      case CONDITIONAL -> {
        Condition asked = of(call.first());
        yield or(and(asked, of(call.second())), and(not(asked), of(call.arguments().get(2))));
      }
      case EQ -> compare(call, Operator.EQ, Operator.EQ);
      case NE -> compare(call, Operator.NE, Operator.NE);
      case LT -> compare(call, Operator.LT, Operator.GT);
      case LTE -> compare(call, Operator.LTE, Operator.GTE);
      case GT -> compare(call, Operator.GT, Operator.LT);
      case GTE -> compare(call, Operator.GTE, Operator.LTE);
      case IN -> in(call);
      case IS_NULL ->
          call.first() instanceof Term.Field field && !field.several()
              ? new Condition.IsNull(field.path())
              : test(call);
      case STARTS_WITH -> text(call, Match.STARTS_WITH);
      case CONTAINS -> text(call, Match.CONTAINS);
      default -> test(call);
    };
  }

  private Condition test(Term term) {
    return new Condition.Test(new Computed(term, claims));
  }

  private Evaluation evaluation() {
    return new Evaluation(
        field -> {
          throw new IllegalStateException("a field outside a row: " + field);
        },
        claims);
  }

  private static boolean comparable(Term.Field field) {
    return !field.several() && !field.column().isObject() && field.type() != ValueType.JSON;
  }

  /// @param mirrored the operator where the field stands on the right
  private Condition compare(Term.Call call, Operator operator, Operator mirrored) {
    if (call.first() instanceof Term.Field field && call.second().fields().isEmpty()) {
      return compare(call, field, operator, call.second());
    }
    if (call.second() instanceof Term.Field field && call.first().fields().isEmpty()) {
      return compare(call, field, mirrored, call.first());
    }
    return test(call);
  }

  private Condition compare(Term.Call call, Term.Field field, Operator operator, Term other) {
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    if (!comparable(field) || !(equality || field.column().hasOrder())) {
      return test(call);
    }
    Object value = evaluation().of(other);
    if (value == null || value instanceof BadValue) {
      return operator == Operator.NE ? Condition.TRUE : Condition.FALSE;
    }
    Object logical = StoredValues.toLogical(field.type(), value);
    if (logical == null) {
      // A fraction beside whole numbers, say.
      return test(call);
    }
    Object stored = storable(field.column(), logical);
    if (stored == null) {
      return operator == Operator.NE ? Condition.TRUE : equality ? Condition.FALSE : test(call);
    }
    return new Condition.Compare(field.path(), operator, stored);
  }

  /// The value as it lies in the column; null where it cannot.
  private static @Nullable Object storable(Column column, Object value) {
    return value instanceof String text && !StoredValues.isWellFormed(text)
        ? null
        : StoredValues.canonical(column, value);
  }

  private Condition in(Term.Call call) {
    if (call.first() instanceof Term.Field field
        && comparable(field)
        && call.second().fields().isEmpty()) {
      List<Object> values = new ArrayList<>();
      for (Object one : evaluation().list(call.second())) {
        Object logical = StoredValues.toLogical(field.type(), one);
        Object stored = logical == null ? null : storable(field.column(), logical);
        if (stored != null) {
          values.add(stored);
        }
      }
      List<FieldPath> fields = List.of(field.path());
      return values.isEmpty()
          ? Condition.FALSE
          : new Condition.In(fields, KeyBatch.wrap(1, values.toArray()));
    }
    boolean plain =
        call.second() instanceof Term.Field list
            && list.column().list()
            && !list.path().isNested()
            && call.first().fields().isEmpty();
    if (plain && call.second() instanceof Term.Field list) {
      Object value = evaluation().of(call.first());
      Object logical = value == null ? null : StoredValues.toLogical(list.type(), value);
      Object stored = logical == null ? null : storable(list.column(), logical);
      return stored == null
          ? Condition.FALSE
          : new Condition.Compare(list.path(), Operator.EQ, stored);
    }
    return test(call);
  }

  private Condition text(Term.Call call, Match match) {
    if (!(call.first() instanceof Term.Field field)
        || !comparable(field)
        || !field.column().isText()
        || !call.second().fields().isEmpty()) {
      return test(call);
    }
    return evaluation().of(call.second()) instanceof String text && StoredValues.isWellFormed(text)
        ? new Condition.Text(field.path(), match, text)
        : Condition.FALSE;
  }

  private static Condition and(Condition left, Condition right) {
    if (left.equals(Condition.FALSE) || right.equals(Condition.FALSE)) {
      return Condition.FALSE;
    }
    List<Condition> parts = new ArrayList<>(parts(left));
    parts.addAll(parts(right));
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  /// The parts of a condition all of which must hold.
  static List<Condition> parts(Condition condition) {
    return condition instanceof Condition.And and ? and.parts() : List.of(condition);
  }

  private static Condition or(Condition left, Condition right) {
    if (left.equals(Condition.TRUE) || right.equals(Condition.TRUE)) {
      return Condition.TRUE;
    }
    List<Condition> parts = new ArrayList<>();
    for (Condition side : List.of(left, right)) {
      parts.addAll(side instanceof Condition.Or or ? or.parts() : List.of(side));
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
  }

  private static Condition not(Condition condition) {
    if (condition.equals(Condition.TRUE)) {
      return Condition.FALSE;
    }
    if (condition.equals(Condition.FALSE)) {
      return Condition.TRUE;
    }
    return condition instanceof Condition.Not not ? not.part() : new Condition.Not(condition);
  }
}
