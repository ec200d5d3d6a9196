package dev.polyphony.resolvers.plan;

import static java.util.Objects.requireNonNull;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a selection set for one concrete type: by response key in first-seen order, each
/// with all the fields that merge into it, as the specification's CollectFields says.
final class FieldCollector {
  private final GraphQLSchema schema;
  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Boolean> flags;

  /// @param flags the values of the Boolean variables in `@skip` and `@include`
  FieldCollector(
      GraphQLSchema schema, Map<String, FragmentDefinition> fragments, Map<String, Boolean> flags) {
    this.schema = schema;
    this.fragments = fragments;
    this.flags = flags;
  }

  Map<String, List<Field>> collect(GraphQLObjectType type, List<Field> merged) {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    Set<String> spread = new HashSet<>();
    for (Field field : merged) {
      if (field.getSelectionSet() != null) {
        collect(type, field.getSelectionSet(), fields, spread);
      }
    }
    return fields;
  }

  Map<String, List<Field>> collect(GraphQLObjectType type, SelectionSet selections) {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    collect(type, selections, fields, new HashSet<>());
    return fields;
  }

  private void collect(
      GraphQLObjectType type,
      SelectionSet selections,
      Map<String, List<Field>> fields,
      Set<String> spread) {
    for (graphql.language.Selection<?> selection : selections.getSelections()) {
      if (!(selection instanceof DirectivesContainer<?> node) || !included(node)) {
        continue;
      }
      switch (selection) {
        case Field field ->
            fields.computeIfAbsent(field.getResultKey(), _ -> new ArrayList<>()).add(field);
        case InlineFragment fragment -> {
          String condition =
              fragment.getTypeCondition() == null ? null : fragment.getTypeCondition().getName();
          if (applies(type, condition)) {
            collect(type, fragment.getSelectionSet(), fields, spread);
          }
        }
        case FragmentSpread reference -> {
          FragmentDefinition fragment = fragments.get(reference.getName());
          if (fragment != null
              && spread.add(reference.getName())
              && applies(type, fragment.getTypeCondition().getName())) {
            collect(type, fragment.getSelectionSet(), fields, spread);
          }
        }
        default -> throw new IllegalStateException("unknown selection " + selection);
      }
    }
  }

  private boolean applies(GraphQLObjectType type, @Nullable String condition) {
    if (condition == null || condition.equals(type.getName())) {
      return true;
    }
    GraphQLType named = schema.getType(condition);
    return (named instanceof GraphQLInterfaceType face && schema.isPossibleType(face, type))
        || (named instanceof GraphQLUnionType union && schema.isPossibleType(union, type));
  }

  private boolean included(DirectivesContainer<?> node) {
    return !flag(node, "skip", false) && flag(node, "include", true);
  }

  private boolean flag(DirectivesContainer<?> node, String name, boolean otherwise) {
    List<Directive> found = node.getDirectives(name);
    if (found.isEmpty()) {
      return otherwise;
    }
    Value<?> value = requireNonNull(found.getFirst().getArgument("if")).getValue();
    return switch (value) {
      case BooleanValue literal -> literal.isValue();
      case VariableReference variable -> flags.getOrDefault(variable.getName(), false);
      default -> throw new IllegalStateException("not a Boolean: " + value);
    };
  }
}
