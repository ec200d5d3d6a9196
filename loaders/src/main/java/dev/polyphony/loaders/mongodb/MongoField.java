package dev.polyphony.loaders.mongodb;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.List;

/// Where a field lies inside the documents.
///
/// @param column what is stored there
/// @param paths dotted; the first that is present counts
/// @param inArray whether the way to it leads through an array
record MongoField(FieldPath field, Column column, List<String> paths, boolean inArray) {
  static MongoField of(Mapping mapping, FieldPath field) {
    List<Column> columns = mapping.columnsOn(field);
    List<String> paths = List.of("");
    boolean inArray = columns.subList(0, columns.size() - 1).stream().anyMatch(Column::list);
    for (Column column : columns) {
      paths = extended(paths, column.names());
    }
    return new MongoField(field, columns.getLast(), paths, inArray);
  }

  static List<String> extended(List<String> prefixes, List<String> names) {
    List<String> paths = new ArrayList<>(prefixes.size() * names.size());
    for (String prefix : prefixes) {
      for (String name : names) {
        paths.add(prefix.isEmpty() ? name : prefix + "." + name);
      }
    }
    return paths;
  }

  String path() {
    return paths.getFirst();
  }

  /// Whether it holds one value at one place, so that documents can be ordered by it.
  boolean isSingle() {
    return !inArray && !column.list() && !column.isObject() && paths.size() == 1;
  }
}
