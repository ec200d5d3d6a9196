package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gathers the rows of each ordinal, in the order of the ordinals.
final class AnswerRows {
  private final List<String> header;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final int[] counts;
  private final Map<Integer, StoreException> failures = new TreeMap<>();

  AnswerRows(List<String> header, RedisKeys keys) {
    this.header = header;
    this.counts = new int[keys.size()];
    this.failures.putAll(keys.failures());
  }

  /// Adds the rows of an ordinal, or why it has none. Ordinals come ascending.
  void addOrFail(int ordinal, Supplier<List<@Nullable Object[]>> ofOrdinal) {
    try {
      List<@Nullable Object[]> found = ofOrdinal.get();
      rows.addAll(found);
      counts[ordinal] = found.size();
    } catch (StoreException e) {
      failures.put(ordinal, e);
    }
  }

  /// The same with the first fields of its rows only.
  static Answer cut(List<String> header, Answer answer) {
    List<@Nullable Object[]> rows = new ArrayList<>(answer.rows().size());
    for (int i = 0; i < answer.rows().size(); i++) {
      rows.add(Arrays.copyOf(answer.rows().row(i), header.size()));
    }
    return new Answer(Rows.of(header, rows), answer.links(), answer.failures());
  }

  void fail(int ordinal, StoreException failure) {
    failures.put(ordinal, failure);
  }

  Answer answer() {
    int[] offsets = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      offsets[i + 1] = offsets[i] + counts[i];
    }
    int[] all = new int[rows.size()];
    Arrays.setAll(all, i -> i);
    return new Answer(Rows.of(header, rows), Links.of(offsets, all), failures);
  }
}
