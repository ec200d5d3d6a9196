package dev.polyphony.gateway.auth;

import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import java.util.List;

/// The keys that signatures are checked with. A list that changed is another list.
interface Keys {
  /// Those that are known; fails with [KeysUnavailable] while there are none.
  Future<List<JWK>> current();

  /// Those that may have come since; the same list when there are no others now.
  ///
  /// @param known a list that lacks the key of a token
  Future<List<JWK>> newer(List<JWK> known);

  static Keys fixed(List<JWK> keys) {
    return new Keys() {
      @Override
      public Future<List<JWK>> current() {
        return Future.succeededFuture(keys);
      }

      @Override
      public Future<List<JWK>> newer(List<JWK> known) {
        return Future.succeededFuture(keys);
      }
    };
  }
}
