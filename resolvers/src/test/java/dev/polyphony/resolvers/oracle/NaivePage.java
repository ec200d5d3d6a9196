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
    return list + SEPARATOR + place(row);
  }

  /// Whether a text is a cursor of the oracle's, for the field of these coordinates.
  static boolean isCursorOf(String coordinates, String text) {
    return text.startsWith(coordinates + "(") && text.indexOf(SEPARATOR) > 0;
  }

  static boolean isCursor(String text) {
    return text.indexOf(SEPARATOR) > 0;
  }

  private static String place(NaiveRow row) {
    return row.type() + row.index();
  }

  /// The row of a cursor.
  static NaiveRow row(String list, String cursor, List<NaiveRow> rows) {
    if (!cursor.startsWith(list + SEPARATOR)) {
      throw new NaiveFailure("CURSOR_INVALID");
    }
    String place = cursor.substring(list.length() + 1);
    return rows.stream().filter(row -> place(row).equals(place)).findFirst().orElseThrow();
  }
}
