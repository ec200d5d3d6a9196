package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one request has a fetch ask for.
///
/// @param projection the fetch's, with what the gateway itself needs at its end
/// @param pushed the filter that the store applies
/// @param rest the filter that the gateway applies to the rows that come
/// @param order that of this request
/// @param orderCells the way to the value of each of its fields, through a row and its embedded
///   objects; empty where they are not read
/// @param ordered whether the client asked for that order
/// @param page of the rows that pass: one row more than `size`, to see whether there are more
/// @param values of a native statement's arguments
/// @param list null for rows by key and for a single related row
record FetchRequest(
    Projection projection,
    Condition pushed,
    Condition rest,
    List<FieldOrder> order,
    List<int[]> orderCells,
    boolean ordered,
    Page page,
    List<@Nullable Object> values,
    @Nullable ListShape list) {
  FetchRequest {
    order = List.copyOf(order);
    orderCells = List.copyOf(orderCells);
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  FetchRequest with(Page other) {
    return new FetchRequest(
        projection, pushed, rest, order, orderCells, ordered, other, values, list);
  }

  /// The same for rows of several types.
  ///
  /// @param cells by type, as `orderCells`
  FetchRequest over(Map<String, List<int[]>> cells) {
    if (list == null || list.cursors() == null) {
      return this;
    }
    ListShape shape =
        new ListShape(list.size(), list.skipped(), list.capped(), list.cursors().of(cells));
    return new FetchRequest(
        projection, pushed, rest, order, orderCells, ordered, page, values, shape);
  }

  /// Whether no row can pass, so that no store need be asked.
  boolean isForNothing() {
    return pushed.equals(Condition.FALSE) || rest.equals(Condition.FALSE);
  }

  /// Whether rows are left out here, after the store has answered.
  boolean finishes() {
    return !rest.equals(Condition.TRUE);
  }

  /// How a list is answered.
  ///
  /// @param size rows of the answer at most
  /// @param skipped rows before them that are left out
  /// @param capped whether more rows are an error, as in a plain list without `first`
  /// @param cursors of the rows; null for a plain list
  record ListShape(int size, int skipped, boolean capped, @Nullable RowCursors cursors) {}
}
