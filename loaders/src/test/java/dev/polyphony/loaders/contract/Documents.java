package dev.polyphony.loaders.contract;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Logical rows as the documents that a store would hold of them.
final class Documents {
  /// Stands in a row for a value that is not there at all.
  static final Object MISSING = new Object();

  private Documents() {}

  /// @param row logical values in the order of the mapping's columns
  static Map<String, @Nullable Object> of(Mapping mapping, @Nullable Object... row) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    List<Column> columns = List.copyOf(mapping.columns().values());
    for (int i = 0; i < row.length; i++) {
      if (row[i] != MISSING) {
        put(document, columns.get(i).name(), stored(columns.get(i), row[i]));
      }
    }
    return document;
  }

  private static @Nullable Object stored(Column column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> elements) || !column.list()) {
      return StoredValues.toStored(column, value);
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : elements) {
      list.add(element == null ? null : StoredValues.toStored(column, element));
    }
    return list;
  }

  @SuppressWarnings("unchecked") // the maps on the way are made here
  private static void put(
      Map<String, @Nullable Object> document, String name, @Nullable Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      document.put(name, value);
      return;
    }
    Object inner = document.computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<>());
    if (inner instanceof Map<?, ?> map) {
      put((Map<String, @Nullable Object>) map, name.substring(dot + 1), value);
    }
  }
}
