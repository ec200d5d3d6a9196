package dev.polyphony.schema.expression;

import dev.polyphony.schema.algebra.Computation;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An expression whose value is of a type.
record TypedFormula(Term term, ValueType type) implements Formula {
  @Override
  public Set<FieldPath> fields() {
    return term.fields();
  }

  @Override
  public @Nullable Object of(Computation.Row row, Map<String, ?> claims) {
    Object value = new Evaluation(row, claims).of(term);
    if (value == null || value instanceof BadValue || type.javaType().isInstance(value)) {
      return value;
    }
    Object logical = StoredValues.toLogical(type, value);
    return logical == null ? new BadValue("an expression gives no value of " + type) : logical;
  }

  @Override
  public List<Condition> conditions(Map<String, ?> claims) {
    return Filters.parts(new Filters(claims).of(term));
  }

  @Override
  public List<Condition> ofEveryCaller() {
    return Filters.parts(new Filters(Map.of()).of(ofEveryCaller(term)));
  }

  private static Term ofEveryCaller(Term term) {
    if (term instanceof Term.Call call && call.function() == Function.AND) {
      return new Term.Call(
          Function.AND,
          ValueType.BOOLEAN,
          ofEveryCaller(call.first()),
          ofEveryCaller(call.second()));
    }
    return term.readsClaims() ? new Term.Constant(true, ValueType.BOOLEAN) : term;
  }

  @Override
  public Formula within(String object) {
    return new TypedFormula(term.within(object), type);
  }
}
