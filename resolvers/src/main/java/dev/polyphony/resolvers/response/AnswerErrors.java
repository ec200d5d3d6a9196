package dev.polyphony.resolvers.response;

import dev.polyphony.resolvers.errors.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The errors of one answer, in the order of the response; beyond a bound they are only counted.
final class AnswerErrors {
  private final int limit;
  private final List<Map<String, Object>> entries = new ArrayList<>();
  private int left;

  AnswerErrors(int limit) {
    this.limit = limit;
  }

  boolean isEmpty() {
    return entries.isEmpty() && left == 0;
  }

  /// Whether further errors are only counted, so that their paths need not be made.
  boolean isFull() {
    return entries.size() >= limit;
  }

  void count() {
    left++;
  }

  void add(List<Object> path, FieldError error) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", error.code().name());
    if (error.store() != null) {
      extensions.put("store", error.store());
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("message", error.message());
    entry.put("path", path);
    entry.put("extensions", extensions);
    entries.add(entry);
  }

  List<Map<String, Object>> all() {
    if (left == 0) {
      return entries;
    }
    List<Map<String, Object>> all = new ArrayList<>(entries);
    all.add(Map.of("message", left + " more errors were left out"));
    return all;
  }
}
