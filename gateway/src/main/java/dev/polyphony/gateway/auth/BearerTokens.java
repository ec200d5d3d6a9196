package dev.polyphony.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import dev.polyphony.gateway.configuration.JwtSettings;
import dev.polyphony.schema.access.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;

/// Identities by signed bearer tokens. Those that were valid are kept, as a client sends the same
/// one again and again: until they expire, and as long as the keys stay the same.
public final class BearerTokens implements Authenticator {
  private static final String SCHEME = "Bearer ";
  private static final int KEPT = 1000;

  private final JwtSettings settings;
  private final Keys keys;
  private final InstantSource clock;
  private final Claims claims;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(KEPT).build();

  private record Known(Claims.Valid valid, List<JWK> keys) {}

  BearerTokens(JwtSettings settings, Keys keys, InstantSource clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.claims = new Claims(settings);
  }

  /// Begins to fetch keys that must be fetched, and does not wait for them.
  public static BearerTokens of(JwtSettings settings, Vertx vertx) {
    Keys keys =
        switch (settings.keys()) {
          case JwtSettings.Keys.Fixed fixed -> Keys.fixed(fixed.keys());
          case JwtSettings.Keys.Fetched fetched ->
              new FetchedKeys(
                  new JwksAddress(vertx, fetched.address(), fetched.tls())::fetch,
                  fetched.refresh(),
                  fetched.retry(),
                  System::nanoTime);
        };
    Future<List<JWK>> _ = keys.current();
    return new BearerTokens(settings, keys, InstantSource.system());
  }

  @Override
  public Future<Identity> identify(List<String> authorization) {
    if (authorization.isEmpty()) {
      return Future.succeededFuture(Identity.ANONYMOUS);
    }
    String header = authorization.getFirst();
    if (authorization.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Future.failedFuture(new BadToken("The request carries no bearer token"));
    }
    String text = header.substring(SCHEME.length()).strip();
    return keys.current().compose(current -> identify(text, current));
  }

  private Future<Identity> identify(String text, List<JWK> current) {
    Known earlier = known.getIfPresent(text);
    if (earlier != null
        && earlier.keys().equals(current)
        && clock.instant().isBefore(earlier.valid().until())) {
      return Future.succeededFuture(earlier.valid().identity());
    }
    try {
      Token token = Token.parse(text, settings.algorithms());
      return token.isSignedByOneOf(current)
          ? valid(text, token, current)
          : keys.newer(current).compose(newer -> signedSince(text, token, current, newer));
    } catch (BadToken e) {
      return Future.failedFuture(e);
    }
  }

  /// The key may have come after those that are known.
  private Future<Identity> signedSince(
      String text, Token token, List<JWK> before, List<JWK> newer) {
    return !newer.equals(before) && token.isSignedByOneOf(newer)
        ? valid(text, token, newer)
        : Future.failedFuture(new BadToken("The token is not signed by a key that is known here"));
  }

  private Future<Identity> valid(String text, Token token, List<JWK> by) {
    try {
      Claims.Valid valid = claims.check(token.payload(), clock.instant());
      known.put(text, new Known(valid, by));
      return Future.succeededFuture(valid.identity());
    } catch (BadToken e) {
      return Future.failedFuture(e);
    }
  }
}
