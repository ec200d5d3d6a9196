package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an execution found: a row set for each selection of the plan.
public final class RowSets {
  private final Plan plan;
  private final @Nullable RowSet[] sets;
  private final Map<String, ?> claims;

  /// @param claims of the caller, from which some values are computed
  RowSets(Plan plan, @Nullable RowSet[] sets, Map<String, ?> claims) {
    this.plan = plan;
    this.sets = sets;
    this.claims = claims;
  }

  /// The value of a slot in one of its selection's rows.
  public @Nullable Object value(Slot.Value slot, @Nullable Object[] row) {
    return slot.of(row, claims);
  }

  public Plan plan() {
    return plan;
  }

  public RowSet of(Selection selection) {
    RowSet set = sets[selection.id()];
    if (set == null) {
      throw new IllegalStateException("selection " + selection.id() + " was not reached");
    }
    return set;
  }

  void replace(Selection selection, RowSet set) {
    sets[selection.id()] = set;
  }
}
