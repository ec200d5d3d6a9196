package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the cursors of one list's rows.
///
/// @param scope what ties them to the list
/// @param cells the way to the value of each field of the order through a row and its embedded
///   objects
public record RowCursors(CursorScope scope, List<int[]> cells) {
  public RowCursors {
    cells = List.copyOf(cells);
  }

  public String encode(@Nullable Object[] row) {
    @Nullable Object[] values = new @Nullable Object[cells.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row, cells.get(i));
    }
    return scope.encode(values);
  }

  /// The value at the end of a way; null for one that does not fit.
  static @Nullable Object value(@Nullable Object[] row, int[] way) {
    @Nullable Object[] cells = row;
    for (int step = 0; step < way.length - 1; step++) {
      if (!(cells[way[step]] instanceof Rows nested) || nested.size() == 0) {
        return null;
      }
      cells = nested.row(0);
    }
    Object value = cells[way[way.length - 1]];
    return value instanceof BadValue ? null : value;
  }
}
