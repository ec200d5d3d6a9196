package dev.polyphony.resolvers.plan;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds variables in values.
final class VariableUses {
  private VariableUses() {}

  static boolean in(List<Argument> arguments) {
    return arguments.stream().anyMatch(VariableUses::in);
  }

  /// The names of the variables in what is selected of a field, fragments included.
  static Set<String> below(List<Field> merged, Map<String, FragmentDefinition> fragments) {
    Set<String> names = new TreeSet<>();
    Set<String> spread = new HashSet<>();
    for (Field field : merged) {
      SelectionSet set = field.getSelectionSet();
      if (set != null) {
        collect(set, fragments, spread, names);
      }
    }
    return names;
  }

  private static void collect(
      Node<?> node,
      Map<String, FragmentDefinition> fragments,
      Set<String> spread,
      Set<String> names) {
    if (node instanceof VariableReference variable) {
      names.add(variable.getName());
    }
    FragmentDefinition fragment =
        node instanceof FragmentSpread reference && spread.add(reference.getName())
            ? fragments.get(reference.getName())
            : null;
    if (fragment != null) {
      collect(fragment, fragments, spread, names);
    }
    node.getChildren().forEach(child -> collect((Node<?>) child, fragments, spread, names));
  }

  private static boolean in(Node<?> node) {
    return node instanceof VariableReference
        || node.getChildren().stream().anyMatch(child -> in((Node<?>) child));
  }
}
