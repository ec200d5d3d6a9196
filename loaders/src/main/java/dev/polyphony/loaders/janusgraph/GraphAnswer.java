package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the rows that the distinct keys of a request have; ordinals with the same key share
/// them.
final class GraphAnswer {
  private final List<String> header;
  private final GraphKeys keys;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final List<List<Integer>> byKey;

  GraphAnswer(List<String> header, GraphKeys keys) {
    this.header = header;
    this.keys = keys;
    this.byKey = new ArrayList<>(Collections.nCopies(keys.distinct().size(), List.of()));
  }

  /// Adds a row to a key that was asked for; what was not asked for, is left out.
  void add(List<? extends @Nullable Object> key, @Nullable Object[] row) {
    int index = keys.find(key);
    if (index >= 0) {
      if (byKey.get(index).isEmpty()) {
        byKey.set(index, new ArrayList<>(1));
      }
      byKey.get(index).add(rows.size());
      rows.add(row);
    }
  }

  /// Each key has one row at most.
  Answer unique() {
    return answer(true);
  }

  Answer answer() {
    return answer(false);
  }

  private Answer answer(boolean unique) {
    Map<Integer, StoreException> failures = new TreeMap<>(keys.failures());
    int[] offsets = new int[keys.size() + 1];
    List<Integer> links = new ArrayList<>();
    for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
      int key = keys.index(ordinal);
      List<Integer> own = key < 0 ? List.of() : byKey.get(key);
      if (unique && own.size() > 1) {
        failures.put(
            ordinal,
            new StoreException(
                FailureReason.BAD_DATA,
                "several vertices have the same key; is its index unique?"));
      } else {
        links.addAll(own);
      }
      offsets[ordinal + 1] = links.size();
    }
    int[] linked = links.stream().mapToInt(Integer::intValue).toArray();
    return new Answer(Rows.of(header, rows), Links.of(offsets, linked), failures);
  }
}
