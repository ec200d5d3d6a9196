package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Counts;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.evaluation.Conditions;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Asks the store of one fetch.
///
/// @param most rows that the gateway looks at for one ordinal
record StoreCall(Store store, Fetch fetch, FetchRequest request, CallContext context, int most) {
  /// @param keys null for a list that belongs to nothing
  CompletionStage<Answer> rows(@Nullable KeyBatch keys) {
    if (request.isForNothing()) {
      Links none = Links.of(new int[ordinals(keys) + 1], new int[0]);
      return CompletableFuture.completedFuture(
          new Answer(Rows.empty(request.projection().names()), none));
    }
    if (fetch.byKey() && keys != null) {
      return store.findByKeys(
          new KeyLookup(fetch.mapping(), fetch.key(), keys, request.projection()), context);
    }
    Page page = request.page();
    Page read =
        request.finishes()
            ? new Page(most + 1, page.after(), page.before(), page.backward())
            : page;
    return query(keys, request.projection(), read);
  }

  /// How many rows all pages have together.
  CompletionStage<Answer> counts(@Nullable KeyBatch keys) {
    if (request.isForNothing()) {
      return CompletableFuture.completedFuture(Counts.of(new long[ordinals(keys)], Map.of()));
    }
    if (!request.finishes()) {
      Query query =
          new Query(
              source(keys), request.projection(), request.pushed(), request.order(), Page.first(1));
      return store.count(query, context);
    }
    Projection needed =
        Projections.with(new Projection(List.of()), Conditions.fields(request.rest()));
    return query(keys, needed, Page.first(most + 1)).thenApply(this::counted);
  }

  private static int ordinals(@Nullable KeyBatch keys) {
    return keys == null ? 1 : keys.size();
  }

  private Answer counted(Answer read) {
    FetchRequest all = request.with(Page.first(most));
    Finished finished = Finished.of(read, null, fetch.mapping(), all, most);
    Map<Integer, StoreException> failures = new TreeMap<>(read.failures());
    finished
        .failures()
        .forEach((ordinal, error) ->
            failures.put(ordinal, new StoreException(FailureReason.UNSUPPORTED, error.message())));
    long[] counts = new long[read.links().size()];
    for (int ordinal = 0; ordinal < counts.length; ordinal++) {
      counts[ordinal] = finished.answer().links().count(ordinal);
    }
    return Counts.of(counts, failures);
  }

  private CompletionStage<Answer> query(@Nullable KeyBatch keys, Projection projection, Page page) {
    return store.query(
        new Query(source(keys), projection, request.pushed(), request.order(), page), context);
  }

  private Source source(@Nullable KeyBatch keys) {
    Relationship relationship = fetch.relationship();
    NativeTemplate natively = fetch.natively();
    if (natively != null) {
      return new Source.Native(natively.statement(), request.values(), keys);
    }
    if (keys == null) {
      return new Source.All(fetch.mapping());
    }
    return relationship != null
        ? new Source.Edges(relationship, keys)
        : new Source.Related(fetch.mapping(), fetch.key(), keys);
  }
}
