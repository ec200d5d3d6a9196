package dev.polyphony.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;

/// What the endpoints that are written by hand have in common: one event loop, and JSON streamed by
/// Jackson.
final class HandWritten {
  static final JsonFactory JSON = new JsonFactory();

  private HandWritten() {}

  static Vertx vertx() {
    return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  }

  /// Answers on a port, by path and body.
  static void serve(Vertx vertx, int port, BiFunction<String, Buffer, Future<Buffer>> endpoint) {
    vertx
        .createHttpServer()
        .requestHandler(request -> handle(request, endpoint))
        .listen(port, "127.0.0.1")
        .onFailure(failure -> Runtime.getRuntime().halt(1));
  }

  private static void handle(
      HttpServerRequest request, BiFunction<String, Buffer, Future<Buffer>> endpoint) {
    request
        .body()
        .compose(body -> endpoint.apply(request.path(), body))
        .onSuccess(json ->
            request
                .response()
                .putHeader("content-type", "application/json")
                .end(json)
                .onFailure(failure -> request.connection().close()))
        .onFailure(failure -> {
          failure.printStackTrace();
          request.response().setStatusCode(500).end(failure.toString());
        });
  }

  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /// An answer with these fields under `data`.
  static Buffer json(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("data");
      content.write(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
