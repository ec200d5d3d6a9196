package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.ClosestName;
import java.util.Collection;

/// Names that a misspelt one may have meant.
final class Suggestions {
  private Suggestions() {}

  /// A sentence that begins with a stop, or nothing when no name is near.
  static String of(String name, Collection<String> known) {
    String closest = ClosestName.of(name, known);
    return closest == null || closest.equals(name) ? "" : ". Did you mean `" + closest + "`?";
  }
}
