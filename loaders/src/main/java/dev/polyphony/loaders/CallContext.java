package dev.polyphony.loaders;

import java.time.Duration;

/// What goes with every request to a store.
///
/// @param deadline in terms of `System.nanoTime()`; a store answers or fails with TIMED_OUT by then
public record CallContext(long deadline, StatementLog log) {
  public static CallContext within(Duration time, StatementLog log) {
    return new CallContext(System.nanoTime() + time.toNanos(), log);
  }

  /// What is left of the time, zero when it is over.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
