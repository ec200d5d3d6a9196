package dev.polyphony.resolvers.subscription;

import java.time.Instant;

/// Where a subscription begins.
public sealed interface Start {
  /// With what is new.
  record Latest() implements Start {}

  /// With the first event that is kept.
  record Earliest() implements Start {}

  /// With the first event of a time or later.
  record At(Instant time) implements Start {}

  /// After an event: behind the position that its cursor holds.
  @SuppressWarnings("ArrayRecordComponent") // opaque here; never compared
  record After(byte[] position) implements Start {}
}
