package dev.polyphony.resolvers.oracle;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.resolvers.oracle.Outage.Fault;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// A store that fails as the case's outage says, and answers on a thread of its own.
record FailingStore(Store store, AtomicReference<Outage> outage, Executor threads)
    implements Store {
  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return answer(
        lookup.mapping().entity(), lookup.keys(), () -> store.findByKeys(lookup, context));
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    KeyBatch keys =
        switch (query.source()) {
          case Source.All _ -> KeyBatch.of("all rows");
          case Source.Related related -> related.parents();
          case Source.Edges edges -> edges.parents();
          case Source.Native _ -> KeyBatch.of("all rows");
        };
    return answer(query.source().mapping().entity(), keys, () -> store.query(query, context));
  }

  private CompletionStage<Answer> answer(
      String entity, KeyBatch keys, Supplier<CompletionStage<Answer>> request) {
    Fault fault = outage.get().of(entity);
    if (keys.isEmpty() || fault == null) {
      return request.get().thenApplyAsync(answer -> answer, threads);
    }
    if (fault.whole()) {
      return CompletableFuture.failedFuture(failure(fault));
    }
    return request.get().thenApplyAsync(answer -> without(answer, keys, fault), threads);
  }

  private static Throwable failure(Fault fault) {
    return fault.code().equals("INTERNAL")
        ? new IllegalStateException("a fault of the store's code")
        : new StoreException(FailureReason.valueOf(fault.code()), "as the case says");
  }

  private static Answer without(Answer answer, KeyBatch keys, Fault fault) {
    Map<Integer, StoreException> failures = new TreeMap<>(answer.failures());
    int[] offsets = new int[keys.size() + 1];
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (fault.hits(key(keys, i)) && failure(fault) instanceof StoreException failure) {
        failures.put(i, failure);
      } else {
        for (int j = 0; j < answer.links().count(i); j++) {
          rows.add(answer.links().row(i, j));
        }
      }
      offsets[i + 1] = rows.size();
    }
    int[] kept = rows.stream().mapToInt(Integer::intValue).toArray();
    return new Answer(answer.rows(), Links.of(offsets, kept), failures);
  }

  private static List<Object> key(KeyBatch keys, int ordinal) {
    List<Object> key = new ArrayList<>();
    for (int i = 0; i < keys.width(); i++) {
      key.add(keys.get(ordinal, i));
    }
    return key;
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return store.count(query, context);
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return store.inspect(context);
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return store.verify(declared, context);
  }

  @Override
  public void close() {
    store.close();
  }
}
