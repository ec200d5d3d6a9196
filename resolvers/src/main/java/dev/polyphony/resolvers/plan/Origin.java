package dev.polyphony.resolvers.plan;

import java.util.List;

/// Where the objects of a selection come from.
public sealed interface Origin {
  /// The one object of the operation's root type.
  record Root() implements Origin {}

  /// Rows that a fetch answers to one of its consumers.
  record Fetched(int fetch, int consumer) implements Origin {}

  /// Embedded objects in a cell of the parent's rows.
  record Embedded(int column) implements Origin {}

  /// An entity of which only its key is asked and which the schema promises to exist: its rows are
  /// cells of the parent's.
  record KeyOnly(List<Integer> columns) implements Origin {
    public KeyOnly {
      columns = List.copyOf(columns);
    }
  }

  /// One connection per parent: pages that a fetch answers to one of its consumers.
  record Pages(int fetch, int consumer) implements Origin {}

  /// The rows of the parent's page, as edges or as nodes.
  record PageRows() implements Origin {}

  /// The parent's own rows once more: an edge's node, a connection's page info.
  record Same() implements Origin {}
}
