package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Edges, each with what is stored of it. Values are the same as stored as in the schema.
///
/// @param edges by store and label
record NaiveGraph(Map<String, Map<String, List<Edge>>> edges) {
  static final NaiveGraph NONE = new NaiveGraph(Map.of());

  /// @param label the vertex' label
  /// @param values by stored name
  record Vertex(String label, Map<String, Object> values) {
    boolean isOf(Mapping mapping) {
      return mapping.from().equals(label);
    }
  }

  /// @param values by stored name
  record Edge(String id, Map<String, Object> values, Vertex out, Vertex in) {}

  /// An edge as it is seen from one end, as a row of the relationship's edge mapping.
  record Seen(Vertex near, NaiveRow row) {}

  /// All edges of a relationship, seen from their near ends.
  List<Seen> seen(Relationship relationship) {
    List<Seen> seen = new ArrayList<>();
    Mapping mapping = relationship.edge();
    for (Edge edge :
        edges
            .getOrDefault(mapping.store(), Map.of())
            .getOrDefault(relationship.label(), List.of())) {
      if (relationship.direction() != EdgeDirection.IN) {
        add(seen, relationship, edge, edge.out, edge.in);
      }
      boolean loop = edge.out.equals(edge.in) && relationship.direction() == EdgeDirection.BOTH;
      if (relationship.direction() != EdgeDirection.OUT && !loop) {
        add(seen, relationship, edge, edge.in, edge.out);
      }
    }
    return seen;
  }

  private static void add(
      List<Seen> seen, Relationship relationship, Edge edge, Vertex near, Vertex far) {
    if (near.isOf(relationship.near()) && far.isOf(relationship.far())) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      relationship
          .edge()
          .columns()
          .forEach((field, column) -> values.put(field, value(column, edge, near, far)));
      seen.add(new Seen(near, new NaiveRow(relationship.edge().entity(), seen.size(), values)));
    }
  }

  private static @Nullable Object value(Column column, Edge edge, Vertex near, Vertex far) {
    String name = column.name();
    if (name.equals("$id")) {
      return edge.id;
    }
    if (name.equals("$target") || name.equals("$source")) {
      Vertex end = name.equals("$target") ? far : near;
      Map<String, @Nullable Object> inner = new LinkedHashMap<>();
      column.nested().forEach((field, of) -> inner.put(field, end.values.get(of.name())));
      return inner;
    }
    return name.startsWith("$target.")
        ? far.values.get(name.substring("$target.".length()))
        : edge.values.get(name);
  }

  /// Whether the vertex has this key.
  static boolean hasKey(Mapping mapping, Vertex vertex, List<Object> key) {
    List<@Nullable Object> own = new ArrayList<>();
    for (FieldPath field : mapping.key()) {
      own.add(vertex.values.get(mapping.column(field).name()));
    }
    return Objects.equals(own, key);
  }

  /// As documents of the in-memory store, by store and label.
  Map<String, Map<String, List<Map<String, ?>>>> documents() {
    Map<String, Map<String, List<Map<String, ?>>>> documents = new LinkedHashMap<>();
    edges.forEach((store, labels) -> {
      Map<String, List<Map<String, ?>>> all = new LinkedHashMap<>();
      labels.forEach(
          (label, list) -> all.put(label, list.stream().map(NaiveGraph::document).toList()));
      documents.put(store, all);
    });
    return documents;
  }

  private static Map<String, ?> document(Edge edge) {
    Map<String, Object> document = new LinkedHashMap<>(edge.values);
    document.put("$id", edge.id);
    document.put("$out", document(edge.out));
    document.put("$in", document(edge.in));
    return document;
  }

  private static Map<String, ?> document(Vertex vertex) {
    Map<String, Object> document = new LinkedHashMap<>(vertex.values);
    document.put("$label", vertex.label);
    return document;
  }
}
