package dev.polyphony.examples.stored;

import dev.polyphony.schema.catalog.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows under keys of their own.
final class Copies {
  /// More than any number that is a key.
  private static final int FAR = 500_000_000;

  private Copies() {}

  /// Adds a row of a mapping and its copies, so many in all: another value for the last field of
  /// the key that is a number or a text.
  static void add(List<Map<String, ?>> rows, Map<String, ?> row, Mapping mapping, int copies) {
    String changed =
        mapping.key().stream()
            .map(field -> mapping.column(field).name())
            .filter(name -> copy(row.get(name), 1) != null)
            .reduce((_, last) -> last)
            .orElseThrow(() -> new AssertionError("no key to change in " + mapping));
    add(rows, row, changed, copies);
  }

  static void add(List<Map<String, ?>> rows, Map<String, ?> row, String key, int copies) {
    rows.add(row);
    for (int copy = 1; copy < copies; copy++) {
      Map<String, @Nullable Object> other = new LinkedHashMap<>(row);
      other.put(key, copy(row.get(key), copy));
      rows.add(other);
    }
  }

  private static @Nullable Object copy(@Nullable Object value, int copy) {
    return switch (value) {
      case Integer number -> number + copy * FAR;
      case Long number -> number + (long) copy * FAR;
      case UUID id ->
          new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + copy * 7L);
      case String digits when digits.matches("\\d{1,9}") ->
          "" + (Long.parseLong(digits) + (long) copy * FAR);
      case String text -> text + "~" + copy;
      case null, default -> null;
    };
  }
}
