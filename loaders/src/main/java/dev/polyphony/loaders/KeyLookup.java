package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;

/// Rows by a unique key.
///
/// @param key the fields of the primary key or of another unique key, as many as the keys are wide
/// @param keys may hold duplicates; every component fits its column's stored type
public record KeyLookup(
    Mapping mapping, List<FieldPath> key, KeyBatch keys, Projection projection) {
  public KeyLookup {
    key = List.copyOf(key);
    if (key.size() != keys.width()) {
      throw new IllegalArgumentException("keys of " + keys.width() + " for " + key);
    }
  }
}
