package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.errors.StoreErrors;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Combine;
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
    int fingerprint) {

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
        0);
  }

  static Delivery of(
      Fetch fetch, int consumer, Keys keys, @Nullable ListRequest request, Answer answer) {
    Combine combine = fetch.consumers().get(consumer).combine();
    Map<Integer, FieldError> failures = new HashMap<>(keys.failures());
    Map<RowSet.Element, FieldError> elements = new HashMap<>();
    addFailures(fetch, combine, keys, answer, failures, elements);
    BitSet hasNext = new BitSet();
    BitSet hasPrevious = new BitSet();
    int[] offsets = new int[keys.parents() + 1];
    IntList rows = new IntList();
    RowMerge merge = combine == Combine.MERGE ? RowMerge.of(fetch) : null;
    for (int parent = 0; parent < keys.parents(); parent++) {
      if (!failures.containsKey(parent)) {
        int[] found = rowsOf(combine, keys, parent, answer.links());
        if (merge != null) {
          found = merge.merge(found, answer.rows());
        }
        found = page(request, found, parent, hasNext, hasPrevious, failures);
        rows.addAll(found);
      }
      offsets[parent + 1] = rows.size();
    }
    int[] linked = rows.toArray();
    List<@Nullable Object[]> content = contentOf(answer, linked);
    int fingerprint = request == null ? 0 : request.fingerprint();
    return new Delivery(
        content, Links.of(offsets, linked), failures, elements, hasNext, hasPrevious, fingerprint);
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

  private static int[] page(
      @Nullable ListRequest request,
      int[] found,
      int parent,
      BitSet hasNext,
      BitSet hasPrevious,
      Map<Integer, FieldError> failures) {
    if (request == null) {
      return found;
    }
    boolean more = found.length > request.size();
    if (more && request.capped()) {
      failures.put(parent, tooLong(request.size()));
      return new int[0];
    }
    boolean backward = request.page().backward();
    hasNext.set(parent, backward ? request.page().before() != null : more);
    hasPrevious.set(parent, backward ? more : request.page().after() != null);
    if (!more) {
      return found;
    }
    return backward
        ? Arrays.copyOfRange(found, found.length - request.size(), found.length)
        : Arrays.copyOf(found, request.size());
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
      next.set(count, hasNext.get(parent));
      previous.set(count, hasPrevious.get(parent));
      connections[parent] = count++;
    }
    RowSet.Pages pages =
        new RowSet.Pages(
            content, Links.of(offsets.toArray(), rows.toArray()), next, previous, fingerprint);
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
