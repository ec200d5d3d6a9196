package dev.polyphony.gateway.command;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.explain.Explanation;
import dev.polyphony.resolvers.explain.PlanRecorder;
import dev.polyphony.schema.catalog.Catalog;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs operations on the configured stores, without a server.
final class PlanRun implements AutoCloseable {
  /// Beyond the deadline, which every execution keeps by itself.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Map<String, Store> stores;
  private final Engine engine;
  private final Duration deadline;

  /// One thread, as an execution wants its tasks one after another.
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  private PlanRun(Vertx vertx, Map<String, Store> stores, Engine engine, Duration deadline) {
    this.vertx = vertx;
    this.stores = stores;
    this.engine = engine;
    this.deadline = deadline;
  }

  static PlanRun open(Configuration configuration, Catalog catalog) {
    Vertx vertx = Vertx.vertx();
    Map<String, Store> stores = Gateway.open(configuration, vertx);
    Engine engine = new Engine(catalog, stores, Gateway.engineLimits(configuration));
    return new PlanRun(vertx, stores, engine, configuration.limits().deadline());
  }

  Engine engine() {
    return engine;
  }

  Explanation explain(Prepared.Ready ready) throws InterruptedException {
    PlanRecorder recorder = new PlanRecorder();
    ExecutionOptions options = new ExecutionOptions(deadline, recorder);
    long patience = deadline.plus(GRACE).toMillis();
    try {
      executor
          .submit(() -> engine.execute(ready, executor, options))
          .get(patience, TimeUnit.MILLISECONDS)
          .toCompletableFuture()
          .get(patience, TimeUnit.MILLISECONDS);
      return engine.explain(ready, recorder);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the query did not run: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    stores.values().forEach(Store::close);
    vertx.close();
  }
}
