package dev.polyphony.resolvers.explain;

/// What a step of a plan does. Documented in `docs/explain.md`.
public enum StepKind {
  /// Reads rows by a unique key.
  BY_KEY("by key"),
  /// Reads the rows that belong to each parent.
  RELATED("related"),
  /// Follows the edges of each parent's vertex.
  EDGES("edges"),
  /// Runs a statement in the store's own language.
  NATIVE("native"),
  /// Reads a list that belongs to nothing.
  LIST("list"),
  /// Reads the schema itself; no store is asked.
  INTROSPECTION("introspection");

  private final String words;

  StepKind(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
