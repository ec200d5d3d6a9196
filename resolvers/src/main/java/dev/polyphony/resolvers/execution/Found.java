package dev.polyphony.resolvers.execution;

import static java.util.Objects.requireNonNull;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.errors.StoreErrors;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Combine;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a fetch found for one consumer: for each of its parents rows, of which the page is still to
/// be cut, or why there are none.
///
/// @param request what was asked for; null where nothing was
/// @param links by parent; -1 is a null element
/// @param elements why elements have no row, where each key has a place of its own
record Found(
    @Nullable FetchRequest request,
    Rows rows,
    Links links,
    Map<Integer, FieldError> failures,
    Map<RowSet.Element, FieldError> elements,
    RowSet.Counts counts) {

  private static final FieldError NOT_COUNTED =
      FieldError.of(
          ErrorCode.UNSUPPORTED, "What several values of one object lead to is not counted");

  /// All parents fail, whatever their keys are.
  static Found failed(int parents, FieldError error) {
    Map<Integer, FieldError> failures = new HashMap<>();
    for (int i = 0; i < parents; i++) {
      failures.put(i, error);
    }
    return failed(parents, failures);
  }

  /// The parents fail that asked for something; those without a key have nothing, as ever.
  static Found failed(Keys keys, FieldError error) {
    Map<Integer, FieldError> failures = new HashMap<>(keys.failures());
    for (int parent = 0; parent < keys.parents(); parent++) {
      if (keys.from(parent) < keys.to(parent)) {
        failures.putIfAbsent(parent, error);
      }
    }
    return failed(keys.parents(), failures);
  }

  private static Found failed(int parents, Map<Integer, FieldError> failures) {
    return new Found(
        null,
        Rows.empty(List.of()),
        Links.of(new int[parents + 1], new int[0]),
        failures,
        Map.of(),
        RowSet.Counts.NONE);
  }

  static Found of(Fetch fetch, int consumer, Keys keys, FetchRequest request, Finished finished) {
    Answer answer = finished.answer();
    Combine combine = fetch.consumers().get(consumer).combine();
    Map<Integer, FieldError> failures = new HashMap<>(keys.failures());
    Map<RowSet.Element, FieldError> elements = new HashMap<>();
    addFailures(fetch, combine, keys, answer, failures, elements);
    finished.failures().forEach((key, failure) -> failParents(keys, key, failure, failures));
    int[] offsets = new int[keys.parents() + 1];
    IntList rows = new IntList();
    boolean merges = combine == Combine.MERGE || (fetch.byKey() && request.ordered());
    RowMerge merge = merges ? RowMerge.of(fetch.mapping(), request.order()) : null;
    for (int parent = 0; parent < keys.parents(); parent++) {
      if (!failures.containsKey(parent)) {
        int[] found = rowsOf(combine, keys, parent, answer.links());
        rows.addAll(merge == null ? found : merge.merge(found, answer.rows()));
      }
      offsets[parent + 1] = rows.size();
    }
    return new Found(
        request,
        answer.rows(),
        Links.of(offsets, rows.toArray()),
        failures,
        elements,
        counts(fetch, keys, finished.counts()));
  }

  /// A key that failed fails its parent, or only its element where each key has one of its own.
  private static void addFailures(
      Fetch fetch,
      Combine combine,
      Keys keys,
      Answer answer,
      Map<Integer, FieldError> failures,
      Map<RowSet.Element, FieldError> elements) {
    if (answer.failures().isEmpty()) {
      return;
    }
    Map<StoreException, FieldError> errors = new HashMap<>();
    for (int parent = 0; parent < keys.parents(); parent++) {
      for (int key = keys.from(parent); key < keys.to(parent); key++) {
        StoreException failure = answer.failures().get(key);
        if (failure != null) {
          FieldError error =
              errors.computeIfAbsent(failure, f -> StoreErrors.of(f, fetch.mapping().store()));
          if (combine == Combine.POSITIONS) {
            elements.put(new RowSet.Element(parent, key - keys.from(parent)), error);
          } else {
            failures.putIfAbsent(parent, error);
          }
        }
      }
    }
  }

  private static int[] rowsOf(Combine combine, Keys keys, int parent, Links links) {
    IntList rows = new IntList();
    int from = keys.from(parent);
    int to = keys.to(parent);
    for (int key = from; key < to; key++) {
      if (combine == Combine.POSITIONS) {
        rows.add(links.single(key));
        continue;
      }
      for (int i = 0; i < links.count(key); i++) {
        rows.add(links.row(key, i));
      }
    }
    return rows.toArray();
  }

  private static void failParents(
      Keys keys, int key, FieldError failure, Map<Integer, FieldError> failures) {
    for (int parent = 0; parent < keys.parents(); parent++) {
      if (keys.from(parent) <= key && key < keys.to(parent)) {
        failures.putIfAbsent(parent, failure);
      }
    }
  }

  /// By parent.
  private static RowSet.Counts counts(Fetch fetch, Keys keys, Finished.@Nullable Counted counted) {
    if (counted == null) {
      return RowSet.Counts.NONE;
    }
    // Rows that several keys lead to would be counted several times.
    boolean shared = fetch.keyColumns().stream().anyMatch(Column::list);
    List<Long> totals = new ArrayList<>(Collections.nCopies(keys.parents(), 0L));
    Map<Integer, FieldError> failures = new HashMap<>();
    for (int parent = 0; parent < totals.size(); parent++) {
      int several = keys.to(parent) - keys.from(parent);
      Answer answer = counted.answer();
      if (several > 1 && shared) {
        failures.put(parent, NOT_COUNTED);
      } else if (several > 0 && answer == null) {
        failures.put(parent, requireNonNull(counted.failure()));
      } else if (answer != null) {
        for (int ordinal = keys.from(parent); ordinal < keys.to(parent); ordinal++) {
          StoreException failure = answer.failures().get(ordinal);
          if (failure == null) {
            Object count = answer.rows().row(answer.links().single(ordinal))[0];
            totals.set(parent, totals.get(parent) + (Long) requireNonNull(count));
          } else {
            failures.put(parent, StoreErrors.of(failure, fetch.mapping().store()));
          }
        }
      }
    }
    return new RowSet.Counts(totals, failures);
  }
}
