package dev.polyphony.schema.sdl;

import java.util.Locale;

/// Stored names by convention.
final class Naming {
  private Naming() {}

  /// `runwayLengthFt` → `runway_length_ft`; a digit never starts a word: `line1` → `line1`.
  static String snakeCase(String field) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean starts =
          Character.isUpperCase(c)
              && i > 0
              && (!Character.isUpperCase(field.charAt(i - 1))
                  || (i + 1 < field.length() && Character.isLowerCase(field.charAt(i + 1))));
      if (starts && name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
      name.append(c);
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
