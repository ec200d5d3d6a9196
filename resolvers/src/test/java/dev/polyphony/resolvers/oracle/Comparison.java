package dev.polyphony.resolvers.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.resolvers.oracle.CaseAnswer.Failed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two answers. Cursors are texts of each engine's own: what counts is that they stand for
/// the same rows, in one case throughout.
final class Comparison {
  private final Map<String, String> cursors = new HashMap<>();
  private final Map<String, String> rowsByCursor = new HashMap<>();
  private int leaves;
  private int nonNullLeaves;

  /// Our cursors by the oracle's.
  Map<String, String> cursors() {
    return cursors;
  }

  int leaves() {
    return leaves;
  }

  int nonNullLeaves() {
    return nonNullLeaves;
  }

  /// What differs first, or null.
  @Nullable String difference(CaseAnswer ours, CaseAnswer theirs) {
    String data = difference("data", ours.data(), theirs.data());
    return data == null ? errors(ours, theirs) : data;
  }

  private @Nullable String difference(String path, JsonNode ours, JsonNode theirs) {
    if (theirs.isObject() && ours.isObject()) {
      return objects(path, ours, theirs);
    }
    if (theirs.isArray() && ours.isArray()) {
      if (ours.size() != theirs.size()) {
        return "%s has %d elements, the oracle's %d".formatted(path, ours.size(), theirs.size());
      }
      for (int i = 0; i < ours.size(); i++) {
        String difference = difference(path + "." + i, ours.get(i), theirs.get(i));
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }
    leaves++;
    nonNullLeaves += ours.isNull() ? 0 : 1;
    return sameLeaf(ours, theirs)
        ? null
        : "%s is %s, the oracle's %s".formatted(path, ours, theirs);
  }

  private @Nullable String objects(String path, JsonNode ours, JsonNode theirs) {
    List<String> names = names(ours);
    if (!names.equals(names(theirs))) {
      return "%s has fields %s, the oracle's %s".formatted(path, names, names(theirs));
    }
    for (String name : names) {
      String difference = difference(path + "." + name, ours.get(name), theirs.get(name));
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private boolean sameLeaf(JsonNode ours, JsonNode theirs) {
    if (ours.isTextual() && NaivePage.isCursor(theirs.asText())) {
      String known = cursors.putIfAbsent(theirs.asText(), ours.asText());
      String row = rowsByCursor.putIfAbsent(ours.asText(), theirs.asText());
      return (known == null || known.equals(ours.asText()))
          && (row == null || row.equals(theirs.asText()));
    }
    return (ours.isNumber() && theirs.isNumber())
        ? ours.decimalValue().compareTo(theirs.decimalValue()) == 0
        : ours.equals(theirs);
  }

  /// Each error of ours is one of the oracle's; each null that an error caused has one; where every
  /// error stands at the field that it nulls, there are no others.
  private static @Nullable String errors(CaseAnswer ours, CaseAnswer theirs) {
    Set<Failed> expected = new HashSet<>(theirs.errors());
    Set<Failed> seen = new HashSet<>();
    Set<List<Object>> caused = new HashSet<>();
    for (Failed error : ours.errors()) {
      if (!expected.contains(error)) {
        return "error " + error + " is not among the oracle's " + theirs.errors();
      }
      if (!seen.add(error) || !caused.add(nullOf(error, ours.data()))) {
        return "error " + error + " is one too many of " + ours.errors();
      }
    }
    for (Failed error : theirs.errors()) {
      if (!caused.contains(nullOf(error, ours.data()))) {
        return "no error for " + error + " among " + ours.errors();
      }
    }
    boolean propagated = theirs.errors().stream().anyMatch(e -> propagated(e, ours.data()));
    return propagated || seen.equals(expected)
        ? null
        : "errors " + ours.errors() + ", the oracle's " + theirs.errors();
  }

  /// Whether an error nulls more than its own field.
  static boolean propagated(Failed error, JsonNode data) {
    return nullOf(error, data).size() < error.path().size();
  }

  /// The place of the null that an error caused: its path, or the part of it that is there.
  private static List<Object> nullOf(Failed error, JsonNode data) {
    JsonNode node = data;
    for (int i = 0; i < error.path().size(); i++) {
      if (node.isNull()) {
        return error.path().subList(0, i);
      }
      Object segment = error.path().get(i);
      JsonNode next = segment instanceof Integer n ? node.get(n) : node.get(segment.toString());
      node = Objects.requireNonNull(next, () -> "no " + error.path() + " in the answer");
    }
    return error.path();
  }
}
