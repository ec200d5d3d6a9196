package dev.polyphony.loaders;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A request to a store failed, as a whole or for some ordinals. The message is for the log: it
/// names no value of a client, and clients do not see it.
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final FailureReason reason;

  public StoreException(FailureReason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public StoreException(FailureReason reason, String message) {
    this(reason, message, null);
  }

  public FailureReason reason() {
    return reason;
  }
}
