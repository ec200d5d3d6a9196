package dev.polyphony.resolvers.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the objects of a selection come from.
public sealed interface Origin {
  /// The one object of the operation's root type.
  record Root() implements Origin {}

  /// Rows that a fetch answers to one of its consumers.
  record Fetched(int fetch, int consumer) implements Origin {}

  /// Embedded objects in a cell of the parent's rows.
  ///
  /// @param type the concrete type of the parent's rows that have it; null where they are of one
  record Embedded(int column, @Nullable String type) implements Origin {}

  /// An entity of which only its key is asked and which the schema promises to exist: its rows are
  /// cells of the parent's.
  ///
  /// @param type as of [Embedded]
  record KeyOnly(List<Integer> columns, @Nullable String type) implements Origin {
    public KeyOnly {
      columns = List.copyOf(columns);
    }
  }

  /// One connection per parent: pages that a fetch answers to one of its consumers.
  record Pages(int fetch, int consumer) implements Origin {}

  /// Rows of several types, the members of an interface or a union, merged from those that a fetch
  /// for each answers. The last cell of a row names its type.
  ///
  /// @param pages whether they are one connection per parent
  record Merged(List<Member> members, boolean pages) implements Origin {
    public Merged {
      members = List.copyOf(members);
    }
  }

  /// What one fetch answers to one of its consumers, of one type.
  record Member(String type, int fetch, int consumer) {}

  /// The rows of the parent's page, as edges or as nodes.
  record PageRows() implements Origin {}

  /// The parent's own rows once more: an edge's node, a connection's page info.
  record Same() implements Origin {}
}
