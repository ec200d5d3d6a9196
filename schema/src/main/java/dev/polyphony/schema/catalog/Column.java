package dev.polyphony.schema.catalog;

import dev.polyphony.schema.problems.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One field of a mapping as it is stored: a value, a list of values, an embedded object, or a list
/// of embedded objects.
///
/// @param field the field's name in its type
/// @param names the stored names, dotted inside documents; the first that is present is read
/// @param type the logical type; JSON for embedded objects
/// @param stored the stored type of the value or of the list's elements
/// @param list whether it holds a list
/// @param nullable whether SDL admits null here; it says nothing of the store
/// @param enumNames for an enum: its value in the schema → the stored text
/// @param nested for an embedded object: its columns by field name, their names relative to it
public record Column(
    String field,
    List<String> names,
    ValueType type,
    ValueType stored,
    boolean list,
    boolean nullable,
    Map<String, String> enumNames,
    Map<String, Column> nested,
    Location location) {
  public Column {
    names = List.copyOf(names);
    enumNames = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(enumNames));
    nested = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nested));
    if (names.isEmpty()) {
      throw new IllegalArgumentException("column " + field + " has no stored name");
    }
  }

  /// Whether its values are texts of any content, and kept as they are: neither an enum's names nor
  /// an `ID` that is stored as a number.
  public boolean isText() {
    return type == ValueType.TEXT && stored == ValueType.TEXT && enumNames.isEmpty();
  }

  /// Whether ranges and orders mean the same in the store as here. Numbers that are stored as text
  /// offer equality only; temporal values as text have a fixed width.
  public boolean hasOrder() {
    boolean ownForm = stored != ValueType.TEXT;
    boolean sortsAsText =
        switch (type) {
          case TEXT, UUID, DATE, TIME, LOCAL_DATE_TIME, DATE_TIME -> true;
          case BOOLEAN, INT, LONG, DOUBLE, BIG_INTEGER, DECIMAL, BYTES, JSON, OBJECT_ID -> false;
        };
    return type != ValueType.JSON && !list && !isObject() && (ownForm || sortsAsText);
  }

  public boolean isObject() {
    return !nested.isEmpty();
  }

  /// The first stored name; the only one but for fields whose place has moved.
  public String name() {
    return names.getFirst();
  }
}
