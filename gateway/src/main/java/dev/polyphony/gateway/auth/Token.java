package dev.polyphony.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import java.security.Key;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A signed token whose header is admissible; its signature and its claims are still to be checked.
record Token(JWSObject signed) {
  private static final int LONGEST = 8192;

  /// Types under which access tokens go; others, such as those of logout tokens, are not for us.
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private static final JWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

  static Token parse(String text, Set<JWSAlgorithm> algorithms) throws BadToken {
    if (text.length() > LONGEST) {
      throw new BadToken("The token is longer than " + LONGEST + " characters");
    }
    JWSObject signed;
    try {
      signed = JWSObject.parse(text);
    } catch (ParseException | RuntimeException _) {
      // What nimbus takes for no signed token, "alg": "none" included.
      throw new BadToken("The token is no signed JSON Web Token");
    }
    JWSHeader header = signed.getHeader();
    if (!algorithms.contains(header.getAlgorithm())) {
      throw new BadToken("The token is signed by an algorithm that is not admitted");
    }
    if (header.getIncludedParams().contains("crit") || !header.isBase64URLEncodePayload()) {
      throw new BadToken("The token needs extensions that are not known here");
    }
    JOSEObjectType type = header.getType();
    if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
      throw new BadToken("The token is of another type");
    }
    return new Token(signed);
  }

  /// The key has the name that the header gives, or none, and its kind, its use and its algorithm
  /// fit: no public key checks an HMAC.
  private boolean fits(JWK key) {
    JWSHeader header = signed.getHeader();
    JWSHeader asked =
        key.getKeyID() == null ? new JWSHeader.Builder(header).keyID(null).build() : header;
    JWKMatcher matcher = JWKMatcher.forJWSHeader(asked);
    return matcher != null && matcher.matches(key);
  }

  boolean isSignedByOneOf(List<JWK> keys) {
    return keys.stream().anyMatch(key -> fits(key) && isSignedBy(key));
  }

  private boolean isSignedBy(JWK jwk) {
    try {
      Key key = key(jwk);
      return key != null && signed.verify(VERIFIERS.createJWSVerifier(signed.getHeader(), key));
    } catch (JOSEException | RuntimeException _) {
      // A key that does not suit the algorithm, or a signature that is none.
      return false;
    }
  }

  private static @Nullable Key key(JWK jwk) throws JOSEException {
    return switch (jwk) {
      case OctetSequenceKey secret -> secret.toSecretKey();
      case AsymmetricJWK pair -> pair.toPublicKey();
      default -> null;
    };
  }

  byte[] payload() {
    return signed.getPayload().toBytes();
  }
}
