package dev.polyphony.resolvers.oracle;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection of the oracle's.
///
/// @param list what ties cursors to the field and its filters
/// @param count of the rows of all pages; fails where they are not counted
record NaivePage(
    String list, List<NaiveRow> rows, boolean next, boolean previous, Supplier<Integer> count) {
  private static final char SEPARATOR = '\u0001';

  /// One edge; its node is the row.
  record Edge(NaivePage page, NaiveRow row) {
    String cursor() {
      return page.cursor(row);
    }
  }

  List<Edge> edges() {
    return rows.stream().map(row -> new Edge(this, row)).toList();
  }

  int total() {
    return count.get();
  }

  @Nullable String start() {
    return rows.isEmpty() ? null : cursor(rows.getFirst());
  }

  @Nullable String end() {
    return rows.isEmpty() ? null : cursor(rows.getLast());
  }

  private String cursor(NaiveRow row) {
    return list + SEPARATOR + row.index();
  }

  /// Whether a text is a cursor of the oracle's, for the field of these coordinates.
  static boolean isCursorOf(String coordinates, String text) {
    return text.startsWith(coordinates + "(") && text.indexOf(SEPARATOR) > 0;
  }

  static boolean isCursor(String text) {
    return text.indexOf(SEPARATOR) > 0;
  }

  /// The index of a cursor's row.
  static int index(String list, String cursor) {
    if (!cursor.startsWith(list + SEPARATOR)) {
      throw new NaiveFailure("CURSOR_INVALID");
    }
    return Integer.parseInt(cursor.substring(list.length() + 1));
  }
}
