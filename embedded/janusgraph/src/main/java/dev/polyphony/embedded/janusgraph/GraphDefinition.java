package dev.polyphony.embedded.janusgraph;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.Cardinality;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.PropertyKey;
import org.janusgraph.core.schema.JanusGraphManagement;
import org.jspecify.annotations.Nullable;

/// The schema of a graph. Making it adds what is missing; what exists stays as it is, so an index
/// over old properties or labels serves new elements only.
///
/// @param properties by name: a type, or a list of one type for a property that holds a list
/// @param vertices the labels of vertices
/// @param edges the labels of edges, with what each vertex sorts its edges by, if anything
/// @param indexes over the properties of vertices, for equality
record GraphDefinition(
    Map<String, Object> properties,
    List<String> vertices,
    Map<String, List<String>> edges,
    List<IndexDefinition> indexes) {

  /// @param label the vertices' label
  record IndexDefinition(String label, List<String> properties, boolean unique) {}

  @JsonCreator
  GraphDefinition(
      @Nullable Map<String, Object> properties,
      @Nullable List<String> vertices,
      @Nullable Map<String, List<String>> edges,
      @Nullable List<IndexDefinition> indexes) {
    this.properties = properties == null ? Map.of() : properties;
    this.vertices = vertices == null ? List.of() : vertices;
    this.edges = edges == null ? Map.of() : edges;
    this.indexes = indexes == null ? List.of() : indexes;
  }

  void make(JanusGraph graph) {
    var management = graph.openManagement();
    try {
      properties.forEach((name, type) -> property(management, name, type));
      for (var label : vertices) {
        if (!management.containsVertexLabel(label)) {
          management.makeVertexLabel(label).make();
        }
      }
      edges.forEach((label, sorted) -> edge(management, label, sorted));
      indexes.forEach(index -> index(management, index));
      management.commit();
    } finally {
      if (management.isOpen()) {
        management.rollback();
      }
    }
  }

  private static void property(JanusGraphManagement management, String name, Object type) {
    if (management.containsPropertyKey(name)) {
      return;
    }
    var list = type instanceof List<?>;
    var element = type instanceof List<?> types ? types.getFirst() : type;
    management
        .makePropertyKey(name)
        .dataType(javaType(String.valueOf(element)))
        .cardinality(list ? Cardinality.LIST : Cardinality.SINGLE)
        .make();
  }

  private static Class<?> javaType(String type) {
    return switch (type) {
      case "text" -> String.class;
      case "int" -> Integer.class;
      case "long" -> Long.class;
      case "double" -> Double.class;
      case "boolean" -> Boolean.class;
      case "uuid" -> UUID.class;
      case "instant" -> Instant.class;
      case "date" -> Date.class;
      case "bytes" -> byte[].class;
      default -> throw new IllegalArgumentException("a property cannot be of type " + type);
    };
  }

  private static void edge(JanusGraphManagement management, String label, List<String> sorted) {
    if (management.containsEdgeLabel(label)) {
      return;
    }
    var made = management.makeEdgeLabel(label).make();
    for (var property : sorted) {
      management.buildEdgeIndex(
          made,
          label + "By" + property,
          Direction.BOTH,
          Order.asc,
          management.getPropertyKey(property));
    }
  }

  private static void index(JanusGraphManagement management, IndexDefinition index) {
    var name = index.label() + "By" + String.join("And", index.properties());
    if (management.containsGraphIndex(name)) {
      return;
    }
    var builder = management.buildIndex(name, Vertex.class);
    for (var property : index.properties()) {
      PropertyKey key = management.getPropertyKey(property);
      builder.addKey(key);
    }
    builder.indexOnly(management.getVertexLabel(index.label()));
    if (index.unique()) {
      builder.unique();
    }
    builder.buildCompositeIndex();
  }
}
