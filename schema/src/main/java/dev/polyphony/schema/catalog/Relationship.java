package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;

/// Edges of one label that lead from the vertices of one mapping to those of another.
///
/// The edges are a mapping too, so that filters, orders, projections and pages speak of them as of
/// rows. Stored names say where a value lies: `dist` is a property of the edge, `$target.code` one
/// of the far vertex, `$source.code` one of the near one; a column of the name `$target` or
/// `$source` holds the vertex as an embedded object; `$id` is the edge's id as text. The field
/// [#ID] is always among them and ends every order, so that parallel edges stay apart.
///
/// @param near the vertices that edges are asked for, by their key
/// @param far the vertices at the other end
/// @param edge what is read of an edge and its ends
public record Relationship(
    String label, EdgeDirection direction, Mapping near, Mapping far, Mapping edge) {
  /// The hidden field of an edge's id.
  public static final FieldPath ID = FieldPath.of("$id");

  /// Seen from the near vertex.
  public enum EdgeDirection {
    OUT,
    IN,
    BOTH
  }
}
