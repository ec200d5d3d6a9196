package dev.polyphony.schema.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks, as far as it is proved.
///
/// @param authenticated whether a valid token came with the request
/// @param scopes what the token allows
/// @param claims of the token, by name: texts, Booleans, `Long`, `BigInteger`, `BigDecimal`, and
///   lists and maps of such; one that is null is absent
public record Identity(boolean authenticated, Set<String> scopes, Map<String, Object> claims) {
  /// Nobody is known.
  public static final Identity ANONYMOUS = new Identity(false, Set.of(), Map.of());

  public Identity {
    scopes = Set.copyOf(scopes);
    claims = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  public @Nullable Object claim(String name) {
    return claims.get(name);
  }

  /// Without the claims: logs are no place for them.
  @Override
  public String toString() {
    return authenticated ? "Identity[scopes=" + scopes.size() + "]" : "Identity[anonymous]";
  }
}
