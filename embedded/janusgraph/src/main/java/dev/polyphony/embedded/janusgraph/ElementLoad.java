package dev.polyphony.embedded.janusgraph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.PropertyKey;

/// Loads elements in one transaction; nothing is left of one that fails.
final class ElementLoad {
  private final JanusGraph graph;
  private final Map<Element.Endpoint, Vertex> ends = new HashMap<>();
  private final Map<String, PropertyKey> keys = new HashMap<>();

  ElementLoad(JanusGraph graph) {
    this.graph = graph;
  }

  void load(MappingIterator<Element> elements) throws IOException {
    var transaction = graph.buildTransaction().enableBatchLoading().start();
    try {
      while (elements.hasNextValue()) {
        load(transaction, elements.nextValue());
      }
      transaction.commit();
    } finally {
      if (transaction.isOpen()) {
        transaction.rollback();
      }
    }
  }

  private void load(JanusGraphTransaction transaction, Element element) {
    if (element.from() == null || element.to() == null) {
      var vertex = transaction.addVertex(element.label());
      element.values().forEach((name, value) -> put(vertex, key(transaction, name), value));
    } else {
      var from = end(transaction, element.from());
      var edge = from.addEdge(element.label(), end(transaction, element.to()));
      element.values().forEach((name, value) -> put(edge, key(transaction, name), value));
    }
  }

  private static void put(Vertex vertex, PropertyKey key, JsonNode value) {
    var cardinality = key.cardinality().convert();
    for (var one : value.isArray() ? value : List.of(value)) {
      vertex.property(cardinality, key.name(), typed(key.dataType(), one));
    }
  }

  private static void put(Edge edge, PropertyKey key, JsonNode value) {
    edge.property(key.name(), typed(key.dataType(), value));
  }

  private PropertyKey key(JanusGraphTransaction transaction, String name) {
    return keys.computeIfAbsent(
        name,
        unknown -> {
          var key = transaction.getPropertyKey(unknown);
          if (key == null) {
            throw new IllegalArgumentException("the graph has no property " + unknown);
          }
          return key;
        });
  }

  private Vertex end(JanusGraphTransaction transaction, Element.Endpoint end) {
    return ends.computeIfAbsent(
        end,
        unknown -> {
          var type = key(transaction, end.property()).dataType();
          return transaction
              .traversal()
              .V()
              .hasLabel(end.label())
              .has(end.property(), typed(type, end.value()))
              .tryNext()
              .orElseThrow(() -> new IllegalArgumentException("there is no vertex " + end));
        });
  }

  private static Object typed(Class<?> type, JsonNode value) {
    if (type == Integer.class) {
      return Math.toIntExact(
          value.isTextual() ? Long.parseLong(value.asText()) : value.longValue());
    } else if (type == Long.class) {
      return value.isTextual() ? Long.parseLong(value.asText()) : value.longValue();
    } else if (type == Double.class) {
      return value.isTextual() ? Double.parseDouble(value.asText()) : value.doubleValue();
    } else if (type == Boolean.class) {
      return value.isTextual() ? Boolean.parseBoolean(value.asText()) : value.booleanValue();
    } else if (type == UUID.class) {
      return UUID.fromString(value.asText());
    } else if (type == Instant.class) {
      return Instant.parse(value.asText());
    } else if (type == Date.class) {
      return Date.from(Instant.parse(value.asText()));
    } else if (type == byte[].class) {
      return Base64.getDecoder().decode(value.asText());
    }
    return value.asText();
  }
}
