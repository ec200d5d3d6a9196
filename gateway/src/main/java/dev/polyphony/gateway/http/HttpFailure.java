package dev.polyphony.gateway.http;

import java.io.Serial;

/// A request is refused; the message is for the client.
final class HttpFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final HttpError error;

  HttpFailure(HttpError error, String message) {
    // No stack trace: clients cause these, as many as they like.
    super(message, null, false, false);
    this.error = error;
  }

  static HttpFailure badRequest(String message) {
    return new HttpFailure(HttpError.BAD_REQUEST, message);
  }

  HttpError error() {
    return error;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
