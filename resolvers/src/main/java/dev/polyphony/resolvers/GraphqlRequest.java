package dev.polyphony.resolvers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One GraphQL request as a client sent it.
///
/// @param variables JSON values: maps, lists, texts, Booleans, nulls, and numbers as exact as sent
public record GraphqlRequest(
    String query, @Nullable String operationName, Map<String, @Nullable Object> variables) {
  public GraphqlRequest {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  public static GraphqlRequest of(String query) {
    return new GraphqlRequest(query, null, Map.of());
  }
}
