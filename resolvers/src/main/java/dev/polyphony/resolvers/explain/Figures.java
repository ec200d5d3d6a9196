package dev.polyphony.resolvers.explain;

import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.errors.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one step did in one execution.
///
/// @param keys distinct keys or parents that the store was asked for; 1 for a list of its own, 0
///   when it was not asked
/// @param rows that it answered
/// @param time null when the store was not asked
/// @param statements in the order in which they were sent
/// @param failures of the places that the step serves
public record Figures(
    int keys, int rows, @Nullable Time time, List<Statement> statements, List<Failure> failures) {
  public Figures {
    statements = List.copyOf(statements);
    failures = List.copyOf(failures);
  }

  /// @param startMicros since the execution began
  /// @param durationMicros until the store answered or failed, or nobody waited for it any longer
  public record Time(long startMicros, long durationMicros) {}

  /// @param count how many parents or elements have no value because of it
  public record Failure(FieldError error, int count) {}
}
