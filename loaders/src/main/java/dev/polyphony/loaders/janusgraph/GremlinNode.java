package dev.polyphony.loaders.janusgraph;

import dev.polyphony.schema.catalog.NativeStatement.Part;
import java.util.List;

/// A piece of a native traversal as it was read: an argument of a step.
sealed interface GremlinNode {
  /// An anonymous traversal.
  record Steps(List<Step> steps) implements GremlinNode {
    public Steps {
      steps = List.copyOf(steps);
    }
  }

  record Step(String name, List<GremlinNode> arguments) {
    public Step {
      arguments = List.copyOf(arguments);
    }
  }

  /// A predicate, such as `within`; `and` and `or` of predicates, and `not` of one.
  record Predicate(String name, List<GremlinNode> arguments) implements GremlinNode {
    public Predicate {
      arguments = List.copyOf(arguments);
    }
  }

  /// What stands in the text: a number, a text, a Boolean, or one of Gremlin's own words.
  record Constant(Object value) implements GremlinNode {}

  record Place(Part part) implements GremlinNode {}
}
