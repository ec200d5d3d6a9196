package dev.polyphony.gateway.http;

import dev.polyphony.gateway.configuration.CorsSettings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/// Tells browsers which other origins' pages may ask and read the answers.
final class Cors {
  private final CorsSettings settings;
  private final String headers;

  Cors(CorsSettings settings) {
    this.settings = settings;
    List<String> allowed = new ArrayList<>(List.of("Content-Type", "Accept", "Authorization"));
    allowed.addAll(settings.headers());
    this.headers = String.join(", ", allowed);
  }

  /// Adds the headers that let the page read the answer, if it may.
  void allow(HttpServerRequest request) {
    if (settings.origins().isEmpty()) {
      return;
    }
    HttpServerResponse response = request.response();
    if (!settings.all()) {
      // The answer depends on it, whether it is allowed or not.
      response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !(settings.all() || settings.origins().contains(origin))) {
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, settings.all() ? "*" : origin);
    if (settings.credentials()) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After, WWW-Authenticate");
    if (request.method().equals(HttpMethod.OPTIONS)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
      response.putHeader(
          HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(settings.maxAge().toSeconds()));
    }
  }
}
