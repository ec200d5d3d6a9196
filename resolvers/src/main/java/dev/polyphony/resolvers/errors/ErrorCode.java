package dev.polyphony.resolvers.errors;

/// `extensions.code` of an error. The set is closed and documented in `docs/errors.md`.
public enum ErrorCode {
  /// The document does not parse.
  GRAPHQL_PARSE_FAILED,
  /// The document does not fit the schema.
  GRAPHQL_VALIDATION_FAILED,
  /// A variable or an argument of the client's is not acceptable.
  BAD_USER_INPUT,
  /// The request names no operation, or one that the document lacks.
  OPERATION_RESOLUTION_FAILURE,
  /// The document is larger than a configured bound.
  DOCUMENT_TOO_LARGE,
  /// The caller may not see the field.
  FORBIDDEN,
  /// A cursor was edited, or belongs to another field, other arguments or another order.
  CURSOR_INVALID,
  /// What came behind a cursor is not kept any more, or its topic is not there any more.
  CURSOR_EXPIRED,
  /// The client follows more streams at once than it may.
  TOO_MANY_SUBSCRIPTIONS,
  /// A plain list has more elements than `limits.list`.
  LIST_TOO_LONG,
  /// A repeated path leads on after as many rounds as it may take.
  PATH_TOO_LONG,
  /// The operation reads more rows than `limits.rows` or `limits.inMemoryRows`.
  TOO_MANY_ROWS,
  /// A stored value does not fit the schema, or is missing where the schema promises one.
  BAD_DATA,
  /// The field's store cannot be reached.
  UNAVAILABLE,
  /// The field's store did not answer in time.
  TIMED_OUT,
  /// The field's store refused the request.
  REJECTED,
  /// The field's store cannot do this.
  UNSUPPORTED,
  /// A fault of the gateway; the log has more under the id that the message gives.
  INTERNAL
}
