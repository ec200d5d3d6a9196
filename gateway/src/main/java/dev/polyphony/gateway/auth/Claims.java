package dev.polyphony.gateway.auth;

import dev.polyphony.gateway.configuration.JwtSettings;
import dev.polyphony.gateway.json.BadJson;
import dev.polyphony.schema.access.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks what a token says, once its signature is.
final class Claims {
  private final JwtSettings settings;
  private final IdentityReader identities;

  Claims(JwtSettings settings) {
    this.settings = settings;
    this.identities = new IdentityReader(settings.scopes());
  }

  /// @param until when the identity ends, leeway included
  record Valid(Identity identity, Instant until) {}

  Valid check(byte[] payload, Instant now) throws BadToken {
    Identity identity = read(payload);
    Map<String, Object> claims = identity.claims();
    if (!settings.issuer().equals(claims.get("iss"))) {
      throw new BadToken("The token is of another issuer");
    }
    if (audiences(claims.get("aud")).stream().noneMatch(settings.audiences()::contains)) {
      throw new BadToken("The token is for another audience");
    }
    Instant expiry = time(claims, "exp");
    if (expiry == null) {
      throw new BadToken("The token never expires");
    }
    Instant until = expiry.plus(settings.leeway());
    if (!now.isBefore(until)) {
      throw new BadToken("The token has expired");
    }
    Instant latest = now.plus(settings.leeway());
    if (isAfter(latest, time(claims, "nbf")) || isAfter(latest, time(claims, "iat"))) {
      throw new BadToken("The token is not valid yet");
    }
    return new Valid(identity, until);
  }

  private Identity read(byte[] payload) throws BadToken {
    try {
      return identities.read(payload, "token");
    } catch (BadJson _) {
      throw new BadToken("The token holds no claims");
    }
  }

  private static List<?> audiences(@Nullable Object claim) {
    return claim instanceof List<?> list ? list : claim == null ? List.of() : List.of(claim);
  }

  private static boolean isAfter(Instant latest, @Nullable Instant time) {
    return time != null && time.isAfter(latest);
  }

  /// Seconds since 1970, to the second.
  private static @Nullable Instant time(Map<String, Object> claims, String name) throws BadToken {
    Object claim = claims.get(name);
    if (claim == null) {
      return null;
    }
    if (claim instanceof Number number) {
      BigDecimal seconds = new BigDecimal(number.toString());
      if (seconds.signum() >= 0 && seconds.compareTo(BigDecimal.valueOf(1L << 40)) < 0) {
        return Instant.ofEpochSecond(seconds.longValue());
      }
    }
    throw new BadToken("The token's " + name + " is no time");
  }
}
