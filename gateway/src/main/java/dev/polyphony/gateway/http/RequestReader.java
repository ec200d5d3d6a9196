package dev.polyphony.gateway.http;

import dev.polyphony.gateway.json.BadJson;
import dev.polyphony.gateway.json.JsonReader;
import dev.polyphony.resolvers.GraphqlRequest;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes GraphQL requests from bodies and query strings, as GraphQL over HTTP says. Unknown
/// parameters are ignored.
final class RequestReader {
  private static final String QUERY = "query";
  private static final String OPERATION_NAME = "operationName";
  private static final String VARIABLES = "variables";
  private static final String EXTENSIONS = "extensions";

  private final JsonReader json = new JsonReader();

  /// Only `application/json` in UTF-8. Anything else is refused: browsers send simple bodies for
  /// pages of any origin without asking first.
  static void requireJson(@Nullable String contentType, @Nullable String contentEncoding)
      throws HttpFailure {
    if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
      throw unsupported("Send the body without Content-Encoding");
    }
    if (contentType == null) {
      throw unsupported("Send the body with Content-Type: application/json");
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
    if (parts.length == 0 || !parts[0].strip().equals("application/json")) {
      throw unsupported("Send the body as application/json");
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.matches("charset=utf-?8")) {
        throw unsupported("Send the body in UTF-8");
      }
    }
  }

  private static HttpFailure unsupported(String message) {
    return new HttpFailure(HttpError.UNSUPPORTED_MEDIA_TYPE, message);
  }

  GraphqlRequest post(byte[] body) throws HttpFailure {
    if (body.length == 0) {
      throw HttpFailure.badRequest("The request has no body");
    }
    Map<String, @Nullable Object> members = parsed(body, "body");
    object(members.get(EXTENSIONS), EXTENSIONS);
    return request(
        query(text(members.get(QUERY), QUERY)),
        text(members.get(OPERATION_NAME), OPERATION_NAME),
        object(members.get(VARIABLES), VARIABLES));
  }

  GraphqlRequest get(MultiMap parameters) throws HttpFailure {
    embedded(parameters, EXTENSIONS);
    String operationName = single(parameters, OPERATION_NAME);
    return request(
        query(single(parameters, QUERY)),
        // A form that was left empty.
        operationName == null || operationName.isEmpty() ? null : operationName,
        embedded(parameters, VARIABLES));
  }

  // The compiler leaves the type annotation out of the class file of a compact constructor.
  @SuppressWarnings("NullAway")
  private static GraphqlRequest request(
      String query, @Nullable String operationName, Map<String, @Nullable Object> variables) {
    return new GraphqlRequest(query, operationName, variables);
  }

  private Map<String, @Nullable Object> embedded(MultiMap parameters, String name)
      throws HttpFailure {
    String text = single(parameters, name);
    return text == null || text.isEmpty() || text.equals("null")
        ? Map.of()
        : parsed(text.getBytes(StandardCharsets.UTF_8), "parameter " + name);
  }

  private Map<String, @Nullable Object> parsed(byte[] text, String what) throws HttpFailure {
    try {
      return json.object(text, what);
    } catch (BadJson e) {
      throw HttpFailure.badRequest(e.getMessage());
    }
  }

  private static @Nullable String single(MultiMap parameters, String name) throws HttpFailure {
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      throw HttpFailure.badRequest("The parameter " + name + " is there more than once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static String query(@Nullable String query) throws HttpFailure {
    if (query == null) {
      throw HttpFailure.badRequest("The request has no query");
    }
    return query;
  }

  private static @Nullable String text(@Nullable Object value, String name) throws HttpFailure {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw HttpFailure.badRequest("The parameter " + name + " is no text");
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value, String name)
      throws HttpFailure {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // the reader's maps have texts as keys
      Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
      return members;
    }
    throw HttpFailure.badRequest("The parameter " + name + " is no object");
  }
}
