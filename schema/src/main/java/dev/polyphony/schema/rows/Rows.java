package dev.polyphony.schema.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as arrays in the order of one header: the fields that were asked for.
///
/// A cell holds null, a logical value (see `ValueType`), a `List` of such for a list of values, a
/// nested `Rows` for an embedded object (0 or 1 rows) or an array of them (n rows; a null cell is
/// an absent array), or a [BadValue]. Cells are not changed after the rows were handed out.
public final class Rows {
  private final List<String> header;
  private final List<@Nullable Object[]> rows;

  private Rows(List<String> header, List<@Nullable Object[]> rows) {
    this.header = header;
    this.rows = rows;
  }

  /// Takes the rows as they are; the caller does not change them afterwards. All values that a way
  /// leads to: an index, and one more for each embedded object on the way; nulls and bad values are
  /// among them.
  public static void follow(@Nullable Object[] row, int[] way, List<@Nullable Object> values) {
    follow(row, way, 0, values);
  }

  private static void follow(
      @Nullable Object[] row, int[] way, int step, List<@Nullable Object> values) {
    Object cell = row[way[step]];
    switch (cell) {
      case Rows nested when step < way.length - 1 -> {
        for (int i = 0; i < nested.size(); i++) {
          follow(nested.row(i), way, step + 1, values);
        }
      }
      case List<?> list -> values.addAll(list);
      case null, default -> values.add(cell);
    }
  }

  public static Rows of(List<String> header, List<@Nullable Object[]> rows) {
    return new Rows(List.copyOf(header), rows);
  }

  public static Rows empty(List<String> header) {
    return new Rows(List.copyOf(header), List.of());
  }

  public List<String> header() {
    return header;
  }

  public int size() {
    return rows.size();
  }

  public @Nullable Object get(int row, int column) {
    return rows.get(row)[column];
  }

  /// The cells of one row, in header order; not to be changed.
  public @Nullable Object[] row(int row) {
    return rows.get(row);
  }

  /// The column of a field, or -1.
  public int column(String field) {
    return header.indexOf(field);
  }

  @Override
  public String toString() {
    return "Rows" + header + " × " + rows.size();
  }
}
