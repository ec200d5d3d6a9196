package dev.polyphony.gateway.auth;

import dev.polyphony.gateway.json.BadJson;
import dev.polyphony.gateway.json.JsonReader;
import dev.polyphony.schema.access.Identity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom claims speak of; it believes them.
public final class IdentityReader {
  private final JsonReader json = new JsonReader();
  private final String scopesClaim;

  /// @param scopesClaim the claim that holds the scopes; where `scope` is absent, `scp` does
  public IdentityReader(String scopesClaim) {
    this.scopesClaim = scopesClaim;
  }

  /// @param claims a JSON object
  /// @param what it is called in messages
  public Identity read(byte[] claims, String what) throws BadJson {
    Map<String, Object> known = present(json.object(claims, what));
    return new Identity(true, scopes(known), known);
  }

  /// Without nulls, which are absent, and with one type for small whole numbers.
  private static Map<String, Object> present(Map<?, ? extends @Nullable Object> claims) {
    Map<String, Object> present = new LinkedHashMap<>();
    claims.forEach((name, claim) -> {
      Object value = value(claim);
      if (value != null) {
        present.put(String.valueOf(name), value);
      }
    });
    return present;
  }

  private static @Nullable Object value(@Nullable Object claim) {
    return switch (claim) {
      case Integer small -> small.longValue();
      case Map<?, ?> object -> present(object);
      case List<?> list -> {
        List<Object> values = new ArrayList<>();
        for (Object element : list) {
          Object value = value(element);
          if (value != null) {
            values.add(value);
          }
        }
        yield values;
      }
      case null, default -> claim;
    };
  }

  /// A text with blanks, or a list of texts. Some issuers call the claim `scp`.
  private Set<String> scopes(Map<String, Object> claims) {
    Object claim = claims.get(scopesClaim);
    if (claim == null && scopesClaim.equals("scope")) {
      claim = claims.get("scp");
    }
    Set<String> scopes = new LinkedHashSet<>();
    if (claim instanceof String text) {
      scopes.addAll(Arrays.asList(text.split("\\s+")));
    } else if (claim instanceof List<?> list) {
      list.stream().filter(String.class::isInstance).map(String.class::cast).forEach(scopes::add);
    }
    scopes.remove("");
    return scopes;
  }
}
