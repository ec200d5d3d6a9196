package dev.polyphony.resolvers.document;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The variables in `@skip` and `@include`.
final class InclusionFlags {
  private InclusionFlags() {}

  static List<String> in(OperationDefinition operation, Collection<FragmentDefinition> fragments) {
    Set<String> defined = new TreeSet<>();
    operation.getVariableDefinitions().forEach(variable -> defined.add(variable.getName()));
    Set<String> names = new TreeSet<>();
    collect(operation.getSelectionSet(), names);
    fragments.forEach(fragment -> collect(fragment, names));
    // A fragment may serve another operation, whose variables this one lacks.
    names.retainAll(defined);
    return List.copyOf(names);
  }

  private static void collect(Node<?> node, Set<String> names) {
    if (node instanceof Directive directive
        && (directive.getName().equals("skip") || directive.getName().equals("include"))) {
      Argument condition = directive.getArgument("if");
      if (condition != null && condition.getValue() instanceof VariableReference variable) {
        names.add(variable.getName());
      }
    }
    for (Object child : node.getChildren()) {
      collect((Node<?>) child, names);
    }
  }
}
