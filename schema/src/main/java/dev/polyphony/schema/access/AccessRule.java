package dev.polyphony.schema.access;

import java.util.List;
import java.util.Set;

/// What a caller must have to see something.
///
/// @param scopes alternatives, of one of which the caller needs every scope; none: a caller who is
///   authenticated is enough
public record AccessRule(List<Set<String>> scopes) {
  public static final AccessRule AUTHENTICATED = new AccessRule(List.of());

  public AccessRule {
    scopes = scopes.stream().map(Set::copyOf).toList();
  }

  public boolean holds(Identity identity) {
    return identity.authenticated()
        && (scopes.isEmpty() || scopes.stream().anyMatch(identity.scopes()::containsAll));
  }
}
