package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.plan.Plan;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Answers `__schema` and `__type` by graphql-java's own engine.
public final class Introspection {
  private final GraphQLSchema schema;

  public Introspection(GraphQLSchema schema) {
    this.schema = schema;
  }

  /// The values of a plan's introspection fields by response key.
  public Map<String, @Nullable Object> of(Plan plan, Map<String, @Nullable Object> variables) {
    Document document = plan.introspection();
    if (document == null) {
      return Map.of();
    }
    PreparsedDocumentEntry entry = new PreparsedDocumentEntry(document);
    GraphQL engine =
        GraphQL.newGraphQL(schema)
            .preparsedDocumentProvider((_, _) -> CompletableFuture.completedFuture(entry))
            .build();
    ExecutionResult result = engine.execute(input(variables));
    Map<String, @Nullable Object> data = result.getData();
    return data == null ? Map.of() : data;
  }

  @SuppressWarnings("NullAway") // null values are what a client may send, unannotated
  private static ExecutionInput input(Map<String, @Nullable Object> variables) {
    // The text is not looked at: the document has been parsed.
    return ExecutionInput.newExecutionInput("{ __typename }").variables(variables).build();
  }
}
