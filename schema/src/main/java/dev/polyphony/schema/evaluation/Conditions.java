package dev.polyphony.schema.evaluation;

import dev.polyphony.schema.algebra.Computation.Row;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueOrder;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether rows of one mapping pass a condition.
public record Conditions(Mapping mapping) {
  public boolean holds(Condition condition, Row row) {
    return switch (condition) {
      case Condition.Compare compare -> compares(compare, row);
      case Condition.In in ->
          IntStream.range(0, in.keys().size())
              .anyMatch(key -> hasKey(in.fields(), in.keys(), key, row));
      case Condition.Text text ->
          fitting(text.field(), row).anyMatch(value -> matches(text, (String) value));
      case Condition.IsNull isNull -> row.values(isNull.field()).isEmpty();
      case Condition.Test test -> Boolean.TRUE.equals(test.computation().of(row));
      case Condition.And and -> and.parts().stream().allMatch(part -> holds(part, row));
      case Condition.Or or -> or.parts().stream().anyMatch(part -> holds(part, row));
      case Condition.Not not -> !holds(not.part(), row);
    };
  }

  private static Stream<Object> fitting(FieldPath field, Row row) {
    return row.values(field).stream().filter(value -> !(value instanceof BadValue));
  }

  private static boolean matches(Condition.Text text, String value) {
    return switch (text.match()) {
      case STARTS_WITH -> value.startsWith(text.text());
      case CONTAINS -> value.contains(text.text());
    };
  }

  private boolean compares(Condition.Compare compare, Row row) {
    Column column = mapping.column(compare.field());
    Object wanted = StoredValues.canonical(column, compare.value());
    if (wanted == null) {
      // No row holds a value that the column cannot hold.
      return compare.operator() == Operator.NE;
    }
    IntStream compared =
        fitting(compare.field(), row).mapToInt(value -> ValueOrder.compare(column, value, wanted));
    return switch (compare.operator()) {
      case EQ -> compared.anyMatch(sign -> sign == 0);
      case NE -> compared.noneMatch(sign -> sign == 0);
      case LT -> compared.anyMatch(sign -> sign < 0);
      case LTE -> compared.anyMatch(sign -> sign <= 0);
      case GT -> compared.anyMatch(sign -> sign > 0);
      case GTE -> compared.anyMatch(sign -> sign >= 0);
    };
  }

  /// Whether the fields have the values of one key, together.
  public boolean hasKey(List<FieldPath> fields, KeyBatch keys, int key, Row row) {
    for (int i = 0; i < fields.size(); i++) {
      Column column = mapping.column(fields.get(i));
      Object wanted = StoredValues.canonical(column, keys.get(key, i));
      if (wanted == null) {
        return false;
      }
      if (fitting(fields.get(i), row)
          .noneMatch(value -> ValueOrder.compare(column, value, wanted) == 0)) {
        return false;
      }
    }
    return true;
  }

  /// The fields that a condition reads.
  public static Set<FieldPath> fields(Condition condition) {
    Set<FieldPath> fields = new LinkedHashSet<>();
    collect(condition, fields);
    return fields;
  }

  private static void collect(Condition condition, Set<FieldPath> fields) {
    switch (condition) {
      case Condition.Compare compare -> fields.add(compare.field());
      case Condition.In in -> fields.addAll(in.fields());
      case Condition.Text text -> fields.add(text.field());
      case Condition.IsNull isNull -> fields.add(isNull.field());
      case Condition.Test test -> fields.addAll(test.computation().fields());
      case Condition.And and -> and.parts().forEach(part -> collect(part, fields));
      case Condition.Or or -> or.parts().forEach(part -> collect(part, fields));
      case Condition.Not not -> collect(not.part(), fields);
    }
  }
}
