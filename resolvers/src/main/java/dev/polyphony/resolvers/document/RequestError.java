package dev.polyphony.resolvers.document;

import dev.polyphony.resolvers.errors.ErrorCode;
import java.util.List;

/// Why a request is not executed at all.
///
/// @param locations in the document, from 1; may be empty
public record RequestError(ErrorCode code, String message, List<Location> locations) {
  /// A place in the document.
  public record Location(int line, int column) {}

  public RequestError {
    locations = List.copyOf(locations);
  }

  public static RequestError of(ErrorCode code, String message) {
    return new RequestError(code, message, List.of());
  }
}
