package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ClientMessage;
import dev.polyphony.resolvers.plan.FieldArguments;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Coerces a field's arguments for one execution.
final class Arguments {
  private Arguments() {}

  static Map<String, @Nullable Object> of(FieldArguments arguments, CoercedVariables variables)
      throws BadInput {
    try {
      return arguments.coerced(variables);
    } catch (GraphQLException e) {
      throw new BadInput(ClientMessage.of(e.getMessage(), "An argument is not acceptable"));
    }
  }
}
