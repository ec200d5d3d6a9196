package dev.polyphony.resolvers.plan;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.schema.GraphQLArgument;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The arguments of a field, coerced once when they hold no variable, else for each execution.
public final class FieldArguments {
  private static final GraphQLContext CONTEXT = GraphQLContext.newContext().build();

  private final List<GraphQLArgument> definitions;
  private final List<Argument> written;
  private final @Nullable Map<String, @Nullable Object> constant;

  public FieldArguments(List<GraphQLArgument> definitions, List<Argument> written) {
    this.definitions = List.copyOf(definitions);
    this.written = List.copyOf(written);
    this.constant =
        VariableUses.in(this.written) ? null : coerce(CoercedVariables.emptyVariables());
  }

  /// Arguments by name; one that was left out and has no default is absent.
  ///
  /// @throws graphql.GraphQLException when a variable's value does not do for its argument
  public Map<String, @Nullable Object> coerced(CoercedVariables variables) {
    return constant != null ? constant : coerce(variables);
  }

  private Map<String, @Nullable Object> coerce(CoercedVariables variables) {
    // The one use of a class of graphql-java that is internal: there is no public way to coerce
    // arguments outside its engine.
    return Collections.<String, @Nullable Object>unmodifiableMap(
        ValuesResolver.getArgumentValues(definitions, written, variables, CONTEXT, Locale.ROOT));
  }

  /// The names of those that are written or have a default.
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    written.forEach(argument -> names.add(argument.getName()));
    for (GraphQLArgument definition : definitions) {
      if (definition.hasSetDefaultValue()) {
        names.add(definition.getName());
      }
    }
    return names;
  }

  /// The same text means the same arguments within one operation.
  public String text() {
    return String.join(", ", written.stream().map(AstPrinter::printAstCompact).sorted().toList());
  }
}
