package dev.polyphony.embedded.seed;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The two vertices of an edge.
record Edge(End from, End to) {
  Edge {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /// A vertex, known by its label and an indexed property.
  ///
  /// @param vertex its label, the same in all rows
  /// @param vertexFrom a column of the file that holds its label, where that differs
  /// @param value where the property's value comes from
  record End(
      @Nullable String vertex, @Nullable String vertexFrom, String property, ColumnSource value) {
    End {
      Objects.requireNonNull(property, "property");
      Objects.requireNonNull(value, "value");
      if ((vertex == null) == (vertexFrom == null)) {
        throw new IllegalArgumentException("an edge's end has a vertex or a vertexFrom");
      }
    }
  }
}
