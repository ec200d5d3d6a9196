package dev.polyphony.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// Which handler serves which path.
final class Routes implements Handler<HttpServerRequest> {
  private final GraphqlHandler graphql;
  private final HealthHandler health;
  private final GraphiqlHandler graphiql;
  private final boolean serveGraphiql;
  private final ConnectionWatch watch;

  Routes(HttpSetup setup, ConnectionWatch watch, Context context) {
    this.watch = watch;
    this.graphql = new GraphqlHandler(setup, watch, context);
    this.health = new HealthHandler(setup.gate(), setup.stores(), context);
    this.graphiql = new GraphiqlHandler(context.owner(), setup.examples());
    this.serveGraphiql = setup.server().graphiql();
  }

  @Override
  public void handle(HttpServerRequest request) {
    watch.began(request);
    String path = request.path();
    if ("/graphql".equals(path)) {
      if (serveGraphiql && isBrowserLookingAround(request)) {
        toGraphiql(request);
      } else {
        graphql.handle(request);
      }
      return;
    }
    HttpMethod method = request.method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      refuseMethod(request, path == null ? "" : path);
      return;
    }
    switch (path) {
      case "/health/live" -> health.live(request);
      case "/health/ready" -> health.ready(request);
      case null, default -> page(request, path == null ? "" : path);
    }
  }

  private void page(HttpServerRequest request, String path) {
    if (serveGraphiql && path.startsWith(GraphiqlHandler.ROOT)) {
      graphiql.handle(request, path.substring(GraphiqlHandler.ROOT.length()));
    } else if (serveGraphiql && (path.equals("/") || path.equals("/graphiql"))) {
      toGraphiql(request);
    } else {
      absent(request);
    }
  }

  /// Somebody has typed the address of the endpoint.
  private static boolean isBrowserLookingAround(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.method().equals(HttpMethod.GET)
        && request.query() == null
        && accept != null
        && accept.startsWith("text/html");
  }

  private static void toGraphiql(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, GraphiqlHandler.ROOT)
        .end();
  }

  private void refuseMethod(HttpServerRequest request, String path) {
    boolean known =
        path.startsWith("/health/") || (serveGraphiql && path.startsWith(GraphiqlHandler.ROOT));
    if (!known) {
      absent(request);
      return;
    }
    request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    Replies.refuse(
        request,
        AnswerType.JSON,
        new HttpFailure(HttpError.METHOD_NOT_ALLOWED, "Only GET and HEAD are served here"));
  }

  private static void absent(HttpServerRequest request) {
    Replies.refuse(
        request,
        AnswerType.JSON,
        new HttpFailure(HttpError.NOT_FOUND, "Nothing is here; GraphQL is at /graphql"));
  }
}
