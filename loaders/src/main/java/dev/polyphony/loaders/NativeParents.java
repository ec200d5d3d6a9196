package dev.polyphony.loaders;

import dev.polyphony.schema.catalog.NativeStatement.Parameter;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The parents of a native statement as their store binds them, equal ones once.
///
/// @param <V> a value as the driver takes it
public final class NativeParents<V> {
  private static final int NONE = -1;

  private final List<List<V>> distinct = new ArrayList<>();
  private final int[] indexes;
  private final Map<Integer, StoreException> failures = new TreeMap<>();

  private NativeParents(int size) {
    this.indexes = new int[size];
  }

  /// @param bind throws a StoreException for a value that the store refuses: its parents fail
  public static <V> NativeParents<V> of(
      Source.Native source, BiFunction<Parameter, Object, V> bind) {
    KeyBatch keys = source.parents();
    List<Parameter> parameters = source.statement().keys();
    NativeParents<V> parents = new NativeParents<>(keys == null ? 0 : keys.size());
    Map<List<V>, Integer> known = new LinkedHashMap<>();
    for (int ordinal = 0; keys != null && ordinal < keys.size(); ordinal++) {
      try {
        List<V> bound = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
          bound.add(bind.apply(parameters.get(i), keys.get(ordinal, i)));
        }
        Integer index = known.putIfAbsent(bound, parents.distinct.size());
        if (index == null) {
          parents.distinct.add(bound);
        }
        parents.indexes[ordinal] = index == null ? parents.distinct.size() - 1 : index;
      } catch (StoreException refused) {
        parents.failures.put(ordinal, refused);
        parents.indexes[ordinal] = NONE;
      }
    }
    return parents;
  }

  /// The keys of each, in order of first appearance.
  public List<List<V>> distinct() {
    return distinct;
  }

  public int size() {
    return distinct.size();
  }

  public boolean isEmpty() {
    return distinct.isEmpty();
  }

  /// One key of all of them.
  public List<V> list(int key) {
    return distinct.stream().map(parent -> parent.get(key)).toList();
  }

  public Map<Integer, StoreException> failures() {
    return failures;
  }

  /// The answer where each was asked for on its own: what came for each, and what failed.
  ///
  /// @param rows in order of [#distinct], each list in the statement's order
  /// @param failed null where it did not
  public Answer answer(
      Query query,
      List<List<@Nullable Object[]>> rows,
      List<? extends @Nullable StoreException> failed) {
    List<@Nullable Object[]> all = new ArrayList<>();
    int[] starts = new int[distinct.size()];
    int[] counts = new int[distinct.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = all.size();
      List<@Nullable Object[]> own = rows.get(i);
      counts[i] = Math.min(own.size(), query.page().limit());
      all.addAll(own.subList(0, counts[i]));
    }
    Map<Integer, StoreException> failures = new TreeMap<>(this.failures);
    int[] offsets = new int[indexes.length + 1];
    List<Integer> linked = new ArrayList<>();
    for (int ordinal = 0; ordinal < indexes.length; ordinal++) {
      int index = indexes[ordinal];
      StoreException failure = index == NONE ? null : failed.get(index);
      if (failure != null) {
        failures.put(ordinal, failure);
      } else if (index != NONE) {
        for (int i = 0; i < counts[index]; i++) {
          linked.add(starts[index] + i);
        }
      }
      offsets[ordinal + 1] = linked.size();
    }
    int[] links = linked.stream().mapToInt(Integer::intValue).toArray();
    return new Answer(Rows.of(query.projection().names(), all), Links.of(offsets, links), failures);
  }
}
