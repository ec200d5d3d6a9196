package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Selection;
import org.jspecify.annotations.Nullable;

/// What an execution found: a row set for each selection of the plan.
public final class RowSets {
  private final Plan plan;
  private final @Nullable RowSet[] sets;

  RowSets(Plan plan, @Nullable RowSet[] sets) {
    this.plan = plan;
    this.sets = sets;
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
