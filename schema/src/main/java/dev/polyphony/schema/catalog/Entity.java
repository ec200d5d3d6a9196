package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.List;

/// A type that is stored: its unique keys, the primary one first, and its mappings, the primary one
/// first.
public record Entity(String name, List<List<FieldPath>> keys, List<BoundMapping> mappings) {
  public Entity {
    keys = List.copyOf(keys);
    mappings = List.copyOf(mappings);
    if (keys.isEmpty() || mappings.isEmpty()) {
      throw new IllegalArgumentException(name + " has no key or no mapping");
    }
  }

  public List<FieldPath> key() {
    return keys.getFirst();
  }

  public BoundMapping primary() {
    return mappings.getFirst();
  }
}
