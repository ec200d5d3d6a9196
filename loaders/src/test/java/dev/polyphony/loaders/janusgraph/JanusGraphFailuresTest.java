package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.rows.KeyBatch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What only JanusGraph's driver makes hard, beside what the contract says of all kinds.
class JanusGraphFailuresTest {
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Mapping AIRPORTS =
      TestGraph.catalog(
              """
              type Airport @entity(store: "routes", from: "airport", key: "code") { code: ID! }
              type Query { airport(code: ID!): Airport @lookup }
              """)
          .entity("Airport")
          .primary()
          .mapping();

  private final EmbeddedJanusGraph server = SharedStores.janusgraph();
  private final Database graph = filled();
  private final Vertx vertx = Vertx.vertx();
  private final FaultProxy proxy = FaultProxy.before(server.port());
  private final Store store = open(Map.of());

  private Database filled() {
    Database made = server.newGraph();
    server.define(
        made.name(),
        """
        {"properties": {"code": "text"}, "vertices": ["airport"], "edges": {},
         "indexes": [{"label": "airport", "properties": ["code"], "unique": true}]}\
        """);
    server.load(made.name(), List.of("{\"label\": \"airport\", \"values\": {\"code\": \"SEA\"}}"));
    return made;
  }

  private Store open(Map<String, Object> settings) {
    return TestGraph.open(vertx, proxy.port(), graph.name(), settings);
  }

  @AfterEach
  void close() {
    store.close();
    vertx.close();
    proxy.close();
    server.drop(graph.name());
  }

  @Test
  void brokenConnectionsAreReplacedUnnoticed() throws Exception {
    assertThat(reason(LONG)).isNull();

    for (int i = 0; i < 3; i++) {
      CompletionStage<Answer> first = find(store, LONG);
      proxy.cut();
      assertThat(reason(first)).isNull();
      assertThat(reason(LONG)).isNull();
    }
  }

  /// Two are under way and three wait; nobody knows yet that the server hangs.
  @Test
  void noMoreTraversalsAreUnderWayOrWaitThanAllowed() throws Exception {
    Map<String, Object> pool = Map.of("inFlight", "2", "waiting", "3");
    try (Store narrow = open(Map.of("pool", TestGraph.section(pool, new Problems())))) {
      assertThat(reason(find(narrow, LONG))).isNull();
      proxy.hang();

      List<CompletionStage<Answer>> many = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        many.add(find(narrow, SHORT));
      }

      List<@Nullable FailureReason> reasons = new ArrayList<>();
      for (CompletionStage<Answer> one : many) {
        reasons.add(reason(one));
      }
      // The first one's turn may be given back only after it was answered: the fifth may find it
      // taken.
      assertThat(reasons.subList(0, 4)).containsOnly(FailureReason.TIMED_OUT);
      assertThat(reasons.subList(5, 10)).containsOnly(FailureReason.UNAVAILABLE);
      proxy.heal();
    }
  }

  @Test
  void aSourceThatTheServerDoesNotServeIsUnavailable() throws Exception {
    try (Store other = TestGraph.open(vertx, server.port(), "no_such_graph", Map.of())) {
      assertThat(reason(find(other, LONG))).isEqualTo(FailureReason.UNAVAILABLE);
    }
  }

  @Test
  void theCallerIsNeverHeldUp() throws Exception {
    assertThat(reason(LONG)).isNull();
    proxy.hang();

    long began = System.nanoTime();
    List<CompletionStage<Answer>> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(find(store, SHORT));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

    for (CompletionStage<Answer> one : many) {
      assertThat(reason(one)).isIn(FailureReason.TIMED_OUT, FailureReason.UNAVAILABLE);
    }
    proxy.heal();
    healed(store);
  }

  private static void healed(Store store) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (reason(find(store, LONG)) != null) {
      assertThat(System.nanoTime()).as("healed in time").isLessThan(end);
      // Failures come at once while the server is left alone.
      new CompletableFuture<Boolean>().completeOnTimeout(true, 20, TimeUnit.MILLISECONDS).get();
    }
  }

  private static CompletionStage<Answer> find(Store store, Duration time) {
    KeyLookup lookup =
        new KeyLookup(AIRPORTS, AIRPORTS.key(), KeyBatch.of("SEA"), Projection.of("code"));
    return store.findByKeys(lookup, CallContext.within(time, StatementLog.NONE));
  }

  private @Nullable FailureReason reason(Duration time) throws Exception {
    return reason(find(store, time));
  }

  /// Null when the vertex came.
  private static @Nullable FailureReason reason(CompletionStage<Answer> stage) throws Exception {
    try {
      Answer answer = stage.toCompletableFuture().get(40, TimeUnit.SECONDS);
      assertThat(answer.rows().get(0, 0)).isEqualTo("SEA");
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof StoreException failure
          ? failure.reason()
          : FailureReason.BAD_DATA;
    }
  }
}
