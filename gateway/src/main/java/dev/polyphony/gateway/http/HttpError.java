package dev.polyphony.gateway.http;

/// Why a request is refused before GraphQL sees it. The set is closed and documented in
/// `docs/errors.md`; the name is `extensions.code` of the answer.
enum HttpError {
  /// The request is no GraphQL request.
  BAD_REQUEST(400),
  /// The request carries a token, or other credentials, that prove nothing.
  UNAUTHENTICATED(401),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  /// No media type that the client accepts can be served.
  NOT_ACCEPTABLE(406),
  /// The body did not come in time.
  REQUEST_TIMEOUT(408),
  BODY_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  /// A fault of the gateway; the log has more under the id that the message gives.
  INTERNAL(500),
  /// As many requests as `limits.concurrentRequests` are running.
  OVERLOADED(503),
  /// Tokens cannot be checked: the keys for it were never had.
  KEYS_UNAVAILABLE(503),
  /// The gateway is about to end.
  SHUTTING_DOWN(503);

  private final int status;

  HttpError(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
