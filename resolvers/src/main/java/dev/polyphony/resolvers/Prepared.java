package dev.polyphony.resolvers;

import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.schema.access.Identity;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request after everything that needs no store: refused, or ready to run.
public sealed interface Prepared {
  /// The request cannot be executed; the whole answer is its errors.
  record Refused(List<RequestError> errors) implements Prepared {
    public Refused {
      errors = List.copyOf(errors);
    }
  }

  /// @param raw the variables as sent, for introspection
  /// @param identity for whom it was planned, and for whom alone it may run
  record Ready(
      OperationDefinition.Operation operation,
      Plan plan,
      CoercedVariables variables,
      Map<String, @Nullable Object> raw,
      Identity identity)
      implements Prepared {}
}
