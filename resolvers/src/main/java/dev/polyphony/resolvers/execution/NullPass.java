package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import java.util.List;

/// After the last fetch, bottom-up: marks the rows that a failed non-null field kills, for each
/// selection apart, because rows are shared.
final class NullPass {
  private final Plan plan;
  private final RowSets sets;
  private final NullCheck nulls;

  NullPass(Plan plan, RowSets sets) {
    this.plan = plan;
    this.sets = sets;
    this.nulls = new NullCheck(sets);
  }

  void run() {
    for (int id = plan.selections().size() - 1; id >= 0; id--) {
      mark(plan.selections().get(id));
    }
  }

  private void mark(Selection selection) {
    RowSet set = sets.of(selection);
    for (Selection.Part part : selection.parts()) {
      for (Slot slot : part.slots()) {
        if (slot.nonNull()) {
          mark(selection, set, part, slot);
        }
      }
    }
  }

  private void mark(Selection selection, RowSet set, Selection.Part part, Slot slot) {
    List<Selection.Part> parts = selection.parts();
    for (int row = 0; row < set.size(); row++) {
      boolean ofPart = parts.size() == 1 || selection.part(set.row(row)) == part;
      if (ofPart && nulls.isNull(slot, set, row)) {
        set.dead().set(row);
      }
    }
  }
}
