package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.Map;

/// The keys that the rows of one parent's set give to a fetch, and the parents whose key cannot be
/// made.
final class Keys {
  private final KeyBatch batch;
  private final int[] offsets;
  private final Map<Integer, FieldError> failures;

  /// @param offsets the keys of parent `i` are `offsets[i]` to `offsets[i + 1] - 1`
  Keys(KeyBatch batch, int[] offsets, Map<Integer, FieldError> failures) {
    this.batch = batch;
    this.offsets = offsets;
    this.failures = failures;
  }

  KeyBatch batch() {
    return batch;
  }

  int parents() {
    return offsets.length - 1;
  }

  int from(int parent) {
    return offsets[parent];
  }

  int to(int parent) {
    return offsets[parent + 1];
  }

  Map<Integer, FieldError> failures() {
    return failures;
  }
}
