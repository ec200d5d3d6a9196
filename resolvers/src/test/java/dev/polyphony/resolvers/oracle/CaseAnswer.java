package dev.polyphony.resolvers.oracle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of one of the two engines, in comparable form.
record CaseAnswer(JsonNode data, List<Failed> errors) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  /// Where a field failed and why.
  record Failed(List<Object> path, String code) {
    Failed {
      path = List.copyOf(path);
    }
  }

  static CaseAnswer of(@Nullable Object data, List<Failed> errors) {
    try {
      return new CaseAnswer(JSON.readTree(JSON.writeValueAsBytes(data)), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a response of our engine.
  static CaseAnswer read(byte[] bytes) {
    try {
      JsonNode response = JSON.readTree(bytes);
      List<Failed> errors = new ArrayList<>();
      for (JsonNode error : response.path("errors")) {
        errors.add(new Failed(path(error), error.path("extensions").path("code").asText()));
      }
      return new CaseAnswer(response.path("data"), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Object> path(JsonNode error) {
    List<Object> path = new ArrayList<>();
    for (JsonNode segment : error.path("path")) {
      path.add(segment.isTextual() ? segment.asText() : segment.intValue());
    }
    return path;
  }
}
