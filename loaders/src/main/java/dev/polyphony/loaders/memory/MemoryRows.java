package dev.polyphony.loaders.memory;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads stored documents as rows.
final class MemoryRows {
  private MemoryRows() {}

  static Rows of(Mapping mapping, Projection projection, List<Map<String, ?>> documents) {
    return rows(mapping.columns(), projection, documents);
  }

  private static Rows rows(
      Map<String, Column> columns, Projection projection, List<? extends Map<?, ?>> documents) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Map<?, ?> document : documents) {
      @Nullable Object[] row = new @Nullable Object[projection.items().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = cell(columns, projection.items().get(i), document);
      }
      rows.add(row);
    }
    return Rows.of(projection.names(), rows);
  }

  private static @Nullable Object cell(
      Map<String, Column> columns, Projection.Item item, Map<?, ?> document) {
    Column column = columns.get(item.field());
    if (column == null) {
      throw new IllegalArgumentException("no column " + item.field());
    }
    Object stored = stored(column, document);
    Projection nested = item.nested();
    if (nested == null) {
      return StoredValues.fromStored(column, stored);
    }
    return switch (stored) {
      case null -> column.list() ? null : Rows.empty(nested.names());
      case Map<?, ?> object when !column.list() -> rows(column.nested(), nested, List.of(object));
      case List<?> list when column.list() && list.stream().allMatch(Map.class::isInstance) ->
          rows(column.nested(), nested, list.stream().map(o -> (Map<?, ?>) o).toList());
      default -> new BadValue("expected an object in " + column.name());
    };
  }

  /// What is stored under the first of the column's names that is present.
  private static @Nullable Object stored(Column column, Map<?, ?> document) {
    for (String name : column.names()) {
      Object value = at(document, name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object at(Map<?, ?> document, String name) {
    if (document.containsKey(name)) {
      return document.get(name);
    }
    int dot = name.indexOf('.');
    return dot > 0 && document.get(name.substring(0, dot)) instanceof Map<?, ?> inner
        ? at(inner, name.substring(dot + 1))
        : null;
  }

  /// The logical values that a field has: none when it is null, several where a list is on its way.
  /// What does not fit is a [BadValue] among them, as it is in rows that the gateway filters.
  static List<Object> values(Mapping mapping, FieldPath field, Map<?, ?> document) {
    List<Object> values = new ArrayList<>();
    collect(mapping.columns(), field.segments(), document, values);
    return values;
  }

  private static void collect(
      Map<String, Column> columns, List<String> path, Map<?, ?> document, List<Object> values) {
    Column column = columns.get(path.getFirst());
    Object stored = column == null ? null : stored(column, document);
    if (column == null || stored == null) {
      return;
    }
    for (Object element : stored instanceof List<?> list ? list : List.of(stored)) {
      if (path.size() > 1) {
        if (element instanceof Map<?, ?> inner) {
          collect(column.nested(), path.subList(1, path.size()), inner, values);
        }
        continue;
      }
      Object value = StoredValues.fromStoredElement(column, element);
      if (value != null) {
        values.add(value);
      }
    }
  }

  static @Nullable Object value(Mapping mapping, FieldPath field, Map<?, ?> document) {
    for (Object value : values(mapping, field, document)) {
      if (!(value instanceof BadValue)) {
        return value;
      }
    }
    return null;
  }
}
