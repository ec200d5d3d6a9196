package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;

/// A condition taken apart into its shape, from which the statement's text is made, and the values
/// that are bound to it, in the order of the text.
record PostgresFilter(Shape shape, List<Object> values) {
  /// A condition without its values.
  sealed interface Shape {
    record Constant(boolean holds) implements Shape {}

    record Compare(FieldPath field, Operator operator) implements Shape {}

    record In(List<FieldPath> fields) implements Shape {}

    record Text(FieldPath field, Match match) implements Shape {}

    record IsNull(FieldPath field) implements Shape {}

    record All(List<Shape> parts) implements Shape {}

    record Any(List<Shape> parts) implements Shape {}

    record Not(Shape part) implements Shape {}
  }

  static PostgresFilter of(Mapping mapping, Condition condition) {
    List<Object> values = new ArrayList<>();
    return new PostgresFilter(shape(mapping, condition, values), values);
  }

  private static Shape shape(Mapping mapping, Condition condition, List<Object> values) {
    return switch (condition) {
      case Condition.Compare compare -> compare(mapping, compare, values);
      case Condition.In in -> in(mapping, in, values);
      case Condition.Text(FieldPath field, Match match, String text) -> {
        values.add(admitted(field, text));
        yield new Shape.Text(field, match);
      }
      case Condition.IsNull isNull -> new Shape.IsNull(isNull.field());
      case Condition.Test _ ->
          throw new StoreException(FailureReason.UNSUPPORTED, "PostgreSQL does not compute");
      case Condition.And and -> new Shape.All(shapes(mapping, and.parts(), values));
      case Condition.Or or -> new Shape.Any(shapes(mapping, or.parts(), values));
      case Condition.Not not -> new Shape.Not(shape(mapping, not.part(), values));
    };
  }

  private static List<Shape> shapes(Mapping mapping, List<Condition> parts, List<Object> values) {
    List<Shape> shapes = new ArrayList<>(parts.size());
    for (Condition part : parts) {
      shapes.add(shape(mapping, part, values));
    }
    return shapes;
  }

  private static Shape compare(Mapping mapping, Condition.Compare compare, List<Object> values) {
    Object stored = StoredValues.toStored(mapping.column(compare.field()), compare.value());
    if (stored == null) {
      // No row holds a value that the column cannot hold.
      return new Shape.Constant(compare.operator() == Operator.NE);
    }
    values.add(PostgresValues.sent(admitted(compare.field(), stored)));
    return new Shape.Compare(compare.field(), compare.operator());
  }

  private static Shape in(Mapping mapping, Condition.In in, List<Object> values) {
    KeyBatch keys = in.keys();
    List<Column> columns = in.fields().stream().map(mapping::column).toList();
    List<List<Object>> components =
        columns.stream().<List<Object>>map(c -> new ArrayList<>()).toList();
    for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
      List<Object> key = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        Object stored = StoredValues.toStored(columns.get(i), keys.get(ordinal, i));
        if (stored != null) {
          key.add(admitted(in.fields().get(i), stored));
        }
      }
      for (int i = 0; key.size() == columns.size() && i < columns.size(); i++) {
        components.get(i).add(key.get(i));
      }
    }
    if (components.getFirst().isEmpty()) {
      return new Shape.Constant(false);
    }
    for (int i = 0; i < columns.size(); i++) {
      values.add(PostgresValues.array(columns.get(i), components.get(i)));
    }
    return new Shape.In(in.fields());
  }

  static Object admitted(FieldPath field, Object stored) {
    String refusal = PostgresValues.refusal(stored);
    if (refusal != null) {
      throw new StoreException(
          FailureReason.REJECTED, "PostgreSQL takes no value for " + field + " that is " + refusal);
    }
    return stored;
  }
}
