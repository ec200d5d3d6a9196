package dev.polyphony.embedded.seed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One file into one table or collection, or into the vertices or edges of one label.
///
/// @param file a gzipped CSV file with a header, or gzipped lines of JSON
/// @param rows how many the file holds, so that progress can tell how far it is, and a wrong file
///   fails
/// @param columns by name, in order; lines of JSON are stored as they are and have none
/// @param redis what the rows become in Redis, where `into` is a template for keys
/// @param indexes of a collection: fields with their direction, 1 or -1
/// @param more further files of the same shape, for sizes above the smallest
/// @param edge what each row connects, when it is an edge of a graph
record Load(
    String into,
    String file,
    long rows,
    Map<String, ColumnSource> columns,
    List<Map<String, Integer>> indexes,
    @Nullable RedisShape redis,
    Map<SeedSize, Part> more,
    @Nullable Edge edge) {

  /// A further file and how many rows it holds.
  record Part(String file, long rows) {
    Part {
      Objects.requireNonNull(file, "file");
    }
  }

  Load(
      String into,
      String file,
      long rows,
      @Nullable Map<String, ColumnSource> columns,
      @Nullable List<Map<String, Integer>> indexes,
      @Nullable RedisShape redis,
      @Nullable Map<SeedSize, Part> more,
      @Nullable Edge edge) {
    this.into = Objects.requireNonNull(into, "into");
    this.file = Objects.requireNonNull(file, "file");
    this.rows = rows;
    this.columns =
        columns == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    this.indexes = indexes == null ? List.of() : List.copyOf(indexes);
    this.redis = redis;
    this.more = more == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(more));
    this.edge = edge;
  }

  /// This load and those of its further files that belong to a size.
  List<Load> upTo(SeedSize size) {
    var loads = new ArrayList<Load>();
    loads.add(new Load(into, file, rows, columns, indexes, redis, null, edge));
    more.forEach((least, part) -> {
      if (least.compareTo(size) <= 0) {
        loads.add(new Load(into, part.file(), part.rows(), columns, indexes, redis, null, edge));
      }
    });
    return loads;
  }
}
