package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page taken apart into its shape and the values to bind, those of `after` first.
record PostgresPage(Shape shape, List<Object> values) {
  /// @param after for each field of the order whether its value is null; null without a position
  record Shape(@Nullable List<Boolean> after, @Nullable List<Boolean> before, boolean backward) {}

  static PostgresPage of(Mapping mapping, List<FieldOrder> order, Page page) {
    List<Object> values = new ArrayList<>();
    List<Boolean> after = nulls(mapping, order, page.after(), values);
    List<Boolean> before = nulls(mapping, order, page.before(), values);
    return new PostgresPage(new Shape(after, before, page.backward()), values);
  }

  private static @Nullable List<Boolean> nulls(
      Mapping mapping, List<FieldOrder> order, @Nullable Position position, List<Object> values) {
    if (position == null) {
      return null;
    }
    if (position.values().size() != order.size()) {
      throw new IllegalArgumentException(
          "a position of " + position.values().size() + " for " + order);
    }
    List<Boolean> nulls = new ArrayList<>(order.size());
    for (int i = 0; i < order.size(); i++) {
      Object value = position.values().get(i);
      nulls.add(value == null);
      if (value != null) {
        values.add(PostgresValues.sent(stored(mapping, order.get(i).field(), value)));
      }
    }
    return nulls;
  }

  private static Object stored(Mapping mapping, FieldPath field, Object value) {
    Object stored = StoredValues.toStored(mapping.column(field), value);
    if (stored == null) {
      throw new StoreException(
          FailureReason.REJECTED, "the page begins at a value that " + field + " cannot hold");
    }
    return PostgresFilter.admitted(field, stored);
  }
}
