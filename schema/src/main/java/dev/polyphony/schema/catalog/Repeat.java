package dev.polyphony.schema.catalog;

/// That a path which leads back to the type where it begins is followed again and again.
///
/// @param max how many times at most
public record Repeat(int max, Keep keep) {
  public static final int MOST = 32;

  public Repeat {
    if (max < 1 || max > MOST) {
      throw new IllegalArgumentException("a path is repeated 1 to " + MOST + " times");
    }
  }

  /// Which of the entities that it reaches are answered.
  public enum Keep {
    /// Those of all rounds, each once.
    ALL,
    /// That of the last round.
    LAST
  }
}
