package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /// The same keys for the objects from which a way of several steps leads here: those of all rows
  /// that it reaches, each once.
  ///
  /// @param hops the row sets on the way, of which the keys' rows are the last
  Keys along(List<RowSet> hops, int owners) {
    int width = batch.width();
    List<Object> keys = new ArrayList<>();
    int[] ends = new int[owners + 1];
    Map<Integer, FieldError> failed = new HashMap<>();
    for (int owner = 0; owner < owners; owner++) {
      Set<List<Object>> distinct = new LinkedHashSet<>();
      FieldError failure = follow(hops, 0, owner, distinct);
      if (failure == null) {
        distinct.forEach(keys::addAll);
      } else {
        failed.put(owner, failure);
      }
      ends[owner + 1] = keys.size() / width;
    }
    return new Keys(KeyBatch.wrap(width, keys.toArray()), ends, failed);
  }

  private @Nullable FieldError follow(
      List<RowSet> hops, int hop, int parent, Set<List<Object>> distinct) {
    if (hop == hops.size()) {
      for (int key = from(parent); key < to(parent); key++) {
        distinct.add(key(key));
      }
      return failures.get(parent);
    }
    RowSet set = hops.get(hop);
    FieldError failure = set.failure(parent);
    for (int i = 0; i < set.links().count(parent) && failure == null; i++) {
      int row = set.links().row(parent, i);
      failure = row < 0 ? null : follow(hops, hop + 1, row, distinct);
    }
    return failure;
  }

  /// The keys of those parents that hold something in another set, or failed to.
  Keys leadingTo(RowSet beyond) {
    List<Object> keys = new ArrayList<>();
    int[] ends = new int[offsets.length];
    Map<Integer, FieldError> failed = new HashMap<>(failures);
    for (int parent = 0; parent < parents(); parent++) {
      FieldError failure = beyond.failure(parent);
      if (failure != null) {
        failed.putIfAbsent(parent, failure);
      }
      if (holds(beyond.links(), parent)) {
        for (int key = from(parent); key < to(parent); key++) {
          keys.addAll(key(key));
        }
      }
      ends[parent + 1] = keys.size() / batch.width();
    }
    return new Keys(KeyBatch.wrap(batch.width(), keys.toArray()), ends, failed);
  }

  private static boolean holds(Links links, int parent) {
    return links.count(parent) > 0 && links.row(parent, 0) >= 0;
  }

  List<Object> key(int key) {
    List<Object> values = new ArrayList<>(batch.width());
    for (int i = 0; i < batch.width(); i++) {
      values.add(batch.get(key, i));
    }
    return values;
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
