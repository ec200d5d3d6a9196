package dev.polyphony.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.polyphony.gateway.auth.Issuer;
import dev.polyphony.gateway.auth.KeyServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signed tokens over HTTP, and what a client learns of them.
@Timeout(60)
class TokensTest {
  private static final String SCHEMA =
      """
      type Book @entity(store: "shelf", from: "book", key: "isbn") {
        isbn: ID!
        title: String @authenticated
        price: String @column(name: "title") @requiresScopes(scopes: [["staff"]])
      }
      type Query { book(isbn: ID!): Book @lookup }
      """;
  private static final String BOOK = "{\"query\":\"{book(isbn:\\\"00007\\\"){isbn title price}}\"}";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static Issuer rsa;
  private static Issuer curve;
  private static KeyServer keys;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void issuers() throws JOSEException, IOException {
    rsa = Issuer.rsa("r");
    curve = Issuer.ec("e");
    keys = KeyServer.serving(rsa, curve);
  }

  @AfterAll
  static void stop() {
    keys.close();
  }

  private TestGateway gateway(String jwt) throws Exception {
    return TestGateway.start(folder, configuration(jwt), SCHEMA);
  }

  private static String configuration(String jwt) {
    return """
    server: {port: 0, eventLoops: 2, cors: {origins: ["https://app.example"]}}
    auth:
      jwt: {%s, issuer: "%s", audience: %s}
    """
        .formatted(jwt, Issuer.NAME, Issuer.AUDIENCE);
  }

  private static String jwks(KeyServer server) {
    return "jwks: \"" + server.address() + "\", retry: 1ms";
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String token) {
    return request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> ask(TestGateway gateway, String token) throws Exception {
    return gateway.send(with(gateway.post(BOOK), token));
  }

  private static void refused(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .startsWith("{\"errors\":[{\"message\":\"")
        .contains(why, "\"code\":\"UNAUTHENTICATED\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer error=\"invalid_token\", error_description=\"")
        .contains(why);
  }

  private static String hmac(String claims) throws JOSEException {
    JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  @Test
  void tokensOfSeveralAlgorithmsSayWhoAsks() throws Exception {
    try (TestGateway gateway = gateway(jwks(keys))) {
      for (Issuer issuer : List.of(rsa, curve)) {
        HttpResponse<String> known = ask(gateway, issuer.token());
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body())
            .contains("\"title\":\"Title", "\"price\":null", "FORBIDDEN")
            .doesNotContain("UNAUTHENTICATED");
        assertThat(ask(gateway, issuer.token("\"scope\":\"read staff\"")).body())
            .contains("\"price\":\"Title")
            .doesNotContain("errors");
      }
    }
  }

  @Test
  void aSharedSecretIsEnough() throws Exception {
    try (TestGateway gateway = gateway("secret: " + SECRET)) {
      String claims = claims(3600);

      assertThat(ask(gateway, hmac(claims)).body()).contains("\"title\":\"Title");
      refused(ask(gateway, rsa.token()), "not admitted");
    }
  }

  @Test
  void aPublicKeyInAFileIsEnough() throws Exception {
    Files.writeString(folder.resolve("key.pem"), curve.pem());
    try (TestGateway gateway = gateway("key: key.pem")) {
      assertThat(ask(gateway, curve.token()).body()).contains("\"title\":\"Title");
      refused(ask(gateway, rsa.token()), "not signed by a key");
      refused(ask(gateway, hmac(claims(3600))), "not admitted");
    }
  }

  private static String claims(int seconds, String... further) {
    return Issuer.claims(Instant.now().plusSeconds(seconds), further);
  }

  @Test
  void whoeverShowsNoTokenIsNobody() throws Exception {
    try (TestGateway gateway = gateway(jwks(keys))) {
      HttpResponse<String> answer = gateway.send(gateway.post(BOOK));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"isbn\":\"00007\"", "\"title\":null", "\"price\":null", "FORBIDDEN");
    }
  }

  @Test
  void tokensThatProveNothingAreRefused() throws Exception {
    JWSHeader critical =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").criticalParams(Set.of("exp")).build();
    JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("x").build();
    String[] parts = rsa.token().split("\\.");
    String admin = Issuer.part(claims(3600, "\"scope\":\"staff\""));
    String none = Issuer.part("{\"alg\":\"none\"}") + "." + admin + ".";
    try (TestGateway gateway = gateway(jwks(keys))) {
      refused(ask(gateway, "x"), "no signed JSON Web Token");
      refused(ask(gateway, none), "The token is");
      refused(ask(gateway, hmac(claims(3600))), "not admitted");
      refused(ask(gateway, rsa.sign(critical, claims(3600))), "extensions");
      refused(ask(gateway, curve.sign(unknown, claims(3600))), "not signed by a key");
      refused(ask(gateway, parts[0] + "." + admin + "." + parts[2]), "not signed by a key");
      refused(ask(gateway, rsa.sign(claims(-60))), "expired");
      refused(ask(gateway, rsa.sign(claims(60).replace("\"exp\"", "\"x\""))), "never expires");
      refused(ask(gateway, rsa.sign(claims(60, "\"nbf\":9999999999"))), "not valid yet");
      refused(ask(gateway, rsa.sign(claims(60).replace("polyphony", "poly"))), "audience");
      refused(ask(gateway, rsa.sign(claims(60).replace("issuer.", "evil."))), "issuer");
    }
  }

  @Test
  void otherCredentialsAreRefused() throws Exception {
    try (TestGateway gateway = gateway(jwks(keys))) {
      for (String header : List.of("Basic YTpi", "Bearer", "", rsa.token())) {
        refused(
            gateway.send(gateway.post(BOOK).header("Authorization", header)), "no bearer token");
      }
      HttpRequest.Builder two =
          with(with(gateway.post(BOOK), rsa.token()), rsa.token("\"scope\":\"staff\""));
      refused(gateway.send(two), "no bearer token");
    }
  }

  @Test
  void aBadTokenIsRefusedByGetAndWithoutABodyToo() throws Exception {
    String query = URLEncoder.encode("{book(isbn:\"00007\"){title}}", StandardCharsets.UTF_8);
    try (TestGateway gateway = gateway(jwks(keys))) {
      refused(gateway.send(with(gateway.request("/graphql?query=" + query), "x")), "The token");
      assertThat(gateway.send(with(gateway.request("/graphql?query=" + query), rsa.token())).body())
          .contains("\"title\":\"Title");
      refused(gateway.send(with(gateway.post("no json"), "x")), "The token");
    }
  }

  @Test
  void whoIsHealthyIsNoSecret() throws Exception {
    try (TestGateway gateway = gateway(jwks(keys))) {
      assertThat(gateway.send(with(gateway.request("/health/live"), "x")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void pagesOfOtherOriginsMaySendTokensAndReadWhyTheyAreRefused() throws Exception {
    try (TestGateway gateway = gateway(jwks(keys))) {
      HttpResponse<String> preflight =
          gateway.send(
              gateway
                  .request("/graphql")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .header("Origin", "https://app.example")
                  .header("Access-Control-Request-Method", "POST")
                  .header("Access-Control-Request-Headers", "authorization,content-type"));
      HttpResponse<String> refused =
          gateway.send(with(gateway.post(BOOK), "x").header("Origin", "https://app.example"));

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
          .contains("Authorization");
      refused(refused, "The token");
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://app.example");
      assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
          .contains("WWW-Authenticate");
    }
  }

  @Test
  void keysThatAreReplacedAreFound() throws Exception {
    Issuer next = Issuer.rsa("next");
    try (KeyServer rotating = KeyServer.serving(rsa);
        TestGateway gateway = gateway(jwks(rotating))) {
      assertThat(ask(gateway, rsa.token()).statusCode()).isEqualTo(200);
      refused(ask(gateway, next.token()), "not signed by a key");

      rotating.answer(200, Issuer.set(next));

      assertThat(ask(gateway, next.token()).statusCode()).isEqualTo(200);
      refused(ask(gateway, rsa.token()), "not signed by a key");
    }
  }

  /// The token was valid, and is remembered; its key is gone.
  @Test
  void aTokenEndsWithItsKey() throws Exception {
    Issuer next = Issuer.rsa("next");
    String token = rsa.token();
    try (KeyServer rotating = KeyServer.serving(rsa);
        TestGateway gateway = gateway(jwks(rotating))) {
      assertThat(ask(gateway, token).statusCode()).isEqualTo(200);
      assertThat(ask(gateway, token).statusCode()).isEqualTo(200);

      rotating.answer(200, Issuer.set(next));

      assertThat(ask(gateway, next.token()).statusCode()).isEqualTo(200);
      refused(ask(gateway, token), "not signed by a key");
    }
  }

  @Test
  void keysStayKnownWhileTheirServerIsDown() throws Exception {
    try (KeyServer failing = KeyServer.serving(rsa);
        TestGateway gateway = gateway(jwks(failing))) {
      assertThat(ask(gateway, rsa.token()).statusCode()).isEqualTo(200);

      failing.answer(500, "");

      assertThat(ask(gateway, rsa.token()).statusCode()).isEqualTo(200);
      refused(ask(gateway, curve.token()), "not signed by a key");
    }
  }

  @Test
  void tokensOfUnknownKeysDoNotFloodTheServerOfKeys() throws Exception {
    try (KeyServer counting = KeyServer.serving(rsa);
        TestGateway gateway = gateway("jwks: \"" + counting.address() + "\"")) {
      for (int i = 0; i < 20; i++) {
        refused(ask(gateway, curve.token()), "not signed by a key");
      }

      assertThat(counting.requests()).isEqualTo(1);
    }
  }

  @Test
  void theGatewayStartsWithoutKeysAndRecovers() throws Exception {
    KeyServer absent = KeyServer.serving(rsa);
    absent.close();
    try (TestGateway gateway = gateway(jwks(absent))) {
      HttpResponse<String> unknown = ask(gateway, rsa.token());

      assertThat(unknown.statusCode()).isEqualTo(503);
      assertThat(unknown.body()).contains("KEYS_UNAVAILABLE");
      assertThat(unknown.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(gateway.send(gateway.post(BOOK)).body()).contains("\"isbn\":\"00007\"");

      try (KeyServer back = KeyServer.start(absent.port())) {
        back.answer(200, Issuer.set(rsa));
        assertThat(ask(gateway, rsa.token()).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aServerOfKeysThatHangsHoldsUpOnlyThoseWhoNeedIt() throws Exception {
    try (KeyServer hanging = KeyServer.start(0);
        TestGateway gateway = gateway(jwks(hanging))) {
      CompletableFuture<HttpResponse<String>> waiting =
          gateway.sendLater(with(gateway.post(BOOK), rsa.token()));

      assertThat(gateway.send(gateway.post(BOOK)).statusCode()).isEqualTo(200);
      assertThat(waiting).isNotDone();
      assertThat(waiting.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }
  }
}
