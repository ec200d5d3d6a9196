package dev.polyphony.examples.stored;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows that the example's real stores hold, as plain maps by stored name.
public final class StoredRows {
  private StoredRows() {}

  /// By store and source; each row so many times, the copies under keys of their own.
  public static Map<String, Map<String, List<Map<String, ?>>>> all(Path example, int copies) {
    Map<String, Map<String, List<Map<String, ?>>>> stores = new LinkedHashMap<>();
    stores.put("office", Tables.rows(copies));
    stores.put("guides", Documents.rows(copies));
    stores.put("hot", Entries.rows(copies));
    stores.put("telemetry", Partitions.rows(copies));
    stores.put("routes", Graph.rows(example.resolve("data"), copies));
    return stores;
  }
}
