package dev.polyphony.resolvers;

import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.document.Documents;
import dev.polyphony.resolvers.document.PlannedOperation;
import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.document.RequestException;
import dev.polyphony.resolvers.errors.ClientMessage;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.execution.CursorSeal;
import dev.polyphony.resolvers.execution.Execution;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.execution.FetchRequests;
import dev.polyphony.resolvers.execution.Introspection;
import dev.polyphony.resolvers.explain.Explainer;
import dev.polyphony.resolvers.explain.Explanation;
import dev.polyphony.resolvers.explain.PlanRecorder;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Slot;
import dev.polyphony.resolvers.response.Response;
import dev.polyphony.resolvers.subscription.Subscription;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Catalog;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Answers GraphQL requests over a catalog and its stores: document → plan → execution → response.
/// Safe for use by many threads; it does not own the stores.
public final class Engine {
  private final Catalog catalog;
  private final Map<String, Store> stores;
  private final EngineLimits limits;
  private final Documents documents;
  private final FetchRequests requests;
  private final Introspection introspection;
  private final CursorSeal seal;

  /// With cursors that end with it.
  public Engine(Catalog catalog, Map<String, Store> stores, EngineLimits limits) {
    this(catalog, stores, limits, CursorSeal.random());
  }

  /// @param stores by name, one for each store of the catalog
  /// @param seal of cursors; the same in all instances of a gateway
  public Engine(Catalog catalog, Map<String, Store> stores, EngineLimits limits, CursorSeal seal) {
    this.catalog = catalog;
    this.stores = Map.copyOf(stores);
    this.limits = limits;
    this.documents = new Documents(catalog, limits);
    this.requests = new FetchRequests(catalog, seal);
    this.seal = seal;
    this.introspection = new Introspection(catalog.schema());
  }

  /// Parses, validates and plans, all of it cached, and coerces the variables. Asks no store.
  public Prepared prepare(GraphqlRequest request, Identity identity) {
    return prepare(request, identity, PlannedOperation::coerce);
  }

  /// For nobody in particular.
  public Prepared prepare(GraphqlRequest request) {
    return prepare(request, Identity.ANONYMOUS);
  }

  /// How the variables of a request become values.
  @FunctionalInterface
  private interface Coercion {
    CoercedVariables of(
        PlannedOperation operation, Catalog catalog, Map<String, @Nullable Object> variables)
        throws RequestException;
  }

  private Prepared prepare(GraphqlRequest request, Identity identity, Coercion coercion) {
    try {
      PlannedOperation operation =
          documents.get(request.query()).operation(request.operationName());
      CoercedVariables variables = coercion.of(operation, catalog, request.variables());
      return new Prepared.Ready(
          operation.definition().getOperation(),
          operation.plan(catalog, variables, identity),
          variables,
          request.variables(),
          identity);
    } catch (RequestException e) {
      return new Prepared.Refused(e.errors());
    }
  }

  /// Like [#prepare], to look at an operation that will not run: variables may be left out, except
  /// those that decide which fields are included.
  public Prepared outline(GraphqlRequest request, Identity identity) {
    return prepare(request, identity, PlannedOperation::coerceGiven);
  }

  public Prepared outline(GraphqlRequest request) {
    return outline(request, Identity.ANONYMOUS);
  }

  /// What an operation does, step by step.
  public Explanation explain(Prepared.Ready ready) {
    return Explainer.of(ready.plan(), catalog);
  }

  /// What an operation did, step by step; the recorder listened to it.
  public Explanation explain(Prepared.Ready ready, PlanRecorder recorder) {
    return Explainer.of(ready.plan(), catalog, recorder);
  }

  /// Reads what a subscription follows. Asks no store.
  ///
  /// @param ready an operation whose plan has a stream, or whose only field the caller may not see
  public Subscribed subscribe(Prepared.Ready ready) {
    Slot only = ready.plan().root().parts().getFirst().slots().getFirst();
    Plan.Stream stream = ready.plan().stream();
    if (only instanceof Slot.Failed failed) {
      return new Subscribed.Refused(
          List.of(RequestError.of(failed.error().code(), failed.error().message())));
    }
    if (stream == null) {
      throw new IllegalArgumentException("the operation is no subscription");
    }
    try {
      return new Subscribed.Accepted(
          Subscription.of(
              stream,
              stream.arguments().coerced(ready.variables()),
              seal,
              catalog.access(),
              ready.identity()));
    } catch (RequestException e) {
      return new Subscribed.Refused(e.errors());
    } catch (GraphQLException e) {
      String message = ClientMessage.of(e.getMessage(), "An argument is not acceptable");
      return new Subscribed.Refused(List.of(RequestError.of(ErrorCode.BAD_USER_INPUT, message)));
    }
  }

  /// Answers events of a subscription, all of them by one run of its plan. Like [#execute].
  ///
  /// @param roots of the subscription's events, at least one, in their order
  public CompletionStage<Response> answer(
      Prepared.Ready ready,
      List<@Nullable Object[]> roots,
      Executor executor,
      ExecutionOptions options) {
    return execution(ready, executor, options)
        .run(roots)
        .thenApply(sets -> new Response(sets, Map.of(), limits.errors()));
  }

  private Execution execution(Prepared.Ready ready, Executor executor, ExecutionOptions options) {
    return new Execution(
        ready.plan(),
        stores,
        ready.variables(),
        requests,
        catalog.limits(),
        executor,
        options.with(ready.identity()));
  }

  /// Runs an operation. Call it on the executor, which must run its tasks one after another; the
  /// answer completes there. It never blocks and never fails: what goes wrong is in the answer.
  public CompletionStage<Response> execute(
      Prepared.Ready ready, Executor executor, ExecutionOptions options) {
    return execution(ready, executor, options)
        .run()
        .thenApply(sets ->
            new Response(sets, introspection.of(ready.plan(), ready.raw()), limits.errors()));
  }
}
