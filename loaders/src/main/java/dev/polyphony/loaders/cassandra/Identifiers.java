package dev.polyphony.loaders.cassandra;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Names as CQL writes them: always quoted, so that upper and lower case count and no name is a
/// word of the language.
final class Identifiers {
  private Identifiers() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// A name whose parts are separated by dots, each quoted.
  static String qualified(String dotted) {
    return Arrays.stream(dotted.split("\\.", -1))
        .map(Identifiers::quoted)
        .collect(Collectors.joining("."));
  }

  /// The column of a stored name; what follows the first dot lies inside its value.
  static String column(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
