package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import dev.polyphony.schema.rows.Links;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts the objects of an answer before it is written, each as often as it stands in it.
///
/// Rows are shared: a country's airports, their country, its airports and so on are few rows, but
/// each level multiplies what is written. The bound on rows read does not see that.
final class AnswerSize {
  private final RowSets sets;
  private final long limit;
  private final long[][] sizes;

  AnswerSize(RowSets sets, int limit) {
    this.sets = sets;
    this.limit = limit;
    this.sizes = new long[sets.plan().selections().size()][];
  }

  /// Fails the fields of the root, in their order, with which the answer becomes too large. The
  /// answers to several events count together.
  void bound() {
    List<Selection> selections = sets.plan().selections();
    for (int id = selections.size() - 1; id > 0; id--) {
      sizes[id] = sizes(selections.get(id));
    }
    Selection root = sets.plan().root();
    RowSet roots = sets.of(root);
    long total = 0;
    for (Slot slot : root.part(roots.row(0)).slots()) {
      long size = 0;
      for (int row = 0; row < roots.size() && size <= limit; row++) {
        size += below(slot, row);
      }
      if (total + size > limit) {
        fail(slot, roots.size());
      } else {
        total += size;
      }
    }
  }

  private long[] sizes(Selection selection) {
    RowSet set = sets.of(selection);
    long[] size = new long[set.size()];
    for (int row = 0; row < size.length; row++) {
      size[row] = 1;
      for (Slot slot : selection.part(set.row(row)).slots()) {
        size[row] += below(slot, row);
      }
    }
    return size;
  }

  /// At most one more than the limit, so that sums of it do not overflow.
  private long below(Slot slot, int row) {
    Selection child = objects(slot);
    if (child == null) {
      return 0;
    }
    Links links = sets.of(child).links();
    long size = 0;
    for (int i = 0; i < links.count(row) && size <= limit; i++) {
      int found = links.row(row, i);
      size += found < 0 ? 0 : sizes[child.id()][found];
    }
    return Math.min(size, limit + 1);
  }

  private static @Nullable Selection objects(Slot slot) {
    return switch (slot) {
      case Slot.One one -> one.selection();
      case Slot.Many many -> many.selection();
      case Slot.TypeName _,
          Slot.Value _,
          Slot.PathValue _,
          Slot.Cursor _,
          Slot.TotalCount _,
          Slot.PageFlag _,
          Slot.Introspection _,
          Slot.Failed _ ->
          null;
    };
  }

  private void fail(Slot slot, int roots) {
    Selection child = objects(slot);
    if (child != null) {
      FieldError error =
          FieldError.of(
              ErrorCode.TOO_MANY_ROWS,
              "The answer would hold more than " + limit + " objects; ask for less of it at once");
      Map<Integer, FieldError> failures = new HashMap<>();
      for (int row = 0; row < roots; row++) {
        failures.put(row, error);
      }
      Links none = Links.of(new int[roots + 1], new int[0]);
      sets.replace(child, new RowSet(List.of(), none, failures));
    }
  }
}
