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
import dev.polyphony.schema.catalog.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The bounds that the oracle is run without.
class AnswerBoundsTest {
  private static final Outage AUTHORS = new Outage(Map.of("Author", new Fault("UNAVAILABLE", 1)));

  @Test
  void countsTheErrorsBeyondTheLimit() {
    Engine engine = engine(Library.catalog(), AUTHORS, 3);

    byte[] answer = answer(engine, "{ profiles(first: 8) { id author { name } } }");

    CaseAnswer read = CaseAnswer.read(answer);
    assertThat(read.errors())
        .containsExactly(
            new Failed(List.of("profiles", 0, "author"), "UNAVAILABLE"),
            new Failed(List.of("profiles", 1, "author"), "UNAVAILABLE"),
            new Failed(List.of("profiles", 2, "author"), "UNAVAILABLE"),
            new Failed(List.of(), ""));
    assertThat(new String(answer, StandardCharsets.UTF_8)).contains("5 more errors were left out");
    assertThat(read.data().path("profiles")).hasSize(8);
  }

  @Test
  void leavesNothingOutAtTheLimit() {
    Engine engine = engine(Library.catalog(), AUTHORS, 8);

    byte[] answer = answer(engine, "{ profiles(first: 8) { id author { name } } }");

    assertThat(CaseAnswer.read(answer).errors())
        .hasSize(8)
        .allMatch(error -> error.code().equals("UNAVAILABLE"));
  }

  @Test
  void failsTheFieldThatReadsTooManyRows() {
    Engine engine = engine(bounded(new Limits(10, 4, 6, 100, 12, 1000)), Outage.NONE, 100);

    byte[] answer = answer(engine, "{ profiles(first: 8) { id author { name } } }");

    CaseAnswer read = CaseAnswer.read(answer);
    assertThat(read.errors()).hasSize(8).allMatch(error -> error.code().equals("TOO_MANY_ROWS"));
    assertThat(read.data().path("profiles")).hasSize(8);
  }

  @Test
  void failsTheFieldWithWhichTheAnswerBecomesTooLarge() {
    Engine engine = engine(bounded(new Limits(10, 4, 6, 1000, 1000, 20)), Outage.NONE, 100);

    byte[] answer =
        answer(
            engine,
            "{ a: profiles(first: 2) { id author { name } }"
                + " b: profiles(first: 10) { id author { name } }"
                + " c: profiles(first: 8) { id author { name } } }");

    CaseAnswer read = CaseAnswer.read(answer);
    assertThat(read.errors()).containsExactly(new Failed(List.of("b"), "TOO_MANY_ROWS"));
    assertThat(read.data().path("a")).hasSize(2);
    assertThat(read.data().path("b").isNull()).isTrue();
    assertThat(read.data().path("c")).hasSize(8);
  }

  @Test
  void takesACursorBackWhoseFieldIsFilteredByBytes() {
    Engine engine = engine(Library.catalog(), Outage.NONE, 100);
    String bytes =
        CaseAnswer.read(answer(engine, "{ specimens { bytes } }"))
            .data()
            .path("specimens")
            .findValuesAsText("bytes")
            .stream()
            .filter(text -> !text.equals("null"))
            .findFirst()
            .orElseThrow();
    String query = "{ specimensOf(bytes: \"%s\", after: %s) { edges { cursor } } }";
    String cursor =
        CaseAnswer.read(answer(engine, query.formatted(bytes, "null")))
            .data()
            .findPath("cursor")
            .asText();

    CaseAnswer next = CaseAnswer.read(answer(engine, query.formatted(bytes, "\"" + cursor + "\"")));

    assertThat(cursor).isNotEmpty();
    assertThat(next.errors()).isEmpty();
    assertThat(next.data().findPath("edges")).isEmpty();
  }

  private static Catalog bounded(Limits limits) {
    Catalog library = Library.catalog();
    return new Catalog(
        library.stores(),
        library.entities(),
        library.types(),
        limits,
        library.schema(),
        library.access());
  }

  private static Engine engine(Catalog catalog, Outage outage, int errors) {
    Map<String, Store> stores = new LinkedHashMap<>();
    Library.stores(catalog, LibraryData.of(1))
        .forEach((name, store) ->
            stores.put(
                name, new FailingStore(store, new AtomicReference<>(outage), Runnable::run)));
    EngineLimits limits = new EngineLimits(1000, 20, 100, 50, 100, errors, true);
    return new Engine(catalog, stores, limits);
  }

  private static byte[] answer(Engine engine, String query) {
    if (!(engine.prepare(GraphqlRequest.of(query)) instanceof Prepared.Ready ready)) {
      throw new AssertionError("refused");
    }
    ExecutionOptions options = new ExecutionOptions(Duration.ofSeconds(10), null);
    return engine
        .execute(ready, Runnable::run, options)
        .toCompletableFuture()
        .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
        .join()
        .toBytes();
  }
}
