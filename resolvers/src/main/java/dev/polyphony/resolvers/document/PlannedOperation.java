package dev.polyphony.resolvers.document;

import dev.polyphony.resolvers.errors.ClientMessage;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Planner;
import dev.polyphony.resolvers.plan.Variation;
import dev.polyphony.schema.access.AccessRule;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Catalog;
import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An operation with the plans made of it so far: one for each combination of the Booleans that
/// decide which fields are included, and of the access rules that hold for the caller.
public final class PlannedOperation {
  private static final int PLANS = 64;
  private static final GraphQLContext CONTEXT = GraphQLContext.newContext().build();

  private final OperationDefinition definition;
  private final Map<String, FragmentDefinition> fragments;
  private final List<String> flagNames;
  private final Set<AccessRule> touched;
  private final Map<Variation, Plan> plans = new ConcurrentHashMap<>();

  PlannedOperation(
      OperationDefinition definition, Map<String, FragmentDefinition> fragments, Catalog catalog) {
    this.definition = definition;
    this.fragments = Map.copyOf(fragments);
    this.flagNames = InclusionFlags.in(definition, fragments.values());
    this.touched = TouchedRules.of(definition, this.fragments, catalog);
  }

  public OperationDefinition definition() {
    return definition;
  }

  public CoercedVariables coerce(Catalog catalog, Map<String, @Nullable Object> variables)
      throws RequestException {
    return coerce(catalog, definition.getVariableDefinitions(), variables);
  }

  /// Those that are given or have a default; the others may be required.
  public CoercedVariables coerceGiven(Catalog catalog, Map<String, @Nullable Object> variables)
      throws RequestException {
    List<VariableDefinition> given =
        definition.getVariableDefinitions().stream()
            .filter(
                known -> variables.containsKey(known.getName()) || known.getDefaultValue() != null)
            .toList();
    return coerce(catalog, given, variables);
  }

  private static CoercedVariables coerce(
      Catalog catalog,
      List<VariableDefinition> definitions,
      Map<String, @Nullable Object> variables)
      throws RequestException {
    if (definitions.isEmpty()) {
      return CoercedVariables.emptyVariables();
    }
    try {
      return ValuesResolver.coerceVariableValues(
          catalog.schema(), definitions, raw(variables), CONTEXT, Locale.ROOT);
    } catch (GraphQLException e) {
      String message = ClientMessage.of(e.getMessage(), "A variable is not acceptable");
      throw new RequestException(List.of(RequestError.of(ErrorCode.BAD_USER_INPUT, message)));
    }
  }

  @SuppressWarnings("NullAway") // null values are what RawVariables takes, unannotated
  private static RawVariables raw(Map<String, @Nullable Object> variables) {
    return RawVariables.of(variables);
  }

  public Plan plan(Catalog catalog, CoercedVariables variables, Identity identity)
      throws RequestException {
    Variation variation = new Variation(flags(variables), held(identity));
    Plan known = plans.get(variation);
    if (known != null) {
      return known;
    }
    Plan plan = Planner.plan(catalog, definition, fragments, variation);
    if (plans.size() < PLANS) {
      plans.put(variation, plan);
    }
    return plan;
  }

  private Set<AccessRule> held(Identity identity) {
    return touched.isEmpty()
        ? touched
        : touched.stream().filter(rule -> rule.holds(identity)).collect(Collectors.toSet());
  }

  private Map<String, Boolean> flags(CoercedVariables variables) throws RequestException {
    if (flagNames.isEmpty()) {
      return Map.of();
    }
    Map<String, Boolean> flags = new TreeMap<>();
    for (String name : flagNames) {
      if (!(variables.get(name) instanceof Boolean flag)) {
        throw new RequestException(
            List.of(
                RequestError.of(
                    ErrorCode.BAD_USER_INPUT,
                    "Variable $" + name + " decides about a field and must not be null")));
      }
      flags.put(name, flag);
    }
    return flags;
  }
}
