package dev.polyphony.embedded.seed;

/// Told how far a load is, at least once for each table or collection.
@FunctionalInterface
public interface Progress {
  void loaded(String store, String into, long rows, long of);

  static Progress silent() {
    return (_, _, _, _) -> {};
  }
}
