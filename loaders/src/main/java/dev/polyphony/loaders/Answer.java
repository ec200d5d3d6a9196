package dev.polyphony.loaders;

import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.Map;
import java.util.TreeMap;

/// What a store answers: rows in the projection's header, which of them belong to which ordinal of
/// the request, and the ordinals that failed. An ordinal that failed has no rows; one without rows
/// and failure has none stored.
public record Answer(Rows rows, Links links, Map<Integer, StoreException> failures) {
  public Answer {
    failures = java.util.Collections.unmodifiableMap(new TreeMap<>(failures));
  }

  public Answer(Rows rows, Links links) {
    this(rows, links, Map.of());
  }
}
