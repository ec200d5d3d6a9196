package dev.polyphony.gateway.auth;

import dev.polyphony.schema.access.Identity;
import io.vertx.core.Future;
import java.util.List;

/// Says who asks.
@FunctionalInterface
public interface Authenticator {
  /// Nobody is known, whatever they say.
  Authenticator OPEN = _ -> Future.succeededFuture(Identity.ANONYMOUS);

  /// The identity; [BadToken] when the request claims one without proof, [KeysUnavailable] when
  /// that cannot be told now. Completes at once or on any thread, after bounded time.
  ///
  /// @param authorization the values of that header
  Future<Identity> identify(List<String> authorization);
}
