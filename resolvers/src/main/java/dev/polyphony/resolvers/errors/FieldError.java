package dev.polyphony.resolvers.errors;

import org.jspecify.annotations.Nullable;

/// Why a field has no value; the path is where it is found.
///
/// @param message for the client: it names no value of a store
/// @param store the store that failed, if one did
public record FieldError(ErrorCode code, String message, @Nullable String store) {
  public static FieldError of(ErrorCode code, String message) {
    return new FieldError(code, message, null);
  }
}
