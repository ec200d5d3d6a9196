package dev.polyphony.loaders.memory;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What no store is asked for: text that is none, and comparisons that have no meaning.
record MemoryRefusals(Mapping mapping) {
  void check(Query query) {
    check(query.filter());
    for (FieldOrder order : query.order()) {
      requireComparable(order.field());
      if (mapping.columnsOn(order.field()).stream().anyMatch(Column::list)) {
        throw unsupported(order.field());
      }
    }
  }

  private void check(Condition condition) {
    switch (condition) {
      case Condition.Compare(FieldPath field, Operator operator, Object value) -> {
        requireComparable(field);
        boolean ranged = operator != Operator.EQ && operator != Operator.NE;
        if (ranged && mapping.column(field).list()) {
          throw unsupported(field);
        }
        requireText(value);
      }
      case Condition.In in -> {
        in.fields().forEach(this::requireComparable);
        for (StoreException refused : ofKeys(in.keys()).values()) {
          throw refused;
        }
      }
      case Condition.Test _ ->
          throw new StoreException(FailureReason.UNSUPPORTED, "a store does not compute");
      case Condition.Text(FieldPath field, _, String text) -> {
        if (!mapping.column(field).isText()) {
          throw unsupported(field);
        }
        requireText(text);
      }
      case Condition.IsNull _ -> {}
      case Condition.And(List<Condition> parts) -> parts.forEach(this::check);
      case Condition.Or(List<Condition> parts) -> parts.forEach(this::check);
      case Condition.Not(Condition part) -> check(part);
    }
  }

  /// The ordinals whose keys are refused.
  static Map<Integer, StoreException> ofKeys(KeyBatch keys) {
    Map<Integer, StoreException> failures = new TreeMap<>();
    for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
      try {
        for (int component = 0; component < keys.width(); component++) {
          requireText(keys.get(ordinal, component));
        }
      } catch (StoreException e) {
        failures.put(ordinal, e);
      }
    }
    return failures;
  }

  private static void requireText(Object value) {
    if (value instanceof String text && !StoredValues.isWellFormed(text)) {
      throw new StoreException(FailureReason.REJECTED, "text with half of a surrogate pair");
    }
  }

  private void requireComparable(FieldPath field) {
    Column column = mapping.column(field);
    if (column.isObject() || column.type() == ValueType.JSON) {
      throw unsupported(field);
    }
  }

  private static StoreException unsupported(FieldPath field) {
    return new StoreException(FailureReason.UNSUPPORTED, field + " cannot be compared like that");
  }
}
