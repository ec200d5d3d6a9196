package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a mapping's source is laid out, where its kind offers a choice.
///
/// @param partition the fields that must be known before anything can be read: as declared, or
///   those of the placeholders in the source's name in order of first appearance; empty when a
///   source is read as one
/// @param structure what lies under a key; null when nothing was declared
/// @param consistency the level as written, of reads; null for the store's own
public record Storage(
    List<FieldPath> partition, @Nullable Structure structure, @Nullable String consistency) {
  /// A source without any of it.
  public static final Storage PLAIN = new Storage(List.of(), null, null);

  /// What lies under one key of a key-value store.
  public enum Structure {
    HASH,
    STRING,
    JSON,
    SET,
    SORTED_SET
  }

  public Storage {
    partition = List.copyOf(partition);
  }
}
