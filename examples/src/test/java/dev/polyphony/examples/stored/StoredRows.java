package dev.polyphony.examples.stored;

import static java.util.Objects.requireNonNull;

import dev.polyphony.embedded.Database;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows that an example's real stores hold, as plain maps by stored name.
public final class StoredRows {
  private StoredRows() {}

  /// By store and source; each row so many times, the copies under keys of their own.
  ///
  /// @param example its folder
  /// @param databases where its stores' data is, by the store's name
  public static Map<String, Map<String, List<Map<String, ?>>>> all(
      Path example, Catalog catalog, Map<String, Database> databases, int copies) {
    Map<String, Map<String, List<Map<String, ?>>>> stores = new LinkedHashMap<>();
    databases.forEach((store, database) -> {
      List<Mapping> mappings = mappings(catalog, store);
      String kind = requireNonNull(catalog.stores().get(store)).rules().kind();
      stores.put(
          store,
          switch (kind) {
            case "postgresql" -> Tables.rows(database, mappings, copies);
            case "mongodb" -> Documents.rows(database, mappings, copies);
            case "redis" -> Entries.rows(database, mappings, copies);
            case "cassandra" -> Partitions.rows(database, mappings, copies);
            case "janusgraph" -> Graph.rows(example.resolve("seed"), store, copies);
            default -> throw new AssertionError(kind);
          });
    });
    return stores;
  }

  /// What is mapped to the store, each source once.
  private static List<Mapping> mappings(Catalog catalog, String store) {
    Map<String, Mapping> sources = new LinkedHashMap<>();
    for (Entity entity : catalog.entities().values()) {
      for (BoundMapping bound : entity.mappings()) {
        if (bound.mapping().store().equals(store)) {
          sources.putIfAbsent(bound.mapping().from(), bound.mapping());
        }
      }
    }
    return new ArrayList<>(sources.values());
  }
}
