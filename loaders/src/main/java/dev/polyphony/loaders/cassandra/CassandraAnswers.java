package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.cassandra.Outcome.Found;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the rows of a plan's reads together: each ordinal has those of its own reads, in order, up
/// to the page's limit.
final class CassandraAnswers {
  private final CassandraPlan plan;
  private final List<Outcome> outcomes;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final int[][] places;

  private CassandraAnswers(CassandraPlan plan, List<Outcome> outcomes) {
    this.plan = plan;
    this.outcomes = outcomes;
    this.places = new int[outcomes.size()][];
  }

  /// @param outcomes one for each read
  static Answer of(CassandraPlan plan, List<Outcome> outcomes) {
    requireOneAnswer(outcomes);
    return new CassandraAnswers(plan, outcomes).answer(false);
  }

  /// Like [#of], where a read has at most one row.
  static Answer byKeys(CassandraPlan plan, List<Outcome> outcomes) {
    requireOneAnswer(outcomes);
    return new CassandraAnswers(plan, outcomes).answer(true);
  }

  /// Where not one read was answered, it is the store that failed.
  private static void requireOneAnswer(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome.failure() == null) {
        return;
      }
    }
    if (!outcomes.isEmpty() && outcomes.getFirst().failure() != null) {
      throw outcomes.getFirst().failure();
    }
  }

  private Answer answer(boolean unique) {
    List<List<Integer>> ordinals = plan.reads().ordinals();
    Map<Integer, StoreException> failures = new TreeMap<>(plan.reads().failures());
    int[] offsets = new int[ordinals.size() + 1];
    List<Integer> links = new ArrayList<>();
    for (int ordinal = 0; ordinal < ordinals.size(); ordinal++) {
      List<Integer> reads = ordinals.get(ordinal);
      StoreException failure = failure(reads, unique);
      if (failure != null) {
        failures.put(ordinal, failure);
      } else {
        List<Integer> own = reads.size() == 1 ? first(reads.getFirst()) : merged(reads);
        if (plan.page().backward()) {
          Collections.reverse(own);
        }
        links.addAll(own);
      }
      offsets[ordinal + 1] = links.size();
    }
    int[] linked = links.stream().mapToInt(Integer::intValue).toArray();
    return new Answer(Rows.of(plan.rows().header(), rows), Links.of(offsets, linked), failures);
  }

  private @Nullable StoreException failure(List<Integer> reads, boolean unique) {
    for (int read : reads) {
      Outcome outcome = outcomes.get(read);
      if (outcome.failure() != null) {
        return outcome.failure();
      }
      if (unique && outcome.rows().size() > 1) {
        return new StoreException(
            FailureReason.BAD_DATA,
            "several rows have the same key; does `key` name the whole primary key?");
      }
    }
    return null;
  }

  private List<Integer> first(int read) {
    int count = Math.min(outcomes.get(read).rows().size(), plan.page().limit());
    List<Integer> own = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      own.add(place(read, i));
    }
    return own;
  }

  /// How far a read has been merged.
  private static final class Cursor {
    private final int read;
    private int next;

    Cursor(int read) {
      this.read = read;
    }
  }

  private List<Integer> merged(List<Integer> reads) {
    PriorityQueue<Cursor> cursors = new PriorityQueue<>(Math.max(1, reads.size()), this::compare);
    for (int read : reads) {
      if (!outcomes.get(read).rows().isEmpty()) {
        cursors.add(new Cursor(read));
      }
    }
    List<Integer> own = new ArrayList<>();
    for (Cursor least = cursors.poll();
        least != null && own.size() < plan.page().limit();
        least = cursors.poll()) {
      own.add(place(least.read, least.next++));
      if (least.next < outcomes.get(least.read).rows().size()) {
        cursors.add(least);
      }
    }
    return own;
  }

  private int compare(Cursor one, Cursor other) {
    List<List<Object>> values = plan.reads().distinct();
    int compared =
        plan.ordering()
            .compare(
                values.get(one.read), row(one).order(), values.get(other.read), row(other).order());
    return compared != 0 ? compared : Integer.compare(one.read, other.read);
  }

  private Found row(Cursor cursor) {
    return outcomes.get(cursor.read).rows().get(cursor.next);
  }

  /// Rows that nobody has are left out; those that several have are there once.
  private int place(int read, int index) {
    List<Found> found = outcomes.get(read).rows();
    if (places[read] == null) {
      places[read] = new int[found.size()];
      Arrays.fill(places[read], -1);
    }
    if (places[read][index] < 0) {
      places[read][index] = rows.size();
      rows.add(found.get(index).cells());
    }
    return places[read][index];
  }
}
