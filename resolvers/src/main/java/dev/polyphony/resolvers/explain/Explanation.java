package dev.polyphony.resolvers.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan for people to read.
///
/// @param steps those that wait for no other
/// @param durationMicros of the execution; null when the plan was not run
public record Explanation(List<Step> steps, @Nullable Long durationMicros) {
  public Explanation {
    steps = List.copyOf(steps);
  }

  /// How many steps there are in all.
  public int size() {
    return size(steps);
  }

  private static int size(List<Step> steps) {
    int size = steps.size();
    for (Step step : steps) {
      size += size(step.steps());
    }
    return size;
  }
}
