package dev.polyphony.resolvers.execution;

import static java.util.Objects.requireNonNull;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.errors.StoreErrors;
import dev.polyphony.resolvers.execution.FetchRequest.ListShape;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Combine;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.rows.Links;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one consumer gets of a fetch: for each of its parents the rows, or why there are none.
///
/// @param links by parent; -1 is a null element
/// @param elements why elements have no row, where each key has a place of its own
/// @param hasNext parents whose page has rows after it
/// @param hasPrevious parents whose page has rows before it
record Delivery(
    List<@Nullable Object[]> content,
    Links links,
    Map<Integer, FieldError> failures,
    Map<RowSet.Element, FieldError> elements,
    BitSet hasNext,
    BitSet hasPrevious,
    @Nullable RowCursors cursors,
    RowSet.Counts counts) {

  private static final FieldError NOT_COUNTED =
      FieldError.of(
          ErrorCode.UNSUPPORTED, "What several values of one object lead to is not counted");

  /// All parents fail, whatever their keys are.
  static Delivery failed(int parents, FieldError error) {
    Map<Integer, FieldError> failures = new HashMap<>();
    for (int i = 0; i < parents; i++) {
      failures.put(i, error);
    }
    return failed(parents, failures);
  }

  /// The parents fail that asked for something; those without a key have nothing, as ever.
  static Delivery failed(Keys keys, FieldError error) {
    Map<Integer, FieldError> failures = new HashMap<>(keys.failures());
    for (int i = 0; i < keys.parents(); i++) {
      if (keys.to(i) > keys.from(i)) {
        failures.putIfAbsent(i, error);
      }
    }
    return failed(keys.parents(), failures);
  }

  private static Delivery failed(int parents, Map<Integer, FieldError> failures) {
    return new Delivery(
        List.of(),
        Links.of(new int[parents + 1], new int[0]),
        failures,
        Map.of(),
        new BitSet(),
        new BitSet(),
        null,
        RowSet.Counts.NONE);
  }

  static Delivery of(
      Fetch fetch, int consumer, Keys keys, FetchRequest request, Finished finished) {
    Answer answer = finished.answer();
    ListShape list = request.list();
    Combine combine = fetch.consumers().get(consumer).combine();
    Map<Integer, FieldError> failures = new HashMap<>(keys.failures());
    Map<RowSet.Element, FieldError> elements = new HashMap<>();
    addFailures(fetch, combine, keys, answer, failures, elements);
    finished.failures().forEach((key, failure) -> failParents(keys, key, failure, failures));
    BitSet hasNext = new BitSet();
    BitSet hasPrevious = new BitSet();
    int[] offsets = new int[keys.parents() + 1];
    IntList rows = new IntList();
    boolean merges = combine == Combine.MERGE || (fetch.byKey() && request.ordered());
    RowMerge merge = merges ? RowMerge.of(fetch.mapping(), request.order()) : null;
    for (int parent = 0; parent < keys.parents(); parent++) {
      if (!failures.containsKey(parent)) {
        int[] found = rowsOf(combine, keys, parent, answer.links());
        if (merge != null) {
          found = merge.merge(found, answer.rows());
        }
        found = page(list, request.page(), found, parent, hasNext, hasPrevious, failures);
        rows.addAll(found);
      }
      offsets[parent + 1] = rows.size();
    }
    int[] linked = rows.toArray();
    List<@Nullable Object[]> content = contentOf(answer, linked);
    return new Delivery(
        content,
        Links.of(offsets, linked),
        failures,
        elements,
        hasNext,
        hasPrevious,
        list == null ? null : list.cursors(),
        counts(fetch, keys, finished.counts()));
  }

  /// The rows that are linked, and no others: not one read to know whether more follow, nor those
  /// of another consumer. What lies below asks for what it finds here.
  ///
  /// @param linked rows of the answer; becomes places in the content
  private static List<@Nullable Object[]> contentOf(Answer answer, int[] linked) {
    int[] places = new int[answer.rows().size()];
    Arrays.fill(places, -1);
    List<@Nullable Object[]> content = new ArrayList<>(places.length);
    for (int i = 0; i < linked.length; i++) {
      int row = linked[i];
      if (row < 0) {
        continue;
      }
      if (places[row] < 0) {
        places[row] = content.size();
        content.add(answer.rows().row(row));
      }
      linked[i] = places[row];
    }
    return content;
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

  private static int[] page(
      @Nullable ListShape list,
      Page page,
      int[] found,
      int parent,
      BitSet hasNext,
      BitSet hasPrevious,
      Map<Integer, FieldError> failures) {
    if (list == null) {
      return found;
    }
    int skipped = Math.min(list.skipped(), found.length);
    int size = list.size();
    boolean more = found.length - skipped > size;
    if (more && list.capped()) {
      failures.put(parent, tooLong(size));
      return new int[0];
    }
    hasNext.set(parent, page.backward() ? page.before() != null : more);
    hasPrevious.set(parent, page.backward() ? more : page.after() != null || skipped > 0);
    if (page.backward()) {
      return Arrays.copyOfRange(found, Math.max(0, found.length - size), found.length);
    }
    return Arrays.copyOfRange(found, skipped, Math.min(found.length, skipped + size));
  }

  private static FieldError tooLong(int limit) {
    return FieldError.of(
        ErrorCode.LIST_TOO_LONG,
        "The list has more than " + limit + " elements; give first, or use a connection");
  }

  /// The rows themselves.
  RowSet rows() {
    return new RowSet(content, links, failures, elements, new BitSet(), null, new BitSet());
  }

  /// A connection for each parent that did not fail.
  RowSet pages() {
    int[] connections = new int[links.size()];
    IntList offsets = new IntList();
    offsets.add(0);
    IntList rows = new IntList();
    BitSet next = new BitSet();
    BitSet previous = new BitSet();
    boolean counted = !counts.totals().isEmpty();
    List<Long> totals = new ArrayList<>();
    Map<Integer, FieldError> uncounted = new HashMap<>();
    int count = 0;
    for (int parent = 0; parent < links.size(); parent++) {
      connections[parent] = -1;
      if (failures.containsKey(parent)) {
        continue;
      }
      for (int i = 0; i < links.count(parent); i++) {
        rows.add(links.row(parent, i));
      }
      offsets.add(rows.size());
      if (counted) {
        totals.add(counts.totals().get(parent));
      }
      FieldError failure = counts.failure(parent);
      if (failure != null) {
        uncounted.put(count, failure);
      }
      next.set(count, hasNext.get(parent));
      previous.set(count, hasPrevious.get(parent));
      connections[parent] = count++;
    }
    RowSet.Pages pages =
        new RowSet.Pages(
            content,
            Links.of(offsets.toArray(), rows.toArray()),
            next,
            previous,
            cursors,
            new RowSet.Counts(totals, uncounted));
    List<@Nullable Object[]> placeholders = Collections.nCopies(count, new Object[0]);
    return new RowSet(
        placeholders,
        Links.single(connections),
        failures,
        Map.of(),
        new BitSet(),
        pages,
        new BitSet());
  }
}
