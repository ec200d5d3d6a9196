package dev.polyphony.resolvers.oracle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row, or an object inside one: field names to values, lists, maps, null, or [Bad#VALUE].
///
/// @param type the entity's name; empty for an embedded object
/// @param index its place in the list of all rows of its entity; -1 for an embedded object
record NaiveRow(String type, int index, Map<String, @Nullable Object> values) {
  NaiveRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// Stands for a stored value that does not fit its declaration.
  enum Bad {
    VALUE
  }

  @Nullable Object get(String field) {
    return values.get(field);
  }
}
