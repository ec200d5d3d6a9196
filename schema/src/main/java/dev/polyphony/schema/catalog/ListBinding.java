package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import java.util.List;

/// A list of entities, at the root or behind a join.
///
/// @param entity the entity, or the type of the edges, that is listed
/// @param mapping the mapping that serves it
/// @param shape a plain list, or a Relay connection
/// @param filters the arguments that filter it
/// @param order its order, complete to the key
/// @param scan whether the user admits a filter or an order that no access path serves
public record ListBinding(
    String entity,
    Mapping mapping,
    Shape shape,
    List<ArgumentFilter> filters,
    List<FieldOrder> order,
    boolean scan) {
  /// A plain list takes `first`; a connection takes `first after last before`.
  public enum Shape {
    PLAIN,
    CONNECTION
  }

  /// How an argument compares with a field. `IN` takes a list.
  public enum FilterOperator {
    EQ,
    IN,
    LT,
    LTE,
    GT,
    GTE
  }

  /// An argument bound to a field. Left out, it does not filter.
  public record ArgumentFilter(String argument, FieldPath field, FilterOperator operator) {}

  public ListBinding {
    filters = List.copyOf(filters);
    order = List.copyOf(order);
  }
}
