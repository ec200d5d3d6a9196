package dev.polyphony.resolvers.plan;

import dev.polyphony.schema.catalog.Column;
import java.util.List;

/// What a cursor is made of: the cells of the order's fields in a row, and the field that it is
/// for.
///
/// @param field such as `Query.airports`, which cursors of other fields do not fit
/// @param cells the way to each value through the row and its embedded objects
/// @param columns their columns
public record CursorShape(String field, List<int[]> cells, List<Column> columns) {
  public CursorShape {
    cells = List.copyOf(cells);
    columns = List.copyOf(columns);
  }
}
