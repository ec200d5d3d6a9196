package dev.polyphony.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.polyphony.gateway.configuration.ExampleQuery;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/graphiql/`: the editor, from the class path. Files are read once, away from the event loop.
final class GraphiqlHandler {
  static final String ROOT = "/graphiql/";

  /// No dots at a name's start: nothing above the folder, nothing hidden.
  private static final Pattern FILE =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  /// Monaco makes its styles at run time and its workers from blobs.
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
          + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private final Vertx vertx;
  private final Buffer examples;
  private final Map<String, Asset> assets = new HashMap<>();

  GraphiqlHandler(Vertx vertx, List<ExampleQuery> examples) {
    this.vertx = vertx;
    this.examples = Buffer.buffer(json(examples));
  }

  private static String json(List<ExampleQuery> examples) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (ExampleQuery example : examples) {
        json.writeStartObject();
        json.writeStringField("name", example.name());
        json.writeStringField("title", example.title());
        json.writeStringField("query", example.query());
        json.writeFieldName("variables");
        json.writeRawValue(example.variables());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// @param file the path below [#ROOT]
  void handle(HttpServerRequest request, String file) {
    if (file.equals("examples.json")) {
      Replies.send(request, 200, "application/json; charset=utf-8", examples);
      return;
    }
    String name = file.isEmpty() ? "index.html" : file;
    if (!FILE.matcher(name).matches()) {
      absent(request);
      return;
    }
    Asset known = assets.get(name);
    if (known != null) {
      send(request, name, known);
      return;
    }
    vertx
        .executeBlocking(() -> Asset.load("graphiql/" + name))
        .onSuccess(asset -> loaded(request, name, asset))
        .onFailure(failure -> Replies.fail(request, AnswerType.JSON, failure));
  }

  private void loaded(HttpServerRequest request, String name, @Nullable Asset asset) {
    if (asset == null) {
      absent(request);
      return;
    }
    assets.put(name, asset);
    send(request, name, asset);
  }

  private static void absent(HttpServerRequest request) {
    Replies.refuse(
        request, AnswerType.JSON, new HttpFailure(HttpError.NOT_FOUND, "Nothing is here"));
  }

  private static void send(HttpServerRequest request, String name, Asset asset) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    boolean zip = asset.isSmallerZipped() && takesGzip(request);
    response
        .putHeader(HttpHeaders.ETAG, asset.tag())
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        // The bundle names what is below assets/ by its content.
        .putHeader(
            HttpHeaders.CACHE_CONTROL,
            name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType());
    String cached = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (cached != null && cached.contains(asset.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    Buffer body = zip ? asset.zipped() : asset.bytes();
    // Also keeps the server from compressing it at every request.
    response.putHeader(HttpHeaders.CONTENT_ENCODING, zip ? "gzip" : "identity");
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }

  private static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null
        && accepted
            .toLowerCase(Locale.ROOT)
            .matches("(.*,)?\\s*gzip\\s*(;\\s*q=(1|0?\\.[0-9]*[1-9]).*)?(,.*)?");
  }
}
