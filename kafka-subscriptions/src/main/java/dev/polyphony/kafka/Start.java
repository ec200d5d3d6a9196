package dev.polyphony.kafka;

import java.time.Instant;

/// A position that Kafka is asked for.
public sealed interface Start {
  /// Behind everything that is there.
  record Latest() implements Start {}

  /// Before everything that is kept.
  record Earliest() implements Start {}

  /// Before the first message of a time or later; where there is none, behind everything.
  record At(Instant time) implements Start {}
}
