package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.access.Identity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one execution runs.
///
/// @param deadline for the whole execution
/// @param identity who asks; the engine takes that of the prepared operation
/// @param recorder is told what fetches do, for explanations and tests; null otherwise
public record ExecutionOptions(Duration deadline, Identity identity, @Nullable Recorder recorder) {
  public ExecutionOptions(Duration deadline, @Nullable Recorder recorder) {
    this(deadline, Identity.ANONYMOUS, recorder);
  }

  public ExecutionOptions with(Recorder other) {
    return new ExecutionOptions(deadline, identity, other);
  }

  public ExecutionOptions with(Identity other) {
    return new ExecutionOptions(deadline, other, recorder);
  }

  /// Hears of each native statement, and of what else it likes to know; on any thread. Fetches go
  /// by their ids in the plan.
  @FunctionalInterface
  public interface Recorder {
    void sent(int fetch, Statement statement);

    /// The store is about to be asked.
    ///
    /// @param keys distinct keys or parents; 1 for a list that belongs to nothing
    default void asked(int fetch, int keys) {}

    /// The store has answered.
    default void answered(int fetch, int rows) {}

    /// A parent or an element has no value because the fetch failed for it.
    default void failed(int fetch, FieldError error) {}
  }
}
