package dev.polyphony.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Gives out tokens.
public final class Issuer {
  public static final String NAME = "https://issuer.example";
  public static final String AUDIENCE = "polyphony";

  public final JWK key;

  private Issuer(JWK key) {
    this.key = key;
  }

  public static Issuer rsa(String keyId) throws JOSEException {
    return new Issuer(new RSAKeyGenerator(2048).keyID(keyId).generate());
  }

  public static Issuer ec(String keyId) throws JOSEException {
    return new Issuer(new ECKeyGenerator(Curve.P_256).keyID(keyId).generate());
  }

  /// The set of their public keys.
  public static String set(Issuer... issuers) {
    List<JWK> keys = Arrays.stream(issuers).map(issuer -> issuer.key).toList();
    return new JWKSet(keys).toString();
  }

  /// Valid for an hour, with further claims: `"scope": "read"`.
  public String token(String... claims) throws JOSEException {
    return sign(claims(Instant.now().plusSeconds(3600), claims));
  }

  public static String claims(Instant expiry, String... further) {
    StringBuilder json =
        new StringBuilder(
            "{\"iss\":\"%s\",\"aud\":\"%s\",\"exp\":%d"
                .formatted(NAME, AUDIENCE, expiry.getEpochSecond()));
    for (String claim : further) {
      json.append(',').append(claim);
    }
    return json.append('}').toString();
  }

  public String sign(String claims) throws JOSEException {
    JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    return sign(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
  }

  public String sign(JWSHeader header, String claims) throws JOSEException {
    JWSObject token = new JWSObject(header, new Payload(claims));
    token.sign(
        switch (key) {
          case RSAKey rsa -> new RSASSASigner(rsa);
          case ECKey ec -> new ECDSASigner(ec);
          default -> throw new IllegalStateException("no such key");
        });
    return token.serialize();
  }

  /// As a file holds it.
  public String pem() throws JOSEException {
    PublicKey publicKey =
        key instanceof RSAKey rsa ? rsa.toPublicKey() : ((ECKey) key).toPublicKey();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(publicKey.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  public static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
