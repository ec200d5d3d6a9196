package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.ListBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the order of a list from `orderBy`. It ends as the list's own order does, with what makes
/// it total.
final class OrderArgument {
  private OrderArgument() {}

  static List<FieldOrder> of(Fetch fetch, ListBinding binding, @Nullable Object argument)
      throws BadInput {
    if (!(argument instanceof List<?> asked) || asked.isEmpty()) {
      return fetch.order();
    }
    List<FieldOrder> order = new ArrayList<>();
    for (Object one : asked) {
      add(order, field(one instanceof Map<?, ?> map ? map : Map.of(), List.of()));
    }
    for (FieldOrder last : ending(binding)) {
      if (order.stream().noneMatch(known -> known.field().equals(last.field()))) {
        order.add(last);
      }
    }
    return List.copyOf(order);
  }

  /// The fields that make an order total: the key's, or those of an edge's end and its id.
  private static List<FieldOrder> ending(ListBinding binding) {
    List<FieldPath> key = binding.mapping().key();
    List<FieldOrder> known =
        binding.order().stream().filter(one -> key.contains(one.field())).toList();
    return known.isEmpty() ? binding.order() : known;
  }

  private static void add(List<FieldOrder> order, FieldOrder field) throws BadInput {
    if (order.stream().anyMatch(one -> one.field().equals(field.field()))) {
      throw new BadInput("orderBy names " + field.field() + " twice");
    }
    order.add(field);
  }

  private static FieldOrder field(Map<?, ?> one, List<String> above) throws BadInput {
    // @oneOf: coercion has seen to it that there is exactly one entry, which is not null.
    Map.Entry<?, ?> entry = one.entrySet().iterator().next();
    List<String> path = new ArrayList<>(above);
    path.add(String.valueOf(entry.getKey()));
    if (entry.getValue() instanceof Map<?, ?> nested) {
      return field(nested, path);
    }
    return new FieldOrder(new FieldPath(path), Direction.valueOf(String.valueOf(entry.getValue())));
  }
}
