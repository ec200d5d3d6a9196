package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much of its data an example is loaded with; each size holds the smaller ones.
public enum SeedSize {
  /// Little, for tests.
  @JsonProperty("test")
  TEST,
  /// Enough to look around in.
  @JsonProperty("demo")
  DEMO,
  /// All there is.
  @JsonProperty("full")
  FULL
}
