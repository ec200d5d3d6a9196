package dev.polyphony.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.polyphony.gateway.configuration.JwtSettings;
import dev.polyphony.schema.access.Identity;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tokens prove something, and what.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BearerTokensTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(600);
  private static final Set<JWSAlgorithm> PUBLIC =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private Issuer issuer = unmade();
  private Issuer other = unmade();
  private Issuer curve = unmade();

  private static Issuer unmade() {
    try {
      return Issuer.ec("unmade");
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  void keys() throws JOSEException {
    issuer = Issuer.rsa("a");
    other = Issuer.rsa("a");
    curve = Issuer.ec("e");
  }

  private static BearerTokens tokens(JWK key, Set<JWSAlgorithm> algorithms) {
    return tokens(List.of(key), algorithms, new AtomicReference<>(NOW));
  }

  private static BearerTokens tokens(
      List<JWK> keys, Set<JWSAlgorithm> algorithms, AtomicReference<Instant> clock) {
    JwtSettings settings =
        new JwtSettings(
            new JwtSettings.Keys.Fixed(keys),
            algorithms,
            Issuer.NAME,
            Set.of(Issuer.AUDIENCE, "second"),
            "scope",
            Duration.ofSeconds(30));
    return new BearerTokens(settings, Keys.fixed(keys), clock::get);
  }

  private BearerTokens tokens() {
    return tokens(issuer.key.toPublicJWK(), PUBLIC);
  }

  private static Future<Identity> ask(BearerTokens tokens, String token) {
    return tokens.identify(List.of("Bearer " + token));
  }

  /// Why the token is refused.
  private static String refusal(BearerTokens tokens, String token) {
    Future<Identity> answer = ask(tokens, token);
    assertThat(answer.cause()).isInstanceOf(BadToken.class);
    return String.valueOf(answer.cause().getMessage());
  }

  private String refusalOf(String claims) throws JOSEException {
    return refusal(tokens(), issuer.sign(claims));
  }

  @Test
  void aValidTokenSaysWhoAsks() throws JOSEException {
    String claims =
        Issuer.claims(
            LATER, "\"scope\":\" read  write \"", "\"tenant\":12", "\"rate\":1.50", "\"no\":null");

    Identity identity = ask(tokens(), issuer.sign(claims)).result();

    assertThat(identity.authenticated()).isTrue();
    assertThat(identity.scopes()).containsExactlyInAnyOrder("read", "write");
    assertThat(identity.claims())
        .containsAllEntriesOf(Map.of("tenant", 12L, "rate", new BigDecimal("1.50")))
        .doesNotContainKey("no");
    assertThat(identity.toString()).doesNotContain("tenant");
  }

  @Test
  void withoutAHeaderNobodyIsKnown() {
    assertThat(tokens().identify(List.of()).result()).isEqualTo(Identity.ANONYMOUS);
  }

  @Test
  void scopesMayBeAListAndMayBeCalledScp() throws JOSEException {
    String list = Issuer.claims(LATER, "\"scope\":[\"a\",\"b c\",7]");
    String other = Issuer.claims(LATER, "\"scp\":[\"a\"]");
    String object = Issuer.claims(LATER, "\"scope\":{\"a\":true}");

    assertThat(ask(tokens(), issuer.sign(list)).result().scopes())
        .containsExactlyInAnyOrder("a", "b c");
    assertThat(ask(tokens(), issuer.sign(other)).result().scopes()).containsExactly("a");
    assertThat(ask(tokens(), issuer.sign(object)).result().scopes()).isEmpty();
  }

  @Test
  void oneOfSeveralAudiencesIsEnough() throws JOSEException {
    String claims = Issuer.claims(LATER).replace("\"polyphony\"", "[\"elsewhere\",\"second\"]");

    assertThat(ask(tokens(), issuer.sign(claims)).succeeded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "a.b.c",
        "..",
        "....",
        "e30.e30.e30",
        "eyJhbGciOiJSUzI1NiJ9",
        "eyJhbGciOiJSUzI1NiJ9.e30.",
        "%00.%00.%00",
        "\u00ff.\u00ff.\u00ff"
      })
  void garbageIsRefused(String token) {
    assertThat(refusal(tokens(), token)).startsWith("The token is");
  }

  @Test
  void otherCredentialsAreRefusedAndNotTakenForNobody() {
    assertThat(tokens().identify(List.of("Basic YTpi")).cause()).isInstanceOf(BadToken.class);
    assertThat(tokens().identify(List.of("")).cause()).isInstanceOf(BadToken.class);
    assertThat(tokens().identify(List.of("Bearer")).cause()).isInstanceOf(BadToken.class);
    assertThat(tokens().identify(List.of("Bearer a", "Bearer b")).cause())
        .isInstanceOf(BadToken.class);
  }

  @Test
  void aTokenOfAHundredKilobytesIsRefusedUnread() {
    assertThat(refusal(tokens(), "a".repeat(100_000))).contains("longer than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS256", "dir", "", "RS1"})
  void anAlgorithmThatIsNotListedIsRefused(String algorithm) {
    String unsigned =
        Issuer.part("{\"alg\":\"" + algorithm + "\"}") + "." + Issuer.part(Issuer.claims(LATER));

    assertThat(refusal(tokens(), unsigned + ".")).startsWith("The token is");
    assertThat(refusal(tokens(), unsigned + ".AAAA")).startsWith("The token is");
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
    byte[] pem = issuer.pem().getBytes(StandardCharsets.UTF_8);
    byte[] encoded = ((RSAKey) issuer.key).toPublicKey().getEncoded();
    Set<JWSAlgorithm> careless = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.HS256);

    for (byte[] secret : List.of(pem, encoded)) {
      String forged = mac(secret);
      assertThat(refusal(tokens(), forged)).contains("not admitted");
      assertThat(refusal(tokens(issuer.key.toPublicJWK(), careless), forged))
          .contains("not signed by a key");
    }
  }

  private static String mac(byte[] secret) throws JOSEException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("a").build();
    JWSObject token = new JWSObject(header, new Payload(Issuer.claims(LATER)));
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  @Test
  void aSharedSecretChecksHmacOnly() throws JOSEException {
    byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    BearerTokens tokens =
        tokens(new OctetSequenceKey.Builder(secret).build(), Set.of(JWSAlgorithm.HS256));

    assertThat(ask(tokens, mac(secret)).succeeded()).isTrue();
    assertThat(refusal(tokens, issuer.sign(Issuer.claims(LATER)))).contains("not admitted");
    secret[0] = 'x';
    assertThat(refusal(tokens, mac(secret))).contains("not signed by a key");
  }

  @Test
  void aTokenOfAnotherKeyOfTheSameNameIsRefused() throws JOSEException {
    assertThat(refusal(tokens(), other.sign(Issuer.claims(LATER)))).contains("not signed by a key");
  }

  @Test
  void aChangedTokenIsRefused() throws JOSEException {
    String[] parts = issuer.sign(Issuer.claims(LATER)).split("\\.");
    String claims = Issuer.part(Issuer.claims(LATER, "\"scope\":\"admin\""));

    assertThat(refusal(tokens(), parts[0] + "." + claims + "." + parts[2]))
        .contains("not signed by a key");
    assertThat(refusal(tokens(), parts[0] + "." + parts[1] + ".")).startsWith("The token is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/dev/null", "b", "' OR 1=1", "http://evil.example"})
  void theNameOfAKeyIsOnlyEverCompared(String keyId) throws JOSEException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();

    assertThat(refusal(tokens(), issuer.sign(header, Issuer.claims(LATER))))
        .contains("not signed by a key");
  }

  @Test
  void aKeyInsideTheTokenIsNotTrusted() throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("a")
            .jwk(other.key.toPublicJWK())
            .jwkURL(java.net.URI.create("http://127.0.0.1:1/keys"))
            .build();

    assertThat(refusal(tokens(), other.sign(header, Issuer.claims(LATER))))
        .contains("not signed by a key");
  }

  @Test
  void aTokenWithoutTheNameOfAKeyIsCheckedWithAllThatFit() throws JOSEException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).build();
    List<JWK> keys =
        List.of(issuer.key.toPublicJWK(), other.key.toPublicJWK(), curve.key.toPublicJWK());
    BearerTokens tokens = tokens(keys, PUBLIC, new AtomicReference<>(NOW));

    assertThat(ask(tokens, curve.sign(header, Issuer.claims(LATER))).succeeded()).isTrue();
  }

  @Test
  void unknownExtensionsAreRefused() throws JOSEException {
    JWSHeader critical =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .criticalParams(Set.of("pay"))
            .customParam("pay", true)
            .build();

    assertThat(refusal(tokens(), issuer.sign(critical, Issuer.claims(LATER))))
        .contains("extensions");
  }

  @Test
  void tokensOfOtherTypesAreRefused() throws JOSEException {
    for (String type : List.of("logout+jwt", "dpop+jwt", "secevent+jwt")) {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type)).build();
      assertThat(refusal(tokens(), issuer.sign(header, Issuer.claims(LATER))))
          .contains("another type");
    }
    JWSHeader access =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+JWT")).build();
    assertThat(ask(tokens(), issuer.sign(access, Issuer.claims(LATER))).succeeded()).isTrue();
  }

  @Test
  void timesAreChecked() throws JOSEException {
    String noExpiry = Issuer.claims(LATER).replaceAll(",\"exp\":\\d+", "");
    String future = String.valueOf(NOW.plusSeconds(60).getEpochSecond());

    assertThat(refusalOf(noExpiry)).contains("never expires");
    assertThat(refusalOf(noExpiry.replace("}", ",\"exp\":null}"))).contains("never expires");
    assertThat(refusalOf(Issuer.claims(NOW.minusSeconds(30)))).contains("expired");
    assertThat(refusalOf(Issuer.claims(LATER, "\"nbf\":" + future))).contains("not valid yet");
    assertThat(refusalOf(Issuer.claims(LATER, "\"iat\":" + future))).contains("not valid yet");
    assertThat(refusalOf(Issuer.claims(LATER, "\"iat\":\"now\""))).contains("iat is no time");
    for (String expiry : List.of("\"2030\"", "1e300", "-1", "true", "[]", "1e-400")) {
      assertThat(refusalOf(noExpiry.replace("}", ",\"exp\":" + expiry + "}")))
          .containsAnyOf("exp is no time", "expired");
    }
  }

  @Test
  void clocksMayDifferALittle() throws JOSEException {
    String soon = String.valueOf(NOW.plusSeconds(29).getEpochSecond());
    String claims = Issuer.claims(NOW.minusSeconds(29), "\"nbf\":" + soon, "\"iat\":" + soon);

    assertThat(ask(tokens(), issuer.sign(claims)).succeeded()).isTrue();
  }

  @Test
  void issuerAndAudienceAreExact() throws JOSEException {
    String claims = Issuer.claims(LATER);

    assertThat(refusalOf(claims.replace("issuer.example", "issuer.example/"))).contains("issuer");
    assertThat(refusalOf(claims.replace("issuer.example", "ISSUER.example"))).contains("issuer");
    assertThat(refusalOf(claims.replace("\"iss\"", "\"x\""))).contains("issuer");
    assertThat(refusalOf(claims.replace("\"polyphony\"", "\"poly\""))).contains("audience");
    assertThat(refusalOf(claims.replace("\"polyphony\"", "[]"))).contains("audience");
    assertThat(refusalOf(claims.replace("\"polyphony\"", "[[\"polyphony\"]]")))
        .contains("audience");
    assertThat(refusalOf(claims.replace("\"aud\"", "\"x\""))).contains("audience");
  }

  @Test
  void aClaimThatStandsTwiceIsRefused() throws JOSEException {
    assertThat(refusalOf(Issuer.claims(LATER, "\"iss\":\"evil\""))).contains("no claims");
    assertThat(refusalOf("[]")).contains("no claims");
    assertThat(refusalOf("not json")).contains("no claims");
  }

  @Test
  void aTokenThatWasValidExpires() throws JOSEException {
    AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    BearerTokens tokens = tokens(List.of(issuer.key.toPublicJWK()), PUBLIC, clock);
    String token = issuer.sign(Issuer.claims(LATER));
    Identity first = ask(tokens, token).result();

    assertThat(ask(tokens, token).result()).isSameAs(first);
    clock.set(LATER.plusSeconds(30));
    assertThat(refusal(tokens, token)).contains("expired");
  }
}
