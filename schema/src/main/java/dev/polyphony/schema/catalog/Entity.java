package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// The mappings that hold every field: the primary one, and those beside it in its store.
  public List<BoundMapping> whole() {
    String store = primary().mapping().store();
    return mappings.stream().filter(one -> one.mapping().store().equals(store)).toList();
  }

  /// The mapping that finds at most one entity by these fields; null when they are no unique key.
  public @Nullable BoundMapping byKey(List<FieldPath> fields) {
    for (BoundMapping one : whole()) {
      if (one.mapping().isKey(fields)) {
        return one;
      }
    }
    return null;
  }

  public BoundMapping primary() {
    return mappings.getFirst();
  }
}
