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
/// @param order its order where none is asked for, complete to the key
/// @param access what may be asked for
/// @param inputs what the names of its generated inputs begin with
public record ListBinding(
    String entity,
    Mapping mapping,
    Shape shape,
    List<ArgumentFilter> filters,
    List<FieldOrder> order,
    ListAccess access,
    String inputs) {
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

  /// The same list in another order.
  public ListBinding in(List<FieldOrder> other) {
    return new ListBinding(entity, mapping, shape, filters, other, access, inputs);
  }
}
