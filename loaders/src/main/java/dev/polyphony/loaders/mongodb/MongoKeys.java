package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoValues.Bound;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys or parents of a request, those that the server holds equal once.
final class MongoKeys {
  private static final int NONE = -1;

  private final int[] sentOf;
  private final List<Bound[]> sent = new ArrayList<>();
  private final Map<Object, Integer> indexes;
  private final Map<Integer, StoreException> failures = new TreeMap<>();

  MongoKeys(List<MongoField> places, KeyBatch keys) {
    sentOf = new int[keys.size()];
    indexes = HashMap.newHashMap(keys.size());
    for (int ordinal = 0; ordinal < sentOf.length; ordinal++) {
      Bound[] key = bound(places, keys, ordinal);
      sentOf[ordinal] = key == null ? NONE : indexOf(key);
    }
  }

  /// Null when no document has this key, or when the key is refused.
  private Bound @Nullable [] bound(List<MongoField> places, KeyBatch keys, int ordinal) {
    try {
      return MongoFilters.bind(places, keys, ordinal);
    } catch (StoreException e) {
      if (e.reason() != FailureReason.REJECTED) {
        throw e;
      }
      failures.put(ordinal, e);
      return null;
    }
  }

  private int indexOf(Bound[] key) {
    Object identity =
        key.length == 1 ? key[0].normal() : Arrays.stream(key).map(Bound::normal).toList();
    Integer known = indexes.putIfAbsent(identity, sent.size());
    if (known != null) {
      return known;
    }
    sent.add(key);
    return sent.size() - 1;
  }

  /// The keys to send, each once.
  List<Bound[]> sent() {
    return sent;
  }

  /// Which of the keys sent a document has, from its values in normal form; or -1.
  int sentIndex(@Nullable Object[] cells, int from) {
    Object identity =
        cells.length == from + 1
            ? cells[from]
            : Arrays.asList(Arrays.copyOfRange(cells, from, cells.length));
    return indexes.getOrDefault(identity, NONE);
  }

  /// The index among the keys sent of each ordinal, -1 where none was.
  int[] sentOf() {
    return sentOf;
  }

  /// The ordinals that were refused.
  Map<Integer, StoreException> failures() {
    return failures;
  }
}
