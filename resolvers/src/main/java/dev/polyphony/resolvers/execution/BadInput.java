package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import java.io.Serial;

/// A field cannot be answered for what the client gave it; never leaves this package.
final class BadInput extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient FieldError error;

  BadInput(ErrorCode code, String message) {
    super(message, null, false, false);
    this.error = FieldError.of(code, message);
  }

  BadInput(String message) {
    this(ErrorCode.BAD_USER_INPUT, message);
  }

  FieldError error() {
    return error;
  }
}
