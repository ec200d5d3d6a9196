package dev.polyphony.kafka;

import java.time.Duration;

/// Bounds of a log.
///
/// @param events that are cached of a topic
/// @param bytes that the cached events of a topic may take, keys and values
/// @param catchUps consumers that read what is no longer cached
/// @param batch events that one of them reads at a time
/// @param linger how long a topic is read when nobody follows it any more
/// @param refresh how often topics are looked at for new partitions
/// @param timeout of each question to a broker
public record EventLogLimits(
    int events,
    int bytes,
    int catchUps,
    int batch,
    Duration linger,
    Duration refresh,
    Duration timeout) {
  public static final EventLogLimits DEFAULT =
      new EventLogLimits(
          20_000,
          16 << 20,
          4,
          1000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10));
}
