package dev.polyphony.resolvers.response;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.execution.NullCheck;
import dev.polyphony.resolvers.execution.RowSet;
import dev.polyphony.resolvers.execution.RowSets;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import dev.polyphony.schema.rows.BadValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds why something is null that is not simply absent: walks down to the first failed field, in
/// the order of the response. There is one error for each null that an error caused.
final class ErrorSearch {
  private final RowSets sets;
  private final NullCheck nulls;

  /// Takes the one error, with the way to it from where the search began.
  @FunctionalInterface
  interface Found {
    void at(List<Object> below, FieldError error);
  }

  ErrorSearch(RowSets sets, NullCheck nulls) {
    this.sets = sets;
    this.nulls = nulls;
  }

  /// Below a row that a non-null field kills.
  void in(Selection selection, RowSet set, int row, Found found) {
    object(selection, set, row, new ArrayDeque<>(), found);
  }

  /// At a list that is null.
  void in(Slot.Many slot, RowSet set, int row, Found found) {
    list(slot, row, new ArrayDeque<>(), found);
  }

  private void object(Selection selection, RowSet set, int row, Deque<Object> below, Found found) {
    for (Slot slot : selection.part(set.row(row)).slots()) {
      if (slot.nonNull() && nulls.isNull(slot, set, row)) {
        below.addLast(slot.key());
        slot(slot, set, row, below, found);
        return;
      }
    }
    throw new IllegalStateException("a dead row without a failed field");
  }

  private void slot(Slot slot, RowSet set, int row, Deque<Object> below, Found found) {
    switch (slot) {
      case Slot.Value value -> value(value, sets.value(value, set.row(row)), below, found);
      case Slot.PathValue path -> path(path, row, below, found);
      case Slot.One one -> {
        RowSet child = sets.of(one.selection());
        int index = child.links().single(row);
        if (index >= 0) {
          object(one.selection(), child, index, below, found);
          return;
        }
        FieldError failure = child.failure(row);
        at(below, failure == null ? ResponseWriter.missing(one.store()) : failure, found);
      }
      case Slot.Many many -> list(many, row, below, found);
      case Slot.Failed failed -> at(below, failed.error(), found);
      case Slot.TotalCount _ -> {
        FieldError failure = countFailure(set, row);
        at(below, failure == null ? ResponseWriter.missing(null) : failure, found);
      }
      case Slot.Cursor _, Slot.TypeName _, Slot.PageFlag _, Slot.Introspection _ ->
          at(below, ResponseWriter.missing(null), found);
    }
  }

  static @Nullable FieldError countFailure(RowSet set, int row) {
    RowSet.Pages pages = set.pages();
    return pages == null ? null : pages.counts().failure(row);
  }

  private void path(Slot.PathValue path, int row, Deque<Object> below, Found found) {
    NullCheck.Reached end = nulls.follow(path, row);
    if (end != null) {
      value(path.value(), sets.value(path.value(), end.set().row(end.row())), below, found);
      return;
    }
    FieldError failure = pathFailure(path, row);
    at(below, failure == null ? ResponseWriter.missing(path.value().store()) : failure, found);
  }

  private void list(Slot.Many slot, int row, Deque<Object> below, Found found) {
    RowSet child = sets.of(slot.selection());
    FieldError failure = child.failure(row);
    if (failure != null || child.absent().get(row)) {
      at(below, failure == null ? ResponseWriter.missing(slot.store()) : failure, found);
      return;
    }
    for (int i = 0; i < child.links().count(row); i++) {
      int element = child.links().row(row, i);
      if (element < 0 || child.dead().get(element)) {
        below.addLast(i);
        if (element < 0) {
          FieldError own = child.failure(row, i);
          at(below, own == null ? ResponseWriter.missing(slot.store()) : own, found);
        } else {
          object(slot.selection(), child, element, below, found);
        }
        return;
      }
    }
    throw new IllegalStateException("a null list without a failed element");
  }

  private static void value(
      Slot.Value slot, @Nullable Object cell, Deque<Object> below, Found found) {
    if (cell instanceof List<?> list && slot.column().list()) {
      for (int i = 0; i < list.size(); i++) {
        FieldError error = elementError(slot, list.get(i));
        if (error != null) {
          below.addLast(i);
          at(below, error, found);
          return;
        }
      }
    }
    at(below, cell == null ? ResponseWriter.missing(slot.store()) : badValue(slot), found);
  }

  private static void at(Deque<Object> below, FieldError error, Found found) {
    found.at(new ArrayList<>(below), error);
  }

  /// Why a hop of a path has no object, or null when it is simply absent.
  @Nullable FieldError pathFailure(Slot.PathValue path, int row) {
    int current = row;
    for (Selection hop : path.hops()) {
      RowSet set = sets.of(hop);
      int next = set.links().single(current);
      if (next < 0) {
        return set.failure(current);
      }
      current = next;
    }
    return null;
  }

  /// Why an element that must not be null is; null when it is not.
  static @Nullable FieldError elementError(Slot.Value slot, @Nullable Object element) {
    if (element == null) {
      return ResponseWriter.missing(slot.store());
    }
    return element instanceof BadValue ? badValue(slot) : null;
  }

  static FieldError badValue(Slot.Value slot) {
    return new FieldError(
        ErrorCode.BAD_DATA, "The stored value does not fit the schema", slot.store());
  }
}
