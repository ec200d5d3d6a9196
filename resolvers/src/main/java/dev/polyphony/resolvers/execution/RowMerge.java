package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges the rows that several keys of one parent gave: in the list's order, each row once. The
/// order ends with the key, so equal rows are the same row.
final class RowMerge {
  private final Mapping mapping;
  private final List<FieldOrder> order;

  private RowMerge(Mapping mapping, List<FieldOrder> order) {
    this.mapping = mapping;
    this.order = order;
  }

  static RowMerge of(Mapping mapping, List<FieldOrder> order) {
    return new RowMerge(mapping, order);
  }

  int[] merge(int[] found, Rows rows) {
    Comparator<@Nullable Object[]> comparator = RowOrder.of(mapping, order, rows.header());
    List<Integer> sorted = new ArrayList<>();
    for (int row : found) {
      sorted.add(row);
    }
    sorted.sort((a, b) -> comparator.compare(rows.row(a), rows.row(b)));
    IntList distinct = new IntList();
    int last = -1;
    for (int row : sorted) {
      if (last < 0 || comparator.compare(rows.row(last), rows.row(row)) != 0) {
        distinct.add(row);
      }
      last = row;
    }
    return distinct.toArray();
  }
}
