package dev.polyphony.schema.sdl;

import java.util.Collection;
import java.util.Comparator;

/// Names that a misspelt one may have meant.
final class Suggestions {
  private Suggestions() {}

  /// A sentence that begins with a blank, or nothing when no name is near.
  static String of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.<String>comparingInt(other -> distance(name, other)).thenComparing(n -> n))
        .filter(nearest -> distance(name, nearest) <= Math.max(2, name.length() / 3))
        .map(nearest -> ". Did you mean `" + nearest + "`?")
        .orElse("");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + same);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[b.length()];
  }
}
