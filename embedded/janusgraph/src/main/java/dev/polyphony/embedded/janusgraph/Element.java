package dev.polyphony.embedded.janusgraph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A vertex, or an edge between two.
///
/// @param label of the vertex or the edge
/// @param from where the edge starts; null for a vertex
/// @param to where the edge ends; null for a vertex
/// @param values by property; several of a property that holds a list
record Element(
    String label, @Nullable Endpoint from, @Nullable Endpoint to, Map<String, JsonNode> values) {
  /// A vertex by its label and the value of one indexed property.
  record Endpoint(String label, String property, JsonNode value) {}
}
