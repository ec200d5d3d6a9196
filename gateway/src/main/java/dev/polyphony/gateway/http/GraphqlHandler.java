package dev.polyphony.gateway.http;

import dev.polyphony.gateway.auth.Authenticator;
import dev.polyphony.gateway.auth.BadToken;
import dev.polyphony.gateway.auth.KeysUnavailable;
import dev.polyphony.gateway.http.ConnectionWatch.Phase;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.explain.ExplanationJson;
import dev.polyphony.resolvers.explain.PlanRecorder;
import dev.polyphony.resolvers.response.RefusalJson;
import dev.polyphony.resolvers.response.Response;
import dev.polyphony.schema.access.Identity;
import graphql.language.OperationDefinition.Operation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// `/graphql`: GraphQL over HTTP.
final class GraphqlHandler implements Handler<HttpServerRequest> {
  /// A request that has it set to `true` gets `extensions.plan`, where the configuration allows it.
  private static final String PLAN_HEADER = "Polyphony-Plan";

  private final Engine engine;
  private final ExecutionOptions options;
  private final Authenticator authenticator;
  private final RequestGate gate;
  private final Cors cors;
  private final ConnectionWatch watch;
  private final Context context;
  private final Executor executor;
  private final int bodyLimit;
  private final boolean plans;
  private final RequestReader reader = new RequestReader();

  GraphqlHandler(HttpSetup setup, ConnectionWatch watch, Context context) {
    this.engine = setup.engine();
    this.options = new ExecutionOptions(setup.limits().deadline(), null);
    this.authenticator = setup.authenticator();
    this.gate = setup.gate();
    this.cors = new Cors(setup.server().cors());
    this.bodyLimit = setup.limits().body();
    this.plans = setup.server().plans();
    this.watch = watch;
    this.context = context;
    this.executor = task -> context.runOnContext(_ -> task.run());
  }

  @Override
  public void handle(HttpServerRequest request) {
    AnswerType accepted = AnswerType.negotiate(request.getHeader(HttpHeaders.ACCEPT));
    AnswerType type = accepted == null ? AnswerType.JSON : accepted;
    cors.allow(request);
    request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    try {
      route(request, accepted);
    } catch (HttpFailure e) {
      Replies.refuse(request, type, e);
    } catch (RuntimeException e) {
      Replies.fail(request, type, e);
    }
  }

  private void route(HttpServerRequest request, @Nullable AnswerType accepted) throws HttpFailure {
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.OPTIONS)) {
      request.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, "GET, POST").end();
      return;
    }
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.POST)) {
      throw notAllowed(request, "GET, POST", "Send GraphQL by GET or POST");
    }
    if (gate.isClosed()) {
      throw shuttingDown();
    }
    if (accepted == null) {
      throw new HttpFailure(
          HttpError.NOT_ACCEPTABLE, "Accept application/graphql-response+json or application/json");
    }
    Future<Identity> caller =
        authenticator.identify(request.headers().getAll(HttpHeaders.AUTHORIZATION));
    if (caller.failed()) {
      throw refusal(caller.cause());
    }
    if (method.equals(HttpMethod.GET)) {
      GraphqlRequest graphql = reader.get(request.params());
      identified(request, accepted, caller, identity -> run(request, graphql, identity, accepted));
      return;
    }
    RequestReader.requireJson(
        request.getHeader(HttpHeaders.CONTENT_TYPE),
        request.getHeader(HttpHeaders.CONTENT_ENCODING));
    watch.expect(request, Phase.SEND_BODY);
    BodyReader.read(request, bodyLimit)
        .onSuccess(body -> post(request, body, caller, accepted))
        .onFailure(failure -> failed(request, accepted, failure));
  }

  private void post(
      HttpServerRequest request, Buffer body, Future<Identity> caller, AnswerType type) {
    watch.expect(request, Phase.WAIT);
    identified(
        request,
        type,
        caller,
        identity -> run(request, reader.post(body.getBytes()), identity, type));
  }

  /// What is done once it is known who asks.
  @FunctionalInterface
  private interface Action {
    void as(Identity identity) throws HttpFailure;
  }

  private void identified(
      HttpServerRequest request, AnswerType type, Future<Identity> caller, Action action) {
    if (!caller.isComplete()) {
      // Keys are being fetched, on some thread.
      caller.onComplete(_ -> context.runOnContext(_ -> identified(request, type, caller, action)));
      return;
    }
    try {
      if (caller.failed()) {
        throw refusal(caller.cause());
      }
      action.as(caller.result());
    } catch (HttpFailure | RuntimeException e) {
      failed(request, type, e);
    }
  }

  private static HttpFailure refusal(Throwable failure) {
    return switch (failure) {
      case BadToken bad -> new HttpFailure(HttpError.UNAUTHENTICATED, bad.getMessage());
      case KeysUnavailable _ ->
          new HttpFailure(HttpError.KEYS_UNAVAILABLE, "Tokens cannot be checked now, try again");
      default -> throw new IllegalStateException("no identity", failure);
    };
  }

  private static void failed(HttpServerRequest request, AnswerType type, Throwable failure) {
    if (failure instanceof HttpFailure known) {
      Replies.refuse(request, type, known);
    } else if (!request.response().closed()) {
      Replies.fail(request, type, failure);
    }
  }

  private void run(
      HttpServerRequest request, GraphqlRequest graphql, Identity identity, AnswerType type)
      throws HttpFailure {
    switch (engine.prepare(graphql, identity)) {
      case Prepared.Refused refused -> {
        // A client of the older type takes any other status for a fault of the transport.
        int status = type == AnswerType.JSON ? 200 : 400;
        Buffer json = Buffer.buffer(RefusalJson.of(refused.errors()));
        Replies.send(request, status, type.header(), json);
      }
      case Prepared.Ready ready -> {
        check(request, ready.operation());
        execute(request, ready, type);
      }
    }
  }

  private static void check(HttpServerRequest request, Operation operation) throws HttpFailure {
    switch (operation) {
      case QUERY -> {}
      case MUTATION -> {
        if (request.method().equals(HttpMethod.GET)) {
          throw notAllowed(request, "POST", "Send mutations by POST");
        }
      }
      case SUBSCRIPTION ->
          throw HttpFailure.badRequest("Subscriptions are not served at this address");
    }
  }

  private void execute(HttpServerRequest request, Prepared.Ready ready, AnswerType type)
      throws HttpFailure {
    switch (gate.enter()) {
      case ADMITTED -> {}
      case FULL -> throw new HttpFailure(HttpError.OVERLOADED, "Too many requests are running");
      case CLOSED -> throw shuttingDown();
    }
    try {
      answerTo(request, ready)
          .whenComplete((answer, failure) -> answer(request, type, answer, failure));
    } catch (RuntimeException e) {
      gate.leave();
      throw e;
    }
  }

  private CompletionStage<Response> answerTo(HttpServerRequest request, Prepared.Ready ready) {
    if (!plans || !"true".equalsIgnoreCase(request.getHeader(PLAN_HEADER))) {
      return engine.execute(ready, executor, options);
    }
    PlanRecorder recorder = new PlanRecorder();
    return engine
        .execute(ready, executor, options.with(recorder))
        .thenApply(answer ->
            answer.with(Map.of("plan", ExplanationJson.of(engine.explain(ready, recorder)))));
  }

  private void answer(
      HttpServerRequest request,
      AnswerType type,
      @Nullable Response answer,
      @Nullable Throwable failure) {
    if (answer == null) {
      gate.leave();
      failed(request, type, failure == null ? new IllegalStateException("no answer") : failure);
      return;
    }
    if (request.response().closed()) {
      gate.leave();
      return;
    }
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type.header())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    AnswerPump.send(request, answer, context, watch)
        .onComplete(_ -> gate.leave())
        .onFailure(e -> broken(request, type, e));
  }

  /// Writing failed. When nothing has left yet the client learns an id, else only that it ends.
  private static void broken(HttpServerRequest request, AnswerType type, Throwable failure) {
    Replies.fail(request, type, failure);
    if (request.response().headWritten() && !request.response().ended()) {
      request.connection().close();
    }
  }

  private static HttpFailure notAllowed(HttpServerRequest request, String allow, String message) {
    request.response().putHeader(HttpHeaders.ALLOW, allow);
    return new HttpFailure(HttpError.METHOD_NOT_ALLOWED, message);
  }

  private static HttpFailure shuttingDown() {
    return new HttpFailure(HttpError.SHUTTING_DOWN, "The gateway is shutting down");
  }
}
