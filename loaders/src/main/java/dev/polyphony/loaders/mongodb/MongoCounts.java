package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.Counts;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.mongodb.MongoAnswers.Outcome;
import dev.polyphony.loaders.mongodb.MongoValues.Bound;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts as commands, and their answers.
///
/// @param sent nothing where no document can pass
/// @param each instead, one command for each parent, where the answer to one for all cannot do
record MongoCounts(@Nullable MongoKeys parents, List<MongoCount> sent, @Nullable MongoCounts each) {
  static MongoCounts all(Query query) {
    Mapping mapping = query.source().mapping();
    Clause filter = new MongoFilters(mapping).clause(query.filter());
    return new MongoCounts(null, some(new MongoCount(mapping.from(), filter, List.of(), 1)), null);
  }

  /// One command for all parents where the server can group by their values, else one for each.
  static MongoCounts related(Query query, Source.Related related) {
    Mapping mapping = related.mapping();
    List<MongoField> remote =
        related.remote().stream().map(path -> MongoField.of(mapping, path)).toList();
    MongoKeys parents = new MongoKeys(remote, related.parents());
    Clause filter = new MongoFilters(mapping).clause(query.filter());
    List<MongoCount> each = new ArrayList<>(parents.sent().size());
    for (Bound[] parent : parents.sent()) {
      Clause own = Clause.and(MongoFilters.equal(remote, parent), filter);
      each.addAll(some(new MongoCount(mapping.from(), own, List.of(), 1)));
    }
    MongoCounts apart = new MongoCounts(parents, each, null);
    if (!remote.stream().allMatch(MongoCount::canGroup)) {
      return apart;
    }
    Clause ofSome = Clause.and(MongoFilters.anyOf(remote, parents.sent()), filter);
    int batch = 2 * parents.sent().size() + 100;
    MongoCount count = new MongoCount(mapping.from(), ofSome, remote, batch);
    return new MongoCounts(parents, some(count), apart);
  }

  private static List<MongoCount> some(MongoCount count) {
    return count.filter() == Clause.NOTHING ? List.of() : List.of(count);
  }

  Answer answer(List<Outcome> outcomes) {
    if (parents == null) {
      long all = outcomes.isEmpty() ? 0 : number(outcomes.getFirst());
      return Counts.of(new long[] {all}, Map.of());
    }
    long[] bySent = new long[parents.sent().size()];
    Map<Integer, StoreException> failures = new TreeMap<>(parents.failures());
    if (each != null) {
      outcomes.forEach(outcome -> outcome.success().forEach(group -> add(parents, bySent, group)));
      return spread(parents, bySent, failures);
    }
    MongoAnswers.requireOneAnswer(outcomes);
    for (int sent = 0; sent < outcomes.size(); sent++) {
      if (outcomes.get(sent).failure() == null) {
        bySent[sent] = number(outcomes.get(sent));
      }
    }
    for (int ordinal = 0; ordinal < parents.sentOf().length; ordinal++) {
      int sent = parents.sentOf()[ordinal];
      StoreException failure = sent < 0 || outcomes.isEmpty() ? null : outcomes.get(sent).failure();
      if (failure != null) {
        failures.put(ordinal, failure);
      }
    }
    return spread(parents, bySent, failures);
  }

  /// Whether the answer to one command for all does not tell each parent's documents.
  boolean isUnsure(List<Outcome> outcomes) {
    return each != null
        && outcomes.stream()
            .flatMap(outcome -> outcome.rows().stream())
            .anyMatch(group -> Arrays.asList(group).contains(MongoCount.UNSURE));
  }

  /// No group at all is how the server says none.
  private static long number(Outcome outcome) {
    return outcome.success().stream().mapToLong(MongoCounts::number).sum();
  }

  private static long number(@Nullable Object[] group) {
    return group[0] instanceof Long number ? number : 0;
  }

  private static void add(MongoKeys parents, long[] bySent, @Nullable Object[] group) {
    int sent = parents.sentIndex(group, 1);
    if (sent >= 0) {
      bySent[sent] += number(group);
    }
  }

  private static Answer spread(
      MongoKeys parents, long[] bySent, Map<Integer, StoreException> failures) {
    long[] counts = new long[parents.sentOf().length];
    for (int ordinal = 0; ordinal < counts.length; ordinal++) {
      int sent = parents.sentOf()[ordinal];
      counts[ordinal] = sent < 0 ? 0 : bySent[sent];
    }
    return Counts.of(counts, failures);
  }
}
