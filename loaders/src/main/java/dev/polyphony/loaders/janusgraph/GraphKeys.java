package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.janusgraph.GraphFields.Place;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys of a request as the graph holds them, each once.
final class GraphKeys {
  /// What one traversal carries, so that it stays below the size that servers take.
  private static final int MOST_KEYS = 5000;

  private static final int MOST_CHARACTERS = 3 << 20;

  private final List<List<Object>> distinct = new ArrayList<>();
  private final Map<List<Object>, Integer> indexes = new HashMap<>();
  private final int[] byOrdinal;
  private final Map<Integer, StoreException> failures = new TreeMap<>();

  private GraphKeys(int size) {
    byOrdinal = new int[size];
    Arrays.fill(byOrdinal, -1);
  }

  static GraphKeys of(List<Place> places, KeyBatch batch) {
    GraphKeys keys = new GraphKeys(batch.size());
    for (int ordinal = 0; ordinal < batch.size(); ordinal++) {
      try {
        List<Object> stored = GraphFilter.stored(places, batch, ordinal);
        if (stored != null) {
          keys.add(ordinal, stored);
        }
      } catch (StoreException refused) {
        keys.failures.put(ordinal, refused);
      }
    }
    return keys;
  }

  private void add(int ordinal, List<Object> stored) {
    if (characters(stored) > MOST_CHARACTERS) {
      throw new StoreException(FailureReason.REJECTED, "text that is longer than a key may be");
    }
    Integer known = indexes.putIfAbsent(identity(stored), distinct.size());
    byOrdinal[ordinal] = known == null ? distinct.size() : known;
    if (known == null) {
      distinct.add(stored);
    }
  }

  private static List<Object> identity(List<?> values) {
    Object[] identity = new Object[values.size()];
    Arrays.setAll(identity, i -> JanusGraphValues.identity(values.get(i)));
    return List.of(identity);
  }

  private static long characters(List<Object> key) {
    long characters = 0;
    for (Object value : key) {
      characters += value instanceof String text ? text.length() : 0;
    }
    return characters;
  }

  List<List<Object>> distinct() {
    return distinct;
  }

  int size() {
    return byOrdinal.length;
  }

  /// The key of an ordinal among the distinct ones; -1 when it has none.
  int index(int ordinal) {
    return byOrdinal[ordinal];
  }

  /// The ordinals whose keys are refused.
  Map<Integer, StoreException> failures() {
    return failures;
  }

  /// Which of the distinct keys these values are, as the graph gave them; -1 for none.
  int find(List<? extends @Nullable Object> values) {
    return values.contains(null) ? -1 : indexes.getOrDefault(identity(values), -1);
  }

  /// The distinct keys in parts that one traversal can carry.
  List<List<List<Object>>> parts() {
    List<List<List<Object>>> parts = new ArrayList<>();
    List<List<Object>> part = new ArrayList<>();
    long characters = 0;
    for (List<Object> key : distinct) {
      long own = characters(key);
      if (part.size() == MOST_KEYS || (!part.isEmpty() && characters + own > MOST_CHARACTERS)) {
        parts.add(part);
        part = new ArrayList<>();
        characters = 0;
      }
      part.add(key);
      characters += own;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
