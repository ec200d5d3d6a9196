package dev.polyphony.resolvers.response;

import dev.polyphony.resolvers.execution.RowSet;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import org.jspecify.annotations.Nullable;

/// Where the writer is inside one object or one list; reused for each at its depth.
final class Frame {
  // An object: its selection's part and row, and the next slot. A list: its slot, set and parent.
  @Nullable RowSet set;
  Selection.@Nullable Part part;
  Slot.@Nullable Many list;
  int row;
  int next;

  void object(RowSet rows, Selection.Part slots, int index) {
    set = rows;
    part = slots;
    list = null;
    row = index;
    next = 0;
  }

  void list(RowSet rows, Slot.Many slot, int parent) {
    set = rows;
    part = null;
    list = slot;
    row = parent;
    next = 0;
  }

  /// The part of the path that this frame stands for: a response key or an index.
  Object pathSegment() {
    return part == null ? (Object) (next - 1) : part.slots().get(next - 1).key();
  }
}
