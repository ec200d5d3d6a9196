package dev.polyphony.resolvers.document;

import java.io.Serial;
import java.util.List;

/// A request is refused before it is executed.
public final class RequestException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<RequestError> errors;

  public RequestException(List<RequestError> errors) {
    super(errors.isEmpty() ? "" : errors.getFirst().message(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  public List<RequestError> errors() {
    return errors;
  }
}
