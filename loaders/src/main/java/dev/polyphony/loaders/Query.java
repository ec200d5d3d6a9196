package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import java.util.List;

/// Rows of a source that pass the filter, in order, one page for each ordinal.
///
/// @param order total: it ends with the key. Positions of the page have a value for each of its
///   fields
public record Query(
    Source source, Projection projection, Condition filter, List<FieldOrder> order, Page page) {
  public Query {
    order = List.copyOf(order);
  }
}
