package dev.polyphony.gateway.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Short answers of the transport itself.
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private Replies() {}

  /// An answer that is complete, never stored by anyone on the way.
  static void send(HttpServerRequest request, int status, String contentType, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(body);
  }

  /// A refusal in the shape of a GraphQL answer. Where the body was not read, the connection
  /// closes.
  static void refuse(HttpServerRequest request, AnswerType type, HttpFailure failure) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    switch (failure.error()) {
      case UNAUTHENTICATED ->
          // The messages are ours and hold nothing that a quoted text must not.
          response.putHeader(
              "WWW-Authenticate",
              "Bearer error=\"invalid_token\", error_description=\"%s\""
                  .formatted(failure.getMessage()));
      case OVERLOADED, KEYS_UNAVAILABLE, SHUTTING_DOWN ->
          response.putHeader(HttpHeaders.RETRY_AFTER, "1");
      case BAD_REQUEST,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          REQUEST_TIMEOUT,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          INTERNAL -> {}
    }
    boolean close = !request.isEnded() || failure.error() == HttpError.SHUTTING_DOWN;
    if (close) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Future<Void> sent =
        response
            .setStatusCode(failure.error().status())
            .putHeader(HttpHeaders.CONTENT_TYPE, type.header())
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader("X-Content-Type-Options", "nosniff")
            .end(Buffer.buffer(json(failure)));
    if (close) {
      sent.onComplete(_ -> request.connection().close());
    }
  }

  /// Shows only an id; the log has the rest under it.
  static void fail(HttpServerRequest request, AnswerType type, Throwable failure) {
    String id = UUID.randomUUID().toString();
    LOG.error("internal error {}", id, failure);
    refuse(request, type, new HttpFailure(HttpError.INTERNAL, "Internal error " + id));
  }

  private static String json(HttpFailure failure) {
    return "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}"
        .formatted(
            new String(JsonStringEncoder.getInstance().quoteAsString(failure.getMessage())),
            failure.error());
  }
}
