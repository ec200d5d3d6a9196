package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the cursors of one list's rows.
///
/// @param scope what ties them to the list
/// @param cells the way to the value of each field of the order through a row and its embedded
///   objects
/// @param byType the same for rows of several types, each of which names its own in its last cell;
///   empty where all are of one
public record RowCursors(CursorScope scope, List<int[]> cells, Map<String, List<int[]>> byType) {
  public RowCursors {
    cells = List.copyOf(cells);
    byType = Map.copyOf(byType);
  }

  RowCursors(CursorScope scope, List<int[]> cells) {
    this(scope, cells, Map.of());
  }

  /// The same for rows of several types.
  RowCursors of(Map<String, List<int[]>> types) {
    return new RowCursors(scope, cells, types);
  }

  public String encode(@Nullable Object[] row) {
    List<int[]> own =
        byType.isEmpty() ? cells : byType.getOrDefault(String.valueOf(row[row.length - 1]), cells);
    @Nullable Object[] values = new @Nullable Object[own.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row, own.get(i));
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
