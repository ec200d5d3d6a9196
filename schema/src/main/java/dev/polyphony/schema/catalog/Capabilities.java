package dev.polyphony.schema.catalog;

import java.util.List;

/// What a store can do well with one mapping, computed from the declaration alone.
///
/// @param paths the access paths, the primary key's first
/// @param scans whether the kind can also filter and order without an access path, when the user
///   admits it by `scan: true`
/// @param relatesFreely whether a join may use fields that no access path serves (then a warning)
public record Capabilities(List<AccessPath> paths, boolean scans, boolean relatesFreely) {
  public Capabilities {
    paths = List.copyOf(paths);
  }
}
