package dev.polyphony.embedded.process;

import org.jspecify.annotations.Nullable;

/// A store or a program that could not be started; the message is one that a user can act on.
public final class StartFailure extends RuntimeException {
  public StartFailure(String message) {
    this(message, null);
  }

  public StartFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
