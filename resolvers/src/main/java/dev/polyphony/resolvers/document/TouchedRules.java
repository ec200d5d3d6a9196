package dev.polyphony.resolvers.document;

import dev.polyphony.resolvers.plan.Planner;
import dev.polyphony.schema.access.AccessRule;
import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.access.FieldAccess;
import dev.polyphony.schema.catalog.Catalog;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the access rules that an operation touches: whether these hold for a caller decides about
/// its plan, and no others.
final class TouchedRules {
  private final GraphQLSchema schema;
  private final AccessRules access;
  private final Map<String, FragmentDefinition> fragments;
  private final Set<AccessRule> found = new HashSet<>();
  private final Set<String> spread = new HashSet<>();

  private TouchedRules(Catalog catalog, Map<String, FragmentDefinition> fragments) {
    this.schema = catalog.schema();
    this.access = catalog.access();
    this.fragments = fragments;
  }

  /// @param operation of a valid document
  static Set<AccessRule> of(
      OperationDefinition operation, Map<String, FragmentDefinition> fragments, Catalog catalog) {
    if (catalog.access().isEmpty()) {
      return Set.of();
    }
    TouchedRules rules = new TouchedRules(catalog, fragments);
    rules.set(Planner.rootType(catalog, operation), operation.getSelectionSet());
    return Set.copyOf(rules.found);
  }

  private void set(@Nullable GraphQLType type, @Nullable SelectionSet set) {
    if (set == null) {
      return;
    }
    for (Selection<?> selection : set.getSelections()) {
      switch (selection) {
        case Field field when type instanceof GraphQLFieldsContainer owner -> field(owner, field);
        case InlineFragment fragment -> {
          var condition = fragment.getTypeCondition();
          set(
              condition == null ? type : schema.getType(condition.getName()),
              fragment.getSelectionSet());
        }
        case FragmentSpread reference -> {
          FragmentDefinition fragment = fragments.get(reference.getName());
          if (fragment != null && spread.add(reference.getName())) {
            set(schema.getType(fragment.getTypeCondition().getName()), fragment.getSelectionSet());
          }
        }
        default -> {}
      }
    }
  }

  private void field(GraphQLFieldsContainer owner, Field field) {
    GraphQLFieldDefinition definition = owner.getFieldDefinition(field.getName());
    if (definition == null) {
      // A field that every type has, such as __typename.
      return;
    }
    for (GraphQLObjectType object : concrete(owner)) {
      add(access.of(object.getName(), field.getName()), field);
    }
    set(GraphQLTypeUtil.unwrapAll(definition.getType()), field.getSelectionSet());
  }

  private List<GraphQLObjectType> concrete(GraphQLFieldsContainer owner) {
    if (owner instanceof GraphQLInterfaceType face) {
      List<GraphQLObjectType> found = schema.getImplementations(face);
      return found == null ? List.of() : found;
    }
    return List.of((GraphQLObjectType) owner);
  }

  private void add(FieldAccess field, Field written) {
    found.addAll(field.rules());
    found.addAll(field.order());
    written.getArguments().forEach(argument -> found.addAll(field.of(argument.getName())));
  }
}
