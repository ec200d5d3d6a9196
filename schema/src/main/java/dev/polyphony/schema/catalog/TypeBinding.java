package dev.polyphony.schema.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/// An object type and where its fields come from, inaccessible ones included.
///
/// @param fields by name, in the order of the SDL
public record TypeBinding(String name, Kind kind, Map<String, FieldBinding> fields) {
  public enum Kind {
    /// The query root.
    QUERY,
    /// The root of subscriptions.
    SUBSCRIPTION,
    /// Stored; there is an [Entity] of the same name.
    ENTITY,
    /// Lies inside the row of an entity.
    EMBEDDED,
    /// An edge of a graph, with its properties.
    LINK,
    /// A row of a native statement.
    ROW,
    /// A message of a topic.
    EVENT,
    CONNECTION,
    EDGE,
    PAGE_INFO
  }

  public TypeBinding {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
