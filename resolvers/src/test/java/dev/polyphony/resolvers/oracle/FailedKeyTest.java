package dev.polyphony.resolvers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.oracle.CaseAnswer.Failed;
import dev.polyphony.resolvers.oracle.Outage.Fault;
import dev.polyphony.schema.catalog.Catalog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A lookup of many keys while the store fails for one of them: that of author 2. There is no 98.
class FailedKeyTest {
  private static final Outage SECOND = new Outage(Map.of("Author", new Fault("UNAVAILABLE", 2)));
  private static final Outage ALL = new Outage(Map.of("Author", new Fault("UNAVAILABLE", 1)));

  @Test
  void costsItsOwnPositionOnly() {
    CaseAnswer answer =
        answer(SECOND, "{ authorsById(ids: [\"1\", \"2\", \"98\", \"2\"]) { id } }");

    assertThat(answer.data()).hasToString("{\"authorsById\":[{\"id\":\"1\"},null,null,null]}");
    assertThat(answer.errors())
        .containsExactly(
            new Failed(List.of("authorsById", 1), "UNAVAILABLE"),
            new Failed(List.of("authorsById", 3), "UNAVAILABLE"));
  }

  @Test
  void costsTheListWhoseElementsMustNotBeNull() {
    CaseAnswer answer = answer(SECOND, "{ authorsStrict(ids: [\"1\", \"2\", \"3\"]) { id } }");

    assertThat(answer.data()).hasToString("{\"authorsStrict\":null}");
    assertThat(answer.errors())
        .containsExactly(new Failed(List.of("authorsStrict", 1), "UNAVAILABLE"));
  }

  @Test
  void costsTheFieldWhenAllOfTheStoreFails() {
    CaseAnswer answer = answer(ALL, "{ authorsById(ids: [\"1\", \"2\"]) { id } }");

    assertThat(answer.data()).hasToString("{\"authorsById\":null}");
    assertThat(answer.errors()).containsExactly(new Failed(List.of("authorsById"), "UNAVAILABLE"));
  }

  private static CaseAnswer answer(Outage outage, String query) {
    Catalog catalog = Library.catalog();
    Map<String, Store> stores = new LinkedHashMap<>();
    Library.stores(catalog, LibraryData.of(1))
        .forEach((name, store) ->
            stores.put(
                name, new FailingStore(store, new AtomicReference<>(outage), Runnable::run)));
    Engine engine =
        new Engine(catalog, stores, new EngineLimits(1000, 20, 100, 50, 100, 100, true));
    if (!(engine.prepare(GraphqlRequest.of(query)) instanceof Prepared.Ready ready)) {
      throw new AssertionError("refused");
    }
    return CaseAnswer.read(
        engine
            .execute(ready, Runnable::run, new ExecutionOptions(Duration.ofSeconds(10), null))
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join()
            .toBytes());
  }
}
