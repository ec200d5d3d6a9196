package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the values of a column come from.
///
/// @param from a column of the file, or a text that names some in braces: `{origin}-{#}`; `{#}` is
///   how often the same text has come up so far in the file
/// @param cut how many characters of it are kept from the start; 0 for all
/// @param replace values to exchange; an exchange for the empty text makes the value absent
/// @param lookup the file in which the exchanged value is sought, if any
/// @param split the text between the parts of a list, if it is one
/// @param type what a document holds; a table's definition says it itself
record ColumnSource(
    String from,
    int cut,
    Map<String, String> replace,
    @Nullable Lookup lookup,
    @Nullable String split,
    Type type) {

  enum Type {
    TEXT,
    INT,
    LONG,
    DOUBLE,
    DATE
  }

  /// A file whose column `key` leads to its column `value`.
  record Lookup(String file, String key, String value) {}

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  ColumnSource(
      String from,
      int cut,
      @Nullable Map<String, String> replace,
      @Nullable Lookup lookup,
      @Nullable String split,
      @Nullable Type type) {
    this.from = Objects.requireNonNull(from, "from");
    this.cut = cut;
    this.replace = replace == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(replace));
    this.lookup = lookup;
    this.split = split;
    this.type = type == null ? Type.TEXT : type;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ColumnSource named(String from) {
    return new ColumnSource(from, 0, null, null, null, null);
  }
}
