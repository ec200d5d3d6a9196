package dev.polyphony.schema.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a field is asked for. Values are of the types that [BatchResolver#resolve] lists.
///
/// @param field such as `Airport.daylightHours`
/// @param parents for each the values of the arguments with `@require`, by the arguments' names;
///   equal ones come once, and those that lack a value not at all. At the root there is one,
///   without values
/// @param arguments the client's, by name; null where it gave none
/// @param fields of an object: those that are asked for
/// @param remaining how long the request may take yet
public record Batch(
    String field,
    List<Map<String, Object>> parents,
    Map<String, @Nullable Object> arguments,
    Set<String> fields,
    Duration remaining) {
  // Written out: javac keeps the annotations of a compact constructor's parameters from others.
  public Batch(
      String field,
      List<Map<String, Object>> parents,
      Map<String, @Nullable Object> arguments,
      Set<String> fields,
      Duration remaining) {
    List<Map<String, Object>> copies = new ArrayList<>(parents.size());
    parents.forEach(parent -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(parent))));
    this.field = field;
    this.parents = Collections.unmodifiableList(copies);
    this.arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    this.fields = Set.copyOf(fields);
    this.remaining = remaining;
  }
}
