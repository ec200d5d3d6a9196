package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoOrder.Part;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the rows of several commands together.
final class MongoAnswers {
  /// What a command came to: rows, or a failure.
  record Outcome(List<@Nullable Object[]> rows, @Nullable StoreException failure) {
    static Outcome of(List<@Nullable Object[]> rows) {
      return new Outcome(rows, null);
    }

    static Outcome failed(StoreException failure) {
      return new Outcome(List.of(), failure);
    }

    /// The rows, or the failure thrown.
    List<@Nullable Object[]> success() {
      if (failure != null) {
        throw failure;
      }
      return rows;
    }
  }

  private MongoAnswers() {}

  static Answer byKeys(List<String> header, MongoKeys keys, List<@Nullable Object[]> found) {
    List<@Nullable Object[]> rows = new ArrayList<>(found.size());
    int[] rowOfSent = new int[keys.sent().size()];
    Arrays.fill(rowOfSent, -1);
    boolean[] shared = new boolean[rowOfSent.length];
    for (@Nullable Object[] cells : found) {
      int sent = keys.sentIndex(cells, header.size());
      // Documents that hold a key inside an array match too, and are no answer.
      if (sent >= 0) {
        shared[sent] |= rowOfSent[sent] >= 0;
        rowOfSent[sent] = rows.size();
        rows.add(Arrays.copyOf(cells, header.size()));
      }
    }
    Map<Integer, StoreException> failures = new TreeMap<>(keys.failures());
    int[] rowOfOrdinal = new int[keys.sentOf().length];
    for (int ordinal = 0; ordinal < rowOfOrdinal.length; ordinal++) {
      int sent = keys.sentOf()[ordinal];
      boolean ambiguous = sent >= 0 && shared[sent];
      rowOfOrdinal[ordinal] = sent < 0 || ambiguous ? -1 : rowOfSent[sent];
      if (ambiguous) {
        failures.put(
            ordinal,
            new StoreException(FailureReason.BAD_DATA, "several documents have the same key"));
      }
    }
    return new Answer(Rows.of(header, rows), Links.single(rowOfOrdinal), failures);
  }

  static Answer all(List<String> header, MongoQueries.Plan plan, List<Outcome> outcomes) {
    outcomes.forEach(Outcome::success);
    List<@Nullable Object[]> rows = new ArrayList<>();
    appendPage(rows, header.size(), plan, outcomes);
    return new Answer(Rows.of(header, rows), Links.all(rows.size()));
  }

  /// @param outcomes those of the first parent sent first, one for each part of the order
  static Answer related(
      List<String> header, MongoQueries.Plan plan, MongoKeys parents, List<Outcome> outcomes) {
    int parts = plan.parts().size();
    int sent = parents.sent().size();
    List<@Nullable Object[]> rows = new ArrayList<>();
    int[] starts = new int[sent + 1];
    @Nullable StoreException[] failed = new @Nullable StoreException[sent];
    for (int i = 0; i < sent; i++) {
      List<Outcome> own = outcomes.subList(i * parts, (i + 1) * parts);
      failed[i] = failure(own);
      if (failed[i] == null) {
        appendPage(rows, header.size(), plan, own);
      }
      starts[i + 1] = rows.size();
    }
    requireOneAnswer(failed);
    Map<Integer, StoreException> failures = new TreeMap<>(parents.failures());
    int[] sentOf = parents.sentOf();
    for (int ordinal = 0; ordinal < sentOf.length; ordinal++) {
      StoreException failure = sentOf[ordinal] < 0 ? null : failed[sentOf[ordinal]];
      if (failure != null) {
        failures.put(ordinal, failure);
      }
    }
    return new Answer(Rows.of(header, rows), links(sentOf, starts), failures);
  }

  private static @Nullable StoreException failure(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome.failure() != null) {
        return outcome.failure();
      }
    }
    return null;
  }

  /// Where not one parent was answered, it is the store that failed.
  private static void requireOneAnswer(@Nullable StoreException[] failed) {
    for (StoreException failure : failed) {
      if (failure == null) {
        return;
      }
    }
    if (failed.length > 0 && failed[0] != null) {
      throw failed[0];
    }
  }

  static void requireOneAnswer(List<Outcome> outcomes) {
    @Nullable StoreException[] failed = new @Nullable StoreException[outcomes.size()];
    for (int i = 0; i < failed.length; i++) {
      failed[i] = outcomes.get(i).failure();
    }
    requireOneAnswer(failed);
  }

  private static Links links(int[] sentOf, int[] starts) {
    int[] offsets = new int[sentOf.length + 1];
    for (int i = 0; i < sentOf.length; i++) {
      int sent = sentOf[i];
      offsets[i + 1] = offsets[i] + (sent < 0 ? 0 : starts[sent + 1] - starts[sent]);
    }
    int[] rows = new int[offsets[sentOf.length]];
    for (int i = 0; i < sentOf.length; i++) {
      for (int at = offsets[i]; at < offsets[i + 1]; at++) {
        rows[at] = starts[sentOf[i]] + at - offsets[i];
      }
    }
    return Links.of(offsets, rows);
  }

  /// Merges the parts of an order up to the page's limit. The rows of one part are in order.
  private static void appendPage(
      List<@Nullable Object[]> rows, int width, MongoQueries.Plan plan, List<Outcome> outcomes) {
    int start = rows.size();
    int[] next = new int[outcomes.size()];
    for (int count = 0; count < plan.limit(); count++) {
      int least = least(width, plan, outcomes, next);
      if (least < 0) {
        break;
      }
      @Nullable Object[] cells = outcomes.get(least).rows().get(next[least]++);
      rows.add(cells.length == width ? cells : Arrays.copyOf(cells, width));
    }
    if (plan.backward()) {
      Collections.reverse(rows.subList(start, rows.size()));
    }
  }

  /// The part whose next row comes first, or -1.
  private static int least(int width, MongoQueries.Plan plan, List<Outcome> outcomes, int[] next) {
    int least = -1;
    for (int part = 0; part < next.length; part++) {
      if (next[part] == outcomes.get(part).rows().size()) {
        continue;
      }
      if (least < 0 || compare(width, plan, outcomes, next, part, least) < 0) {
        least = part;
      }
    }
    return least;
  }

  private static int compare(
      int width, MongoQueries.Plan plan, List<Outcome> outcomes, int[] next, int part, int other) {
    Part one = plan.parts().get(part);
    Part two = plan.parts().get(other);
    return plan.order()
        .compare(
            one.nulls(),
            outcomes.get(part).rows().get(next[part]),
            two.nulls(),
            outcomes.get(other).rows().get(next[other]),
            width);
  }
}
