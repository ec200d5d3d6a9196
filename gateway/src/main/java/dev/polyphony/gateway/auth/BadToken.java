package dev.polyphony.gateway.auth;

import java.io.Serial;

/// A token proves nothing; the message says why, to the client.
public final class BadToken extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadToken(String message) {
    // No stack trace: clients cause these, as many as they like.
    super(message, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
