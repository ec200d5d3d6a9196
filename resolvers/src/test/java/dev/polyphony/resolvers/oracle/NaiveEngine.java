package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.TypeBinding;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.TypeResolutionEnvironment;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// graphql-java's own engine over the naive fetchers.
final class NaiveEngine {
  private final World world;
  private final GraphQL engine;

  NaiveEngine(World world) {
    this.world = world;
    this.engine =
        GraphQL.newGraphQL(schema(world.catalog()))
            .defaultDataFetcherExceptionHandler(new Failures())
            .build();
  }

  private static GraphQLSchema schema(Catalog catalog) {
    NaiveFetchers fetchers = new NaiveFetchers(catalog);
    GraphQLCodeRegistry.Builder registry =
        GraphQLCodeRegistry.newCodeRegistry(catalog.schema().getCodeRegistry());
    for (GraphQLNamedType type : catalog.schema().getAllTypesAsList()) {
      switch (type) {
        case GraphQLInterfaceType several -> registry.typeResolver(several, NaiveEngine::type);
        case GraphQLUnionType several -> registry.typeResolver(several, NaiveEngine::type);
        default -> {}
      }
    }
    for (TypeBinding type : catalog.types().values()) {
      type.fields()
          .forEach((field, binding) ->
              registry.dataFetcher(
                  FieldCoordinates.coordinates(type.name(), field),
                  fetchers.of(type.name(), binding)));
    }
    return catalog
        .schema()
        .transformWithoutTypes(builder -> builder.codeRegistry(registry.build()));
  }

  private static GraphQLObjectType type(TypeResolutionEnvironment environment) {
    NaiveRow row = Objects.requireNonNull(environment.getObject());
    return Objects.requireNonNull(environment.getSchema().getObjectType(row.type()));
  }

  CaseAnswer execute(OracleCase oracleCase, Map<String, @Nullable Object> variables) {
    NaiveStore store = new NaiveStore(world, oracleCase.outage(), oracleCase.claims());
    ExecutionInput input =
        ExecutionInput.newExecutionInput(oracleCase.document())
            .operationName(oracleCase.operationName())
            .variables(variables)
            .graphQLContext(Map.of(NaiveFetchers.STORE, store))
            .build();
    ExecutionResult result = engine.execute(input);
    return CaseAnswer.of(
        result.getData(), result.getErrors().stream().map(NaiveEngine::error).toList());
  }

  private static CaseAnswer.Failed error(GraphQLError error) {
    Map<String, Object> extensions = error.getExtensions();
    boolean promise = error.getErrorType() == ErrorType.NullValueInNonNullableField;
    Object code = extensions == null ? null : extensions.get("code");
    String text = promise ? "BAD_DATA" : code == null ? error.toString() : code.toString();
    return new CaseAnswer.Failed(error.getPath() == null ? List.of() : error.getPath(), text);
  }

  private static final class Failures implements DataFetcherExceptionHandler {
    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
        DataFetcherExceptionHandlerParameters parameters) {
      String code =
          switch (parameters.getException()) {
            case NaiveFailure failure -> failure.code();
            case GraphQLException _ -> "BAD_USER_INPUT";
            case Throwable other -> throw new AssertionError("the oracle is wrong", other);
          };
      return CompletableFuture.completedFuture(
          DataFetcherExceptionHandlerResult.newResult(
                  NaiveFetchers.error(parameters.getPath(), code))
              .build());
    }
  }
}
