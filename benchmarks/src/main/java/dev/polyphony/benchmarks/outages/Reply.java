package dev.polyphony.benchmarks.outages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One answer of the gateway.
///
/// @param start and end: `System.nanoTime()`
record Reply(JsonNode answer, long start, long end) {
  private static final Set<String> CODES = Set.of("UNAVAILABLE", "TIMED_OUT");

  boolean isWhole() {
    return !answer.has("errors");
  }

  Duration time() {
    return Duration.ofNanos(end - start);
  }

  Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    answer.path("errors").forEach(error -> codes.add(error.at("/extensions/code").asText()));
    return codes;
  }

  /// What is wrong with it while a store is gone: it must be the whole answer but for nulls where
  /// errors of that store say so. Null when nothing is wrong.
  @Nullable String problem(JsonNode whole, String store) {
    JsonNode expected = whole.get("data").deepCopy();
    for (JsonNode error : answer.path("errors")) {
      String code = error.at("/extensions/code").asText();
      boolean own = error.at("/extensions/store").asText().equals(store) && CODES.contains(code);
      if (!own) {
        return "an error of another kind or store: " + error;
      }
      if (!hasNull(answer.get("data"), expected, error.get("path"))) {
        return "an error without a null in its place: " + error;
      }
    }
    String actual = answer.get("data").toString();
    return actual.equals(expected.toString()) ? null : actual + " instead of " + expected;
  }

  /// Follows a path to the first null of the answer, and makes the same null in what is expected.
  private static boolean hasNull(JsonNode data, JsonNode expected, JsonNode path) {
    JsonNode actual = data;
    JsonNode copy = expected;
    for (JsonNode step : path) {
      JsonNode below = step.isInt() ? actual.get(step.intValue()) : actual.get(step.textValue());
      if (below == null || below.isNull()) {
        switch (copy) {
          case ObjectNode object -> object.putNull(step.textValue());
          case ArrayNode array -> array.setNull(step.intValue());
          default -> {
            return false;
          }
        }
        return true;
      }
      actual = below;
      copy = step.isInt() ? copy.get(step.intValue()) : copy.get(step.textValue());
    }
    return false;
  }
}
