package dev.polyphony.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// When keys are fetched, and what is known meanwhile.
class FetchedKeysTest {
  private final List<Promise<List<JWK>>> fetches = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong(-5);
  private final FetchedKeys keys =
      new FetchedKeys(this::fetch, Duration.ofMinutes(10), Duration.ofSeconds(10), clock::get);

  private Future<List<JWK>> fetch() {
    Promise<List<JWK>> promise = Promise.promise();
    fetches.add(promise);
    return promise.future();
  }

  private static List<JWK> some() throws JOSEException {
    return List.of(Issuer.ec("k").key);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void allWhoWaitShareOneFetch() throws JOSEException {
    List<JWK> found = some();
    Future<List<JWK>> first = keys.current();
    Future<List<JWK>> second = keys.current();

    fetches.getFirst().complete(found);

    assertThat(fetches).hasSize(1);
    assertThat(first.result()).isSameAs(found);
    assertThat(second.result()).isSameAs(found);
    assertThat(keys.current().result()).isSameAs(found);
  }

  @Test
  void aTokenOfAnUnknownKeyFetchesAtMostOnceInAWhile() throws JOSEException {
    List<JWK> found = some();
    Future<List<JWK>> _ = keys.current();
    fetches.getFirst().complete(found);

    assertThat(keys.newer(found).result()).isSameAs(found);
    assertThat(fetches).hasSize(1);

    pass(Duration.ofSeconds(10));
    List<JWK> rotated = some();
    Future<List<JWK>> newer = keys.newer(found);
    Future<List<JWK>> _ = keys.newer(found);
    fetches.getLast().complete(rotated);

    assertThat(fetches).hasSize(2);
    assertThat(newer.result()).isSameAs(rotated);
    assertThat(keys.newer(found).result()).isSameAs(rotated);
    assertThat(keys.newer(rotated).result()).isSameAs(rotated);
    assertThat(fetches).hasSize(2);
  }

  @Test
  void keysStayWhileTheyCannotBeFetchedAgain() throws JOSEException {
    List<JWK> found = some();
    Future<List<JWK>> _ = keys.current();
    fetches.getFirst().complete(found);
    pass(Duration.ofMinutes(10));

    assertThat(keys.current().result()).isSameAs(found);
    assertThat(fetches).hasSize(2);
    fetches.getLast().fail(new IOException("down"));

    assertThat(keys.current().result()).isSameAs(found);
    assertThat(keys.newer(found).result()).isSameAs(found);
    assertThat(fetches).hasSize(2);

    pass(Duration.ofSeconds(10));
    assertThat(keys.current().result()).isSameAs(found);
    assertThat(fetches).hasSize(3);
  }

  @Test
  void theSameKeysFetchedAgainAreTheSameList() throws JOSEException {
    List<JWK> found = some();
    Future<List<JWK>> _ = keys.current();
    fetches.getFirst().complete(found);
    pass(Duration.ofMinutes(11));
    Future<List<JWK>> _ = keys.current();
    fetches.getLast().complete(List.copyOf(new ArrayList<>(found)));

    assertThat(keys.current().result()).isSameAs(found);
  }

  @Test
  void aSourceThatIsDownIsTriedAgain() throws JOSEException {
    Future<List<JWK>> first = keys.current();
    fetches.getFirst().fail(new IOException("down"));

    assertThat(first.cause()).isInstanceOf(KeysUnavailable.class);
    assertThat(keys.current().cause()).isInstanceOf(KeysUnavailable.class);
    assertThat(fetches).hasSize(1);

    pass(Duration.ofSeconds(10));
    List<JWK> found = some();
    Future<List<JWK>> second = keys.current();
    fetches.getLast().complete(found);
    assertThat(second.result()).isSameAs(found);
  }
}
