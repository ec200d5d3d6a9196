package dev.polyphony.gateway.json;

import java.io.Serial;

/// A text is not the JSON that was expected; the message is for who sent it.
public final class BadJson extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadJson(String message) {
    // No stack trace: clients cause these, as many as they like.
    super(message, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
