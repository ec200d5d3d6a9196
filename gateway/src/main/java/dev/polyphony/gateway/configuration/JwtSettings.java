package dev.polyphony.gateway.configuration;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.polyphony.loaders.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// `auth.jwt`: which tokens are valid.
///
/// @param keys what they are signed with
/// @param algorithms how they may be signed
/// @param issuer who gives them out, exactly
/// @param audiences for whom they are; one of these
/// @param scopes the claim that holds the scopes
/// @param leeway how much clocks may differ
public record JwtSettings(
    Keys keys,
    Set<JWSAlgorithm> algorithms,
    String issuer,
    Set<String> audiences,
    String scopes,
    Duration leeway) {
  public JwtSettings {
    algorithms = Set.copyOf(algorithms);
    audiences = Set.copyOf(audiences);
  }

  /// Where the keys are.
  public sealed interface Keys {
    /// They are known at start.
    record Fixed(List<JWK> keys) implements Keys {
      public Fixed {
        keys = List.copyOf(keys);
      }

      /// Without the keys, of which one may be a secret.
      @Override
      public String toString() {
        return "Fixed[" + keys.size() + " keys]";
      }
    }

    /// A JSON Web Key Set at an address.
    ///
    /// @param tls how its server is trusted
    /// @param refresh when keys are as old, they are fetched again
    /// @param retry the least time between two fetches
    record Fetched(URI address, TlsFiles tls, Duration refresh, Duration retry) implements Keys {}
  }
}
