package dev.polyphony.loaders.postgresql;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names and constants inside a statement. They come from the declaration, never from a client.
final class Identifiers {
  private Identifiers() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// `public.airport` → `"public"."airport"`.
  static String qualified(String name) {
    return Stream.of(name.split("\\.", -1))
        .map(Identifiers::quoted)
        .collect(Collectors.joining("."));
  }

  static String text(String constant) {
    return '\'' + constant.replace("'", "''") + '\'';
  }
}
