package dev.polyphony.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is taken for a set of keys, over HTTP, and how long that may take.
@Timeout(60)
class JwksAddressTest {
  private final Vertx vertx = Vertx.vertx();
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
    return new JwksAddress(vertx, address)
        .fetch()
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
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
}
