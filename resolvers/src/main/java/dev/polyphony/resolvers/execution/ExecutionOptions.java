package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one execution runs.
///
/// @param deadline for the whole execution
/// @param recorder is told what is sent to stores, for explanations and tests; null otherwise
public record ExecutionOptions(Duration deadline, @Nullable Recorder recorder) {
  /// Hears of each native statement, on any thread.
  @FunctionalInterface
  public interface Recorder {
    /// @param fetch the id of the fetch in the plan
    void sent(int fetch, Statement statement);
  }
}
