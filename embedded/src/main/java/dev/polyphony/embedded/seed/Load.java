package dev.polyphony.embedded.seed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One file into one table or collection.
///
/// @param file a gzipped CSV file with a header, or gzipped lines of JSON
/// @param rows how many the file holds, so that progress can tell how far it is, and a wrong file
///   fails
/// @param columns by name, in order; lines of JSON are stored as they are and have none
/// @param indexes of a collection: fields with their direction, 1 or -1
record Load(
    String into,
    String file,
    long rows,
    Map<String, ColumnSource> columns,
    List<Map<String, Integer>> indexes) {

  Load(
      String into,
      String file,
      long rows,
      @Nullable Map<String, ColumnSource> columns,
      @Nullable List<Map<String, Integer>> indexes) {
    this.into = Objects.requireNonNull(into, "into");
    this.file = Objects.requireNonNull(file, "file");
    this.rows = rows;
    this.columns =
        columns == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    this.indexes = indexes == null ? List.of() : List.copyOf(indexes);
  }
}
