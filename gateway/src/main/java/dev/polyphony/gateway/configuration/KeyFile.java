package dev.polyphony.gateway.configuration;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads public keys, in PEM and as a JSON Web Key Set.
public final class KeyFile {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final int RSA_BITS = 2048;

  private KeyFile() {}

  static boolean isPem(String text) {
    return text.contains("-----BEGIN");
  }

  /// The first key of the text, or null when it holds no public key of a kind that can be used.
  static @Nullable JWK pem(String text) {
    Matcher found = PEM.matcher(text);
    if (!found.find()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(found.group(2));
      return switch (found.group(1)) {
        case "PUBLIC KEY" -> publicKey(bytes);
        case "CERTIFICATE" ->
            jwk(
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey());
        default -> null;
      };
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable JWK publicKey(byte[] bytes) throws GeneralSecurityException {
    for (String kind : List.of("RSA", "EC")) {
      try {
        return jwk(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes)));
      } catch (java.security.spec.InvalidKeySpecException _) {
        // The other kind, then.
      }
    }
    return null;
  }

  private static @Nullable JWK jwk(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa ->
          usable(new RSAKey.Builder(rsa).build()) ? new RSAKey.Builder(rsa).build() : null;
      case ECPublicKey ec -> {
        Curve curve = Curve.forECParameterSpec(ec.getParams());
        yield curve == null ? null : new ECKey.Builder(curve, ec).build();
      }
      default -> null;
    };
  }

  /// The keys of a set that can check signatures: public ones, RSA from 2048 bits on.
  public static List<JWK> set(String json) throws ParseException {
    List<JWK> keys = new ArrayList<>();
    try {
      for (JWK key : JWKSet.parse(json).toPublicJWKSet().getKeys()) {
        if (usable(key)) {
          keys.add(key);
        }
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParseException(String.valueOf(e.getMessage()), 0);
    }
    return List.copyOf(keys);
  }

  private static boolean usable(JWK key) {
    return switch (key) {
      case RSAKey rsa -> rsa.size() >= RSA_BITS;
      case ECKey _ -> true;
      default -> false;
    };
  }
}
