package dev.polyphony.resolvers.plan;

import graphql.language.Argument;
import graphql.language.Node;
import graphql.language.VariableReference;
import java.util.List;

/// Finds variables in values.
final class VariableUses {
  private VariableUses() {}

  static boolean in(List<Argument> arguments) {
    return arguments.stream().anyMatch(VariableUses::in);
  }

  private static boolean in(Node<?> node) {
    return node instanceof VariableReference
        || node.getChildren().stream().anyMatch(child -> in((Node<?>) child));
  }
}
