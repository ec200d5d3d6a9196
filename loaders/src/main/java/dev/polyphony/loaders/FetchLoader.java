package dev.polyphony.loaders;

import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;

/// The DataLoader in front of one fetch. Its key is a whole batch: each place that waits for the
/// fetch loads the batch of its parents, and one dispatch asks the store once for the distinct keys
/// of all of them. It lives for one execution of one fetch, so it caches nothing.
public final class FetchLoader {
  private static final DataLoaderOptions OPTIONS =
      DataLoaderOptions.newOptions().setCachingEnabled(false).build();

  private FetchLoader() {}

  /// @param store asks the store for keys that are distinct; the answer has an ordinal for each
  public static DataLoader<KeyBatch, Answer> of(Function<KeyBatch, CompletionStage<Answer>> store) {
    return DataLoaderFactory.newDataLoader(batches -> load(batches, store), OPTIONS);
  }

  private static CompletionStage<List<Answer>> load(
      List<KeyBatch> batches, Function<KeyBatch, CompletionStage<Answer>> store) {
    DistinctKeys distinct = DistinctKeys.of(batches);
    return store.apply(distinct.keys()).thenApply(answer -> share(answer, batches, distinct));
  }

  private static List<Answer> share(Answer answer, List<KeyBatch> batches, DistinctKeys distinct) {
    if (batches.size() == 1 && distinct.isIdentity()) {
      return List.of(answer);
    }
    List<Answer> parts = new ArrayList<>(batches.size());
    for (int i = 0; i < batches.size(); i++) {
      parts.add(part(answer, distinct.ordinals(i)));
    }
    return parts;
  }

  private static Answer part(Answer answer, int[] ordinals) {
    Links links = answer.links();
    int[] offsets = new int[ordinals.length + 1];
    for (int i = 0; i < ordinals.length; i++) {
      offsets[i + 1] = offsets[i] + links.count(ordinals[i]);
    }
    int[] rows = new int[offsets[ordinals.length]];
    for (int i = 0; i < ordinals.length; i++) {
      for (int j = 0; j < links.count(ordinals[i]); j++) {
        rows[offsets[i] + j] = links.row(ordinals[i], j);
      }
    }
    return new Answer(answer.rows(), Links.of(offsets, rows), failures(answer, ordinals));
  }

  private static Map<Integer, StoreException> failures(Answer answer, int[] ordinals) {
    if (answer.failures().isEmpty()) {
      return Map.of();
    }
    Map<Integer, StoreException> failures = new TreeMap<>();
    for (int i = 0; i < ordinals.length; i++) {
      StoreException failure = answer.failures().get(ordinals[i]);
      if (failure != null) {
        failures.put(i, failure);
      }
    }
    return failures;
  }
}
