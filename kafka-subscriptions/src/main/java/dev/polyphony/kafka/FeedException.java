package dev.polyphony.kafka;

import java.io.Serial;

/// A position cannot be told or cannot be followed any more.
public final class FeedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// What came behind the position is not kept any more.
    EXPIRED,
    /// The topic was deleted, and there is another one of its name.
    TOPIC_CHANGED,
    /// There is no such topic.
    UNKNOWN_TOPIC,
    /// No broker answers.
    UNAVAILABLE,
    /// The broker does not let us, or does not know what we want.
    REJECTED
  }

  private final Reason reason;

  FeedException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
