package dev.polyphony.loaders.memory;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueOrder;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Whether a document passes a condition.
record MemoryFilter(Mapping mapping) {
  boolean passes(Condition condition, Map<?, ?> document) {
    return switch (condition) {
      case Condition.Compare compare -> compares(compare, document);
      case Condition.In in ->
          IntStream.range(0, in.keys().size())
              .anyMatch(key -> hasKey(in.fields(), in.keys(), key, document));
      case Condition.IsNull isNull ->
          MemoryRows.values(mapping, isNull.field(), document).isEmpty();
      case Condition.And and -> and.parts().stream().allMatch(part -> passes(part, document));
      case Condition.Or or -> or.parts().stream().anyMatch(part -> passes(part, document));
      case Condition.Not not -> !passes(not.part(), document);
    };
  }

  private boolean compares(Condition.Compare compare, Map<?, ?> document) {
    Column column = mapping.column(compare.field());
    if (StoredValues.toStored(column, compare.value()) == null) {
      // No document holds a value that the column cannot hold.
      return compare.operator() == Operator.NE;
    }
    IntStream compared =
        MemoryRows.values(mapping, compare.field(), document).stream()
            .mapToInt(value -> ValueOrder.compare(column, value, compare.value()));
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
  boolean hasKey(List<FieldPath> fields, KeyBatch keys, int key, Map<?, ?> document) {
    for (int i = 0; i < fields.size(); i++) {
      Column column = mapping.column(fields.get(i));
      Object wanted = keys.get(key, i);
      if (StoredValues.toStored(column, wanted) == null) {
        return false;
      }
      if (MemoryRows.values(mapping, fields.get(i), document).stream()
          .noneMatch(value -> ValueOrder.compare(column, value, wanted) == 0)) {
        return false;
      }
    }
    return true;
  }
}
