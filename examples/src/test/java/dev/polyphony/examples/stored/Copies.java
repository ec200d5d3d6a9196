package dev.polyphony.examples.stored;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows under keys of their own.
final class Copies {
  /// More than any number that is a key.
  private static final long FAR = 1_000_000_000;

  private Copies() {}

  /// Adds a row and its copies, so many in all.
  static void add(List<Map<String, ?>> rows, Map<String, ?> row, String key, int copies) {
    rows.add(row);
    for (int copy = 1; copy < copies; copy++) {
      Map<String, @Nullable Object> other = new LinkedHashMap<>(row);
      other.put(
          key,
          row.get(key) instanceof Long number
              ? (Object) (number + copy * FAR)
              : row.get(key) + "~" + copy);
      rows.add(other);
    }
  }
}
