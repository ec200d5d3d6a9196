package dev.polyphony.resolvers.oracle;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The names of the fields that are selected below a field of an object type.
final class NaiveSelection {
  private final DataFetchingEnvironment environment;
  private final Set<String> names = new TreeSet<>();

  private NaiveSelection(DataFetchingEnvironment environment) {
    this.environment = environment;
  }

  static Set<String> names(DataFetchingEnvironment environment) {
    NaiveSelection selection = new NaiveSelection(environment);
    environment
        .getMergedField()
        .getFields()
        .forEach(field -> selection.add(field.getSelectionSet()));
    return selection.names;
  }

  private void add(@Nullable SelectionSet set) {
    if (set == null) {
      return;
    }
    for (Selection<?> selection : set.getSelections()) {
      if (selection instanceof DirectivesContainer<?> node && isIncluded(node)) {
        switch (selection) {
          case Field field -> names.add(field.getName());
          case InlineFragment fragment -> add(fragment.getSelectionSet());
          case FragmentSpread spread -> add(fragment(spread).getSelectionSet());
          default -> throw new IllegalStateException("unknown selection");
        }
      }
    }
  }

  private FragmentDefinition fragment(FragmentSpread spread) {
    return Objects.requireNonNull(environment.getFragmentsByName().get(spread.getName()));
  }

  private boolean isIncluded(DirectivesContainer<?> node) {
    return node.getDirectives("skip").stream().noneMatch(this::isTrue)
        && node.getDirectives("include").stream().allMatch(this::isTrue);
  }

  private boolean isTrue(Directive directive) {
    Value<?> value = Objects.requireNonNull(directive.getArgument("if")).getValue();
    return value instanceof VariableReference variable
        ? Objects.equals(environment.getVariables().get(variable.getName()), true)
        : value instanceof BooleanValue flag && flag.isValue();
  }
}
