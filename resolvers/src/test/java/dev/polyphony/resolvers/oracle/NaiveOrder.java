package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.ListBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `orderBy` means: what it names, then the list's own order, which ends with the key.
final class NaiveOrder {
  private NaiveOrder() {}

  static List<FieldOrder> of(ListBinding binding, @Nullable Object argument) {
    if (!(argument instanceof List<?> list) || list.isEmpty()) {
      return binding.order();
    }
    List<FieldOrder> order = new ArrayList<>();
    for (Object one : list) {
      add(order, named("", one));
    }
    // Equal rows may stand in any order that is always the same: by key.
    for (FieldOrder own : binding.order()) {
      boolean known = order.stream().anyMatch(one -> one.field().equals(own.field()));
      boolean key = binding.mapping().key().contains(own.field());
      if (!known && (key || binding.mapping().key().isEmpty())) {
        order.add(own);
      }
    }
    return order;
  }

  private static void add(List<FieldOrder> order, FieldOrder one) {
    if (order.stream().anyMatch(known -> known.field().equals(one.field()))) {
      throw NaiveFailure.badInput();
    }
    order.add(one);
  }

  private static FieldOrder named(String prefix, @Nullable Object one) {
    if (one instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      return entry.getValue() instanceof Map<?, ?> inner
          ? named(prefix + entry.getKey() + ".", inner)
          : new FieldOrder(
              FieldPath.of(prefix + entry.getKey()),
              Direction.valueOf(String.valueOf(entry.getValue())));
    }
    throw NaiveFailure.badInput();
  }
}
