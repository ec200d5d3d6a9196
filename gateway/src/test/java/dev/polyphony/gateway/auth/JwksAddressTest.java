package dev.polyphony.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import dev.polyphony.loaders.TlsFiles;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is taken for a set of keys, over HTTP, and how long that may take.
@Timeout(60)
class JwksAddressTest {
  private final Vertx vertx = Vertx.vertx();

  /// Kept until the end: a client that is garbage closes its connections.
  private final List<JwksAddress> addresses = new ArrayList<>();

  private KeyServer server;

  @BeforeEach
  void start() throws Exception {
    server = KeyServer.start(0);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private List<JWK> fetch(URI address) throws Exception {
    return fetch(address, TlsFiles.NONE);
  }

  private List<JWK> fetch(URI address, TlsFiles tls) throws Exception {
    JwksAddress keys = new JwksAddress(vertx, address, tls);
    addresses.add(keys);
    return keys.fetch().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private void fails(String message) {
    assertThatThrownBy(() -> fetch(server.address()))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void keysAreFetched() throws Exception {
    Issuer issuer = Issuer.ec("a");
    server.answer(200, Issuer.set(issuer));

    assertThat(fetch(server.address())).containsExactly(issuer.key.toPublicJWK());
  }

  @Test
  void whatIsNoSetOfKeysIsAFailure() {
    server.answer(200, "<html>");
    fails("no JSON Web Key Set");
    server.answer(200, "{}");
    fails("no JSON Web Key Set");
    server.answer(200, "{\"keys\":[]}");
    fails("no key that can be used");
    server.answer(200, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}");
    fails("no key that can be used");
    server.answer(500, Issuer.set());
    fails("answers with 500");
  }

  @Test
  void nobodyLeadsElsewhere() {
    server.answer(302, "");

    fails("answers with 302");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anAnswerWithoutEndIsNotReadToTheEnd() {
    server.answer(200, " ".repeat(300 << 10));

    fails("larger than");
  }

  @Test
  void aServerThatHangsIsNotWaitedFor() {
    server.hang();

    assertThatThrownBy(() -> fetch(server.address()))
        .hasMessageMatching("(?si).*(timeout|closed).*");
  }

  @Test
  void aServerThatIsNotThereIsAFailure() throws Exception {
    server.close();

    assertThatThrownBy(() -> fetch(server.address())).hasMessageContaining("refused");
  }

  @Test
  void aServerIsTrustedByItsAuthorityOnly(@TempDir Path folder) throws Exception {
    SelfSigned here = SelfSigned.of(folder, "127.0.0.1");
    SelfSigned elsewhere = SelfSigned.of(folder, "10.9.8.7");
    Issuer issuer = Issuer.ec("a");
    try (KeyServer secure = KeyServer.start(here.context());
        KeyServer borrowed = KeyServer.start(elsewhere.context())) {
      secure.answer(200, Issuer.set(issuer));
      borrowed.answer(200, Issuer.set(issuer));

      assertThat(fetch(secure.address(), here.trust())).hasSize(1);
      // By the authorities of the JVM, by another one, and under another name.
      assertThatThrownBy(() -> fetch(secure.address()))
          .rootCause()
          .hasMessageContaining("certification path");
      assertThatThrownBy(() -> fetch(secure.address(), elsewhere.trust()))
          .rootCause()
          .hasMessageContaining("certification path");
      assertThatThrownBy(() -> fetch(borrowed.address(), elsewhere.trust()))
          .rootCause()
          .hasMessageContaining("127.0.0.1");
      assertThat(borrowed.requests()).isZero();
    }
  }
}
