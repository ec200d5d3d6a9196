package dev.polyphony.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Collects a request's body up to a number of bytes. Fails with [HttpFailure] beyond it, at once
/// when the headers announce it.
final class BodyReader {
  private final HttpServerRequest request;
  private final int limit;
  private final Promise<Buffer> done = Promise.promise();
  private Buffer body = Buffer.buffer();

  private BodyReader(HttpServerRequest request, int limit) {
    this.request = request;
    this.limit = limit;
  }

  static Future<Buffer> read(HttpServerRequest request, int limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // Netty has refused what is no number.
    if (length != null && Long.parseLong(length.strip()) > limit) {
      return Future.failedFuture(tooLarge(limit));
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    return new BodyReader(request, limit).start();
  }

  private Future<Buffer> start() {
    request.handler(this::take);
    request.endHandler(_ -> done.tryComplete(body));
    request.exceptionHandler(done::tryFail);
    return done.future();
  }

  private void take(Buffer chunk) {
    if (body.length() + chunk.length() <= limit) {
      body = body.length() == 0 ? chunk : body.appendBuffer(chunk);
      return;
    }
    // What still comes is dropped until the connection closes.
    request.handler(_ -> {});
    body = Buffer.buffer();
    done.tryFail(tooLarge(limit));
  }

  private static HttpFailure tooLarge(int limit) {
    return new HttpFailure(HttpError.BODY_TOO_LARGE, "The body is larger than " + limit + " bytes");
  }
}
