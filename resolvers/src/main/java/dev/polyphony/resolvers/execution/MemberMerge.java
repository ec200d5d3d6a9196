package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Combine;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueOrder;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merges what was found of an interface's or union's members into rows of several types: in the
/// order that all of them have, equal rows by the names of their types. The last cell of a row
/// names its type.
final class MemberMerge {
  private static final FieldError TIED =
      FieldError.of(
          ErrorCode.BAD_DATA,
          "Objects of several types have the same key, so that pages cannot tell them apart");

  private final List<Part> parts;
  private final Combine combine;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /// By part: where its rows begin.
  private final int[] starts;

  private final Map<Integer, FieldError> failures = new HashMap<>();
  private final Map<RowSet.Element, FieldError> elements = new HashMap<>();

  /// What was found of one member.
  record Part(String type, Fetch fetch, Found found) {}

  MemberMerge(List<Part> parts, Combine combine) {
    this.parts = parts;
    this.combine = combine;
    this.starts = new int[parts.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = rows.size();
      Part part = parts.get(i);
      Rows own = part.found().rows();
      for (int row = 0; row < own.size(); row++) {
        @Nullable Object[] cells = Arrays.copyOf(own.row(row), own.header().size() + 1);
        cells[cells.length - 1] = part.type();
        rows.add(cells);
      }
    }
  }

  Found merged() {
    int parents = parts.getFirst().found().links().size();
    int[] offsets = new int[parents + 1];
    IntList linked = new IntList();
    for (int parent = 0; parent < parents; parent++) {
      linked.addAll(
          switch (combine) {
            case ONE -> first(parent);
            case POSITIONS -> positions(parent);
            case LIST, MERGE -> all(parent);
          });
      offsets[parent + 1] = linked.size();
    }
    return new Found(
        shared(),
        Rows.of(List.of(), rows),
        Links.of(offsets, linked.toArray()),
        failures,
        elements,
        counts(parents));
  }

  /// A row is of one type, so that the members' numbers add up.
  private RowSet.Counts counts(int parents) {
    List<Long> totals = new ArrayList<>(Collections.nCopies(parents, 0L));
    Map<Integer, FieldError> uncounted = new HashMap<>();
    boolean counted = false;
    for (Part part : parts) {
      RowSet.Counts own = part.found().counts();
      counted |= !own.totals().isEmpty();
      own.failures().forEach(uncounted::putIfAbsent);
      for (int parent = 0; parent < parents; parent++) {
        totals.set(parent, totals.get(parent) + own.total(parent));
      }
    }
    return counted ? new RowSet.Counts(totals, uncounted) : RowSet.Counts.NONE;
  }

  /// The request of a list is the same for all members, but for where its order's fields lie.
  private @Nullable FetchRequest shared() {
    FetchRequest request = request();
    if (request == null) {
      return null;
    }
    Map<String, List<int[]>> cells = new HashMap<>();
    for (Part part : parts) {
      FetchRequest own = part.found().request();
      if (own != null) {
        cells.put(part.type(), own.orderCells());
      }
    }
    return request.over(cells);
  }

  private @Nullable FetchRequest request() {
    for (Part part : parts) {
      if (part.found().request() != null) {
        return part.found().request();
      }
    }
    return null;
  }

  /// A list is whole, or it fails.
  private int[] all(int parent) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      Found part = parts.get(i).found();
      FieldError failure = part.failures().get(parent);
      if (failure != null) {
        failures.putIfAbsent(parent, failure);
      }
      for (int row : part.links().of(parent)) {
        found.add(starts[i] + row);
      }
    }
    if (failures.containsKey(parent)) {
      return new int[0];
    }
    found.sort(this::compare);
    if (paged() && tied(found)) {
      failures.put(parent, TIED);
      return new int[0];
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean paged() {
    FetchRequest request = request();
    return request != null && request.list() != null && request.list().cursors() != null;
  }

  /// A cursor between two rows of one place would leave one of them out.
  private boolean tied(List<Integer> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (compareValues(sorted.get(i - 1), sorted.get(i)) == 0) {
        return true;
      }
    }
    return false;
  }

  /// A key stands for one object of all members together: one that is found is answered, whatever
  /// became of the others.
  private int[] first(int parent) {
    int best = -1;
    FieldError failure = null;
    for (int i = 0; i < starts.length; i++) {
      Found part = parts.get(i).found();
      int row = part.links().single(parent);
      if (row >= 0 && (best < 0 || compare(starts[i] + row, best) < 0)) {
        best = starts[i] + row;
      }
      failure = failure == null ? part.failures().get(parent) : failure;
    }
    boolean compared = !order().isEmpty();
    if (failure != null && (best < 0 || compared)) {
      failures.put(parent, failure);
      return new int[0];
    }
    return best < 0 ? new int[0] : new int[] {best};
  }

  private int[] positions(int parent) {
    int length = 0;
    FieldError failure = null;
    for (Part part : parts) {
      length = Math.max(length, part.found().links().count(parent));
      failure = failure == null ? part.found().failures().get(parent) : failure;
    }
    if (length == 0 && failure != null) {
      failures.put(parent, failure);
    }
    int[] found = new int[length];
    for (int position = 0; position < length; position++) {
      found[position] = at(parent, position);
      FieldError own = found[position] < 0 ? failureAt(parent, position, failure) : null;
      if (own != null) {
        elements.put(new RowSet.Element(parent, position), own);
      }
    }
    return found;
  }

  private int at(int parent, int position) {
    int best = -1;
    for (int i = 0; i < starts.length; i++) {
      Links links = parts.get(i).found().links();
      int row = position < links.count(parent) ? links.row(parent, position) : -1;
      if (row >= 0 && (best < 0 || compare(starts[i] + row, best) < 0)) {
        best = starts[i] + row;
      }
    }
    return best;
  }

  private @Nullable FieldError failureAt(int parent, int position, @Nullable FieldError whole) {
    for (Part part : parts) {
      FieldError failure = part.found().elements().get(new RowSet.Element(parent, position));
      if (failure != null) {
        return failure;
      }
    }
    return whole;
  }

  private List<FieldOrder> order() {
    FetchRequest request = request();
    return request == null || request.orderCells().isEmpty() ? List.of() : request.order();
  }

  private int compare(int left, int right) {
    int compared = compareValues(left, right);
    return compared != 0 ? compared : partOf(left).type().compareTo(partOf(right).type());
  }

  private int compareValues(int left, int right) {
    List<FieldOrder> order = order();
    Part one = partOf(left);
    Part other = partOf(right);
    for (int i = 0; i < order.size(); i++) {
      Column column = one.fetch().mapping().column(order.get(i).field());
      int compared = ValueOrder.compare(column, value(one, left, i), value(other, right, i));
      if (compared != 0) {
        return order.get(i).direction() == Direction.ASC ? compared : -compared;
      }
    }
    return 0;
  }

  private @Nullable Object value(Part part, int row, int field) {
    FetchRequest request = part.found().request();
    return request == null
        ? null
        : RowCursors.value(rows.get(row), request.orderCells().get(field));
  }

  private Part partOf(int row) {
    int found = Arrays.binarySearch(starts, row);
    int index = found >= 0 ? found : -found - 2;
    // Parts without rows begin where the next one does.
    while (index + 1 < starts.length && starts[index + 1] == row) {
      index++;
    }
    return parts.get(index);
  }
}
