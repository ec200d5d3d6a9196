package dev.polyphony.loaders.memory;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Edges as they are seen from their near vertices.
///
/// An edge's document holds its properties, `$id`, and the vertices' documents under `$out` and
/// `$in`; a vertex' document holds its label under `$label`.
///
/// @param documents with the vertices under `$source` and `$target`
/// @param byVertex the indexes of the documents by the near vertex' key
record MemoryEdges(List<Map<String, ?>> documents, Map<List<Object>, List<Integer>> byVertex) {
  static MemoryEdges of(Relationship relationship, List<Map<String, ?>> edges) {
    MemoryEdges seen = new MemoryEdges(new ArrayList<>(), new HashMap<>());
    for (Map<String, ?> edge : edges) {
      if (relationship.direction() != EdgeDirection.IN) {
        seen.add(relationship, edge, "$out", "$in");
      }
      // Seen from both ends, a loop is still one edge.
      boolean loop =
          relationship.direction() == EdgeDirection.BOTH
              && Objects.equals(edge.get("$out"), edge.get("$in"));
      if (relationship.direction() != EdgeDirection.OUT && !loop) {
        seen.add(relationship, edge, "$in", "$out");
      }
    }
    return seen;
  }

  private void add(Relationship relationship, Map<String, ?> edge, String near, String far) {
    List<Object> key = key(relationship.near(), edge.get(near));
    if (key == null || key(relationship.far(), edge.get(far)) == null) {
      return;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>(edge);
    document.put("$source", edge.get(near));
    document.put("$target", edge.get(far));
    byVertex.computeIfAbsent(key, _ -> new ArrayList<>()).add(documents.size());
    documents.add(document);
  }

  /// Null when the vertex is none of the mapping's.
  private static @Nullable List<Object> key(Mapping mapping, @Nullable Object vertex) {
    if (!(vertex instanceof Map<?, ?> document) || !mapping.from().equals(document.get("$label"))) {
      return null;
    }
    List<Object> key = new ArrayList<>();
    for (FieldPath field : mapping.key()) {
      Object value = MemoryRows.value(mapping, field, document);
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return key;
  }

  List<List<Integer>> of(KeyBatch parents, Predicate<Map<String, ?>> passes) {
    List<List<Integer>> found = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      List<Object> key = new ArrayList<>();
      for (int c = 0; c < parents.width(); c++) {
        key.add(parents.get(i, c));
      }
      found.add(
          byVertex.getOrDefault(key, List.of()).stream()
              .filter(index -> passes.test(documents.get(index)))
              .toList());
    }
    return found;
  }
}
