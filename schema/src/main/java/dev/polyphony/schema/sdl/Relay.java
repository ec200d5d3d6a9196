package dev.polyphony.schema.sdl;

import graphql.language.FieldDefinition;
import org.jspecify.annotations.Nullable;

/// Recognises connections: types of the shape `edges { node cursor } pageInfo`, the user's own or,
/// where a type is only referred to as `XConnection`, generated.
final class Relay {
  private static final String CONNECTION = "Connection";
  private static final String EDGE = "Edge";

  private Relay() {}

  /// The entity that a connection type lists, or null when it is none.
  static @Nullable String node(Reading reading, String connection) {
    SourceType type = reading.types().get(connection);
    if (type == null) {
      String entity =
          connection.endsWith(CONNECTION)
              ? connection.substring(0, connection.length() - CONNECTION.length())
              : "";
      return reading.isNode(entity) ? entity : null;
    }
    FieldDefinition edges = type.fields().get("edges");
    if (edges == null || !type.fields().containsKey("pageInfo") || !Sdl.isList(edges.getType())) {
      return null;
    }
    return nodeOfEdge(reading, Sdl.name(edges.getType()));
  }

  static @Nullable String nodeOfEdge(Reading reading, String edge) {
    SourceType type = reading.types().get(edge);
    if (type == null) {
      String entity = edge.endsWith(EDGE) ? edge.substring(0, edge.length() - EDGE.length()) : "";
      return reading.isNode(entity) ? entity : null;
    }
    FieldDefinition node = type.fields().get("node");
    return node != null
            && type.fields().containsKey("cursor")
            && reading.isNode(Sdl.name(node.getType()))
        ? Sdl.name(node.getType())
        : null;
  }

  static boolean isConnection(Reading reading, String type) {
    return node(reading, type) != null;
  }

  /// Whether it is an edge or the page info of a connection.
  static boolean isPart(Reading reading, String type) {
    return type.equals("PageInfo") || nodeOfEdge(reading, type) != null;
  }

  static String edgeName(Reading reading, String connection, String entity) {
    SourceType type = reading.types().get(connection);
    FieldDefinition edges = type == null ? null : type.fields().get("edges");
    return edges == null ? entity + EDGE : Sdl.name(edges.getType());
  }
}
