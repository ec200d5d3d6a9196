package dev.polyphony.gateway.command;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Compares a schema with the running stores, all of them at the same time. A store that does not
/// answer is a problem of its own; the others are compared all the same.
public final class LiveCheck {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /// Beyond the deadline, which every store keeps by itself.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Catalog catalog;
  private final Problems problems = new Problems();

  private LiveCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  static List<Problem> of(Project.Sound project) throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    Map<String, Store> stores = Gateway.open(project.configuration(), vertx);
    try {
      return of(project.catalog(), stores);
    } finally {
      stores.values().forEach(Store::close);
      vertx.close();
    }
  }

  /// Blocks until all stores have answered or the deadline has passed.
  public static List<Problem> of(Catalog catalog, Map<String, Store> stores)
      throws InterruptedException {
    return new LiveCheck(catalog).compare(stores);
  }

  private List<Problem> compare(Map<String, Store> stores) throws InterruptedException {
    CallContext context = CallContext.within(DEADLINE, StatementLog.NONE);
    Map<String, CompletableFuture<List<Problem>>> asked = new LinkedHashMap<>();
    stores.forEach((name, store) ->
        asked.put(
            name, store.verify(Declarations.of(catalog, name), context).toCompletableFuture()));
    for (Map.Entry<String, CompletableFuture<List<Problem>>> store : asked.entrySet()) {
      await(store.getKey(), store.getValue(), context);
    }
    return problems.all();
  }

  private void await(String store, CompletableFuture<List<Problem>> answer, CallContext context)
      throws InterruptedException {
    try {
      long patience = context.remaining().plus(GRACE).toMillis();
      answer.get(patience, TimeUnit.MILLISECONDS).forEach(problems::add);
    } catch (TimeoutException _) {
      failed(store, new StoreException(FailureReason.TIMED_OUT, "no answer"));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof StoreException failure)) {
        throw new IllegalStateException("store " + store + " could not be compared", e.getCause());
      }
      failed(store, failure);
    }
  }

  private void failed(String name, StoreException failure) {
    StoreDeclaration store = catalog.stores().get(name);
    if (store == null) {
      throw new IllegalStateException("no store " + name);
    }
    String what = "%s (%s)".formatted(name, store.rules().kind());
    problems.error(
        "STORE_NOT_REACHED",
        store.location(),
        "%s could not be compared: %s, %s".formatted(what, failure.reason(), failure.getMessage()),
        "Start it, or mend its address and user");
  }
}
