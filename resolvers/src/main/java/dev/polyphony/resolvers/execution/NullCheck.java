package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import dev.polyphony.schema.rows.BadValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a slot of a row is null in the answer, given what is dead below it.
public final class NullCheck {
  private final RowSets sets;

  public NullCheck(RowSets sets) {
    this.sets = sets;
  }

  public boolean isNull(Slot slot, RowSet set, int row) {
    return switch (slot) {
      case Slot.TypeName _, Slot.PageFlag _, Slot.Introspection _ -> false;
      case Slot.Value value -> isNull(value, sets.value(value, set.row(row)));
      case Slot.PathValue path -> {
        Reached end = follow(path, row);
        yield end == null
            || isNull(path.value(), sets.value(path.value(), end.set().row(end.row())));
      }
      case Slot.One one -> {
        RowSet child = sets.of(one.selection());
        int found = child.links().single(row);
        yield found < 0 || child.dead().get(found);
      }
      case Slot.Many many -> isNull(many, sets.of(many.selection()), row);
      case Slot.Cursor cursor ->
          cursor.place() != Slot.Cursor.Place.ROW && Derived.pagesOf(set).links().count(row) == 0;
      case Slot.TotalCount _ -> Derived.pagesOf(set).counts().failure(row) != null;
      case Slot.Failed _ -> true;
    };
  }

  private static boolean isNull(Slot.Value slot, @Nullable Object cell) {
    if (slot.elementNonNull() && cell instanceof List<?> list) {
      for (Object element : list) {
        if (element == null || element instanceof BadValue) {
          return true;
        }
      }
    }
    return cell == null || cell instanceof BadValue;
  }

  private static boolean isNull(Slot.Many slot, RowSet child, int parent) {
    if (child.absent().get(parent) || child.failure(parent) != null) {
      return true;
    }
    if (slot.elementNonNull() && !child.dead().isEmpty()) {
      for (int i = 0; i < child.links().count(parent); i++) {
        int row = child.links().row(parent, i);
        if (row >= 0 && child.dead().get(row)) {
          return true;
        }
      }
    }
    return slot.elementNonNull() && hasGap(child, parent);
  }

  private static boolean hasGap(RowSet child, int parent) {
    for (int i = 0; i < child.links().count(parent); i++) {
      if (child.links().row(parent, i) < 0) {
        return true;
      }
    }
    return false;
  }

  /// A row at the end of a path.
  public record Reached(RowSet set, int row) {}

  /// Follows the hops of a path; null when one of them has no object.
  public @Nullable Reached follow(Slot.PathValue path, int row) {
    int current = row;
    RowSet set = null;
    for (Selection hop : path.hops()) {
      set = sets.of(hop);
      current = set.links().single(current);
      if (current < 0) {
        return null;
      }
    }
    return set == null ? null : new Reached(set, current);
  }
}
