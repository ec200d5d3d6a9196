package dev.polyphony.resolvers.response;

import dev.polyphony.resolvers.document.RequestError;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answer to a request that is not executed: errors, and no data.
public final class RefusalJson {
  private RefusalJson() {}

  public static byte[] of(List<RequestError> errors) {
    return json(Map.of("errors", entries(errors)));
  }

  /// The errors alone, as a list.
  public static byte[] list(List<RequestError> errors) {
    return json(entries(errors));
  }

  private static byte[] json(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonOutput out = new JsonOutput((chunk, length) -> bytes.write(chunk, 0, length));
    out.json(value);
    out.flush();
    return bytes.toByteArray();
  }

  private static List<Map<String, Object>> entries(List<RequestError> errors) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (RequestError error : errors) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("message", error.message());
      if (!error.locations().isEmpty()) {
        entry.put("locations", error.locations().stream().map(RefusalJson::location).toList());
      }
      entry.put("extensions", Map.of("code", error.code().name()));
      entries.add(entry);
    }
    return entries;
  }

  private static Map<String, Integer> location(RequestError.Location location) {
    Map<String, Integer> entry = new LinkedHashMap<>();
    entry.put("line", location.line());
    entry.put("column", location.column());
    return entry;
  }
}
