package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.execution.FetchRequest.ListShape;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
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

  /// Cuts the pages.
  static Delivery of(Found found) {
    FetchRequest request = found.request();
    ListShape list = request == null ? null : request.list();
    BitSet hasNext = new BitSet();
    BitSet hasPrevious = new BitSet();
    Map<Integer, FieldError> failures = new HashMap<>(found.failures());
    Links all = found.links();
    int[] offsets = new int[all.size() + 1];
    IntList rows = new IntList();
    for (int parent = 0; parent < all.size(); parent++) {
      if (!failures.containsKey(parent)) {
        int[] own = all.of(parent);
        rows.addAll(
            request == null || list == null
                ? own
                : page(list, request.page(), own, parent, hasNext, hasPrevious, failures));
      }
      offsets[parent + 1] = rows.size();
    }
    int[] linked = rows.toArray();
    List<@Nullable Object[]> content = contentOf(found.rows(), linked);
    return new Delivery(
        content,
        Links.of(offsets, linked),
        failures,
        found.elements(),
        hasNext,
        hasPrevious,
        list == null ? null : list.cursors(),
        found.counts());
  }

  /// The rows that are linked, and no others: not one read to know whether more follow, nor those
  /// of another consumer. What lies below asks for what it finds here.
  ///
  /// @param linked rows of the answer; becomes places in the content
  private static List<@Nullable Object[]> contentOf(Rows rows, int[] linked) {
    int[] places = new int[rows.size()];
    Arrays.fill(places, -1);
    List<@Nullable Object[]> content = new ArrayList<>(places.length);
    for (int i = 0; i < linked.length; i++) {
      int row = linked[i];
      if (row < 0) {
        continue;
      }
      if (places[row] < 0) {
        places[row] = content.size();
        content.add(rows.row(row));
      }
      linked[i] = places[row];
    }
    return content;
  }

  private static int[] page(
      ListShape list,
      Page page,
      int[] found,
      int parent,
      BitSet hasNext,
      BitSet hasPrevious,
      Map<Integer, FieldError> failures) {
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
