package dev.polyphony.loaders.memory;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Counts;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Computation.Row;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.evaluation.Conditions;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A store of plain lists. It answers at once, on the caller's thread.
public final class MemoryStore implements Store {
  private final Map<String, List<Map<String, ?>>> sources = new ConcurrentHashMap<>();

  /// @param sources by the mappings' `from`: documents as stored, by stored name. Embedded objects
  ///   are maps; the values are what `StoredValues` reads
  public MemoryStore(Map<String, List<Map<String, ?>>> sources) {
    sources.forEach(this::load);
  }

  /// Fills a source, in place of what it held.
  public void load(String from, List<? extends Map<String, ?>> documents) {
    sources.put(from, List.copyOf(documents));
  }

  private List<Map<String, ?>> documents(Mapping mapping) {
    return sources.getOrDefault(mapping.from(), List.of());
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    if (lookup.keys().isEmpty()) {
      return CompletableFuture.completedFuture(nothing(lookup.projection()));
    }
    String text =
        lookup.mapping().from() + " by " + lookup.key() + " " + lookup.projection().names();
    context.log().add(new Statement(text, 1, lookup.keys().size(), "keys"));
    List<List<Integer>> found =
        matching(lookup.mapping(), lookup.key(), lookup.keys(), document -> true);
    return answer(
        lookup.mapping(),
        documents(lookup.mapping()),
        lookup.projection(),
        found,
        MemoryRefusals.ofKeys(lookup.keys()));
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    try {
      Selected selected = select(query, " in order of " + query.order(), context);
      Mapping mapping = query.source().mapping();
      MemoryPage page = new MemoryPage(mapping, query.order(), query.page());
      List<List<Integer>> pages = pages(page, selected.found(), selected.documents());
      return answer(mapping, selected.documents(), query.projection(), pages, selected.failures());
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    try {
      Selected selected = select(query, " counted", context);
      long[] counts = selected.found().stream().mapToLong(List::size).toArray();
      return CompletableFuture.completedFuture(Counts.of(counts, selected.failures()));
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// The documents that pass, for each ordinal, in no order.
  private record Selected(
      List<Map<String, ?>> documents,
      List<List<Integer>> found,
      Map<Integer, StoreException> failures) {}

  private Selected select(Query query, String what, CallContext context) {
    Mapping mapping = query.source().mapping();
    new MemoryRefusals(mapping).check(query);
    Conditions conditions = new Conditions(mapping);
    Predicate<Map<String, ?>> passes =
        document -> conditions.holds(query.filter(), row(mapping, document));
    String shape = what + " " + query.projection().names();
    List<Map<String, ?>> documents = documents(mapping);
    List<List<Integer>> found;
    Map<Integer, StoreException> failures = Map.of();
    switch (query.source()) {
      case Source.All _ -> {
        String text = "all of " + mapping.from() + shape;
        context.log().add(new Statement(text, 1, 1, ""));
        found = List.of(all(mapping, passes));
      }
      case Source.Related related -> {
        if (related.parents().isEmpty()) {
          return new Selected(documents, List.of(), Map.of());
        }
        String text = mapping.from() + " of " + related.remote() + shape;
        context.log().add(new Statement(text, 1, related.parents().size(), "parents"));
        found = matching(mapping, related.remote(), related.parents(), passes);
        failures = MemoryRefusals.ofKeys(related.parents());
      }
      case Source.Native _ -> {
        context.log().add(new Statement("native text of " + mapping.from(), 1, 1, ""));
        throw new StoreException(
            FailureReason.UNSUPPORTED, "the store in memory has no language of its own");
      }
      case Source.Edges edges -> {
        if (edges.parents().isEmpty()) {
          return new Selected(documents, List.of(), Map.of());
        }
        String text = "edges " + mapping.from() + shape;
        context.log().add(new Statement(text, 1, edges.parents().size(), "parents"));
        MemoryEdges seen = MemoryEdges.of(edges.relationship(), documents);
        documents = seen.documents();
        found = seen.of(edges.parents(), passes);
        failures = MemoryRefusals.ofKeys(edges.parents());
      }
    }
    return new Selected(documents, found, failures);
  }

  private static Row row(Mapping mapping, Map<?, ?> document) {
    return field -> MemoryRows.values(mapping, field, document);
  }

  private static List<List<Integer>> pages(
      MemoryPage page, List<List<Integer>> found, List<Map<String, ?>> documents) {
    return found.stream().map(indexes -> page.of(indexes, documents)).toList();
  }

  private List<Integer> all(Mapping mapping, Predicate<Map<String, ?>> passes) {
    List<Map<String, ?>> documents = documents(mapping);
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (passes.test(documents.get(i))) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  /// For each key the documents that have it and pass; none for a key that is refused.
  private List<List<Integer>> matching(
      Mapping mapping, List<FieldPath> fields, KeyBatch keys, Predicate<Map<String, ?>> passes) {
    Conditions conditions = new Conditions(mapping);
    Set<Integer> refused = MemoryRefusals.ofKeys(keys).keySet();
    List<List<Integer>> found = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int key = i;
      found.add(
          refused.contains(i)
              ? List.of()
              : all(
                  mapping,
                  passes.and(
                      document -> conditions.hasKey(fields, keys, key, row(mapping, document)))));
    }
    return found;
  }

  /// Each document once, however many ordinals have it.
  private CompletionStage<Answer> answer(
      Mapping mapping,
      List<Map<String, ?>> documents,
      Projection projection,
      List<List<Integer>> found,
      Map<Integer, StoreException> failures) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    List<Integer> links = new ArrayList<>();
    int[] offsets = new int[found.size() + 1];
    for (int i = 0; i < found.size(); i++) {
      for (int index : found.get(i)) {
        links.add(places.computeIfAbsent(index, _ -> places.size()));
      }
      offsets[i + 1] = links.size();
    }
    List<Map<String, ?>> read = new ArrayList<>();
    places.keySet().forEach(index -> read.add(documents.get(index)));
    int[] rows = links.stream().mapToInt(Integer::intValue).toArray();
    return CompletableFuture.completedFuture(
        new Answer(MemoryRows.of(mapping, projection, read), Links.of(offsets, rows), failures));
  }

  private static Answer nothing(Projection projection) {
    return new Answer(Rows.empty(projection.names()), Links.oneToOne(0));
  }

  /// It holds whatever it is given, so that nothing can be wrong.
  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return CompletableFuture.completedFuture(new Inventory("memory"));
  }

  @Override
  public void close() {}
}
