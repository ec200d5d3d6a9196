package dev.polyphony.gateway.configuration;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.polyphony.gateway.configuration.JwtSettings.Keys;
import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `auth.jwt`.
final class JwtReader {
  private static final Duration REFRESH = Duration.ofMinutes(10);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final Duration MOST_LEEWAY = Duration.ofMinutes(5);
  private static final Keys NO_KEYS = new Keys.Fixed(List.of());

  /// How a public key checks.
  private static final Map<String, JWSAlgorithm> PUBLIC =
      byName(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /// How a shared secret checks.
  private static final Map<String, JWSAlgorithm> SHARED =
      byName(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

  private final Section section;
  private final Path folder;

  JwtReader(Section section, Path folder) {
    this.section = section;
    this.folder = folder;
  }

  private static Map<String, JWSAlgorithm> byName(JWSAlgorithm... algorithms) {
    Map<String, JWSAlgorithm> names = new LinkedHashMap<>();
    for (JWSAlgorithm algorithm : algorithms) {
      names.put(algorithm.getName(), algorithm);
    }
    return names;
  }

  JwtSettings read() {
    Keys keys = keys();
    boolean shared = section.keys().contains("secret");
    Set<JWSAlgorithm> algorithms = algorithms(shared);
    String issuer = section.requiredText("issuer");
    if (issuer.isBlank() && section.text("issuer") != null) {
      section.wrong("issuer", "is empty", "Write what the `iss` of tokens is");
    }
    Set<String> audiences = audiences();
    String scopes = section.text("scopes", "scope");
    Duration leeway = section.duration("leeway", LEEWAY);
    if (leeway.compareTo(MOST_LEEWAY) > 0) {
      section.wrong("leeway", "lets tokens live on for long", "Write at most `5m`");
    }
    section.finish();
    return new JwtSettings(keys, algorithms, issuer, audiences, scopes, leeway);
  }

  private Set<String> audiences() {
    if (!section.keys().contains("audience")) {
      section.requiredText("audience");
      return Set.of();
    }
    Set<String> audiences = new LinkedHashSet<>(section.texts("audience"));
    // An empty list may be one of which nothing could be had, which is a problem already.
    boolean none = audiences.isEmpty() && !section.problems().hasErrors();
    if (none || audiences.stream().anyMatch(String::isBlank)) {
      section.wrong("audience", "is empty", "Write what the `aud` of tokens holds");
    }
    return audiences;
  }

  private Keys keys() {
    String set = section.text("jwks");
    String key = section.text("key");
    String secret = section.text("secret");
    Duration refresh = section.duration("refresh", REFRESH);
    Duration retry = section.duration("retry", RETRY);
    Section tlsSection = section.section("tls");
    TlsFiles tls = tlsSection == null ? TlsFiles.NONE : TlsFiles.read(tlsSection);
    long written =
        List.of("jwks", "key", "secret").stream().filter(section.keys()::contains).count();
    if (written != 1) {
      section
          .problems()
          .error(
              "WRONG_KEYS",
              section.location(),
              section.path() + (written == 0 ? " has no key" : " has several kinds of keys"),
              "Write one of `jwks` (an address or a file), `key` (a public key in PEM, or its file)"
                  + " and `secret`");
      return NO_KEYS;
    }
    if (set != null) {
      return set(set, tls, refresh, retry);
    }
    if (key != null) {
      return key(key);
    }
    return secret == null ? NO_KEYS : secret(secret);
  }

  private Keys set(String set, TlsFiles tls, Duration refresh, Duration retry) {
    String lower = set.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("http://")) {
      try {
        URI address = URI.create(set);
        if (address.getHost() != null) {
          warnOfPlainText(address);
          return new Keys.Fetched(address, tls, refresh, retry);
        }
      } catch (IllegalArgumentException _) {
        // reported below
      }
      section.wrong("jwks", "is no address", "Write `https://host/path`");
      return NO_KEYS;
    }
    String json = file("jwks", set);
    if (json == null) {
      return NO_KEYS;
    }
    try {
      List<JWK> keys = KeyFile.set(json);
      if (!keys.isEmpty()) {
        return new Keys.Fixed(keys);
      }
    } catch (ParseException _) {
      // reported below
    }
    section.wrong(
        "jwks",
        "names a file without a key that can be used",
        "Give a JSON Web Key Set, `{\"keys\": […]}`, of RSA keys from 2048 bits on or EC keys");
    return NO_KEYS;
  }

  /// Whoever can change an answer on its way can make tokens.
  private void warnOfPlainText(URI address) {
    boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost());
    if (address.getScheme().equalsIgnoreCase("http") && !here) {
      section
          .problems()
          .warning(
              "KEYS_IN_PLAIN_TEXT",
              section.locationOf("jwks"),
              section.path() + ".jwks is fetched without TLS",
              "Write an address with `https://`");
    }
  }

  private Keys key(String key) {
    String pem = KeyFile.isPem(key) ? key : file("key", key);
    JWK parsed = pem == null ? null : KeyFile.pem(pem);
    if (pem != null && parsed == null) {
      section.wrong(
          "key",
          pem.contains("PRIVATE KEY") ? "is a private key" : "is no public key that can be used",
          "Give a public key in PEM, RSA from 2048 bits on or EC; `openssl pkey -pubout` makes it of"
              + " a private one");
    }
    return parsed == null ? NO_KEYS : new Keys.Fixed(List.of(parsed));
  }

  private Keys secret(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 32) {
      section.wrong(
          "secret",
          "is shorter than 32 bytes, so that it can be guessed",
          "Make one with `openssl rand -base64 48`");
      return NO_KEYS;
    }
    return new Keys.Fixed(List.of(new OctetSequenceKey.Builder(bytes).build()));
  }

  private @Nullable String file(String key, String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException | InvalidPathException _) {
      section.wrong(
          key,
          "names a file that cannot be read",
          "Paths are seen from the configuration's folder");
      return null;
    }
  }

  private Set<JWSAlgorithm> algorithms(boolean shared) {
    Map<String, JWSAlgorithm> possible = shared ? SHARED : PUBLIC;
    Set<JWSAlgorithm> chosen = new LinkedHashSet<>();
    for (String name : section.texts("algorithms")) {
      JWSAlgorithm algorithm = possible.get(name.strip().toUpperCase(Locale.ROOT));
      if (algorithm == null) {
        section.wrong(
            "algorithms",
            "holds one that " + (shared ? "a shared secret" : "a public key") + " does not serve",
            "Write some of " + String.join(", ", possible.keySet()));
      } else {
        chosen.add(algorithm);
      }
    }
    if (!chosen.isEmpty()) {
      return chosen;
    }
    return shared ? Set.of(JWSAlgorithm.HS256) : Set.copyOf(possible.values());
  }
}
