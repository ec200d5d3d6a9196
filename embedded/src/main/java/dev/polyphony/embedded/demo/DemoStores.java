package dev.polyphony.embedded.demo;

import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.EmbeddedMongo;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.EmbeddedRedis;
import dev.polyphony.embedded.process.StartFailure;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.embedded.seed.SeedLoader;
import dev.polyphony.embedded.seed.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The stores of an example, started and loaded at the same time.
public final class DemoStores implements AutoCloseable {
  private final Map<String, DemoStore> stores;
  private final Map<String, String> environment;

  private DemoStores(Map<String, DemoStore> stores, Map<String, String> environment) {
    this.stores = stores;
    this.environment = environment;
  }

  /// Starts what the seed names and the choice admits; each store keeps its data in a folder of its
  /// name. What is left out is where the environment says, or nowhere.
  ///
  /// @param chosen by name or kind; empty for all
  public static DemoStores start(Seed seed, Path folder, Set<String> chosen, Report report) {
    var loader = new SeedLoader(seed, report);
    var starting = new LinkedHashMap<String, Future<DemoStore>>();
    var environment = new LinkedHashMap<String, String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var name : seed.stores()) {
        var kind = seed.kind(name);
        if (chosen.isEmpty() || chosen.contains(name) || chosen.contains(kind.id())) {
          starting.put(
              name, threads.submit(() -> start(kind, name, folder.resolve(name), loader, report)));
        } else {
          elsewhere(name, kind, environment, report);
        }
      }
    }
    var stores = new LinkedHashMap<String, DemoStore>();
    starting.forEach((name, future) -> stores.put(name, result(future)));
    stores.forEach((name, store) -> environment.put(variable(name), store.url()));
    return new DemoStores(stores, environment);
  }

  private static DemoStore start(
      StoreKind kind, String name, Path folder, SeedLoader loader, Report report) {
    var place = new DemoStore.Place(name, kind.product(), folder, report);
    return switch (kind) {
      case POSTGRESQL ->
          DemoStore.start(
              place,
              EmbeddedPostgres::start,
              EmbeddedPostgres.class,
              server -> loader.load(name, server));
      case MONGODB ->
          DemoStore.start(
              place,
              EmbeddedMongo::start,
              EmbeddedMongo.class,
              server -> loader.load(name, server));
      case CASSANDRA ->
          DemoStore.start(
              place,
              EmbeddedCassandra::start,
              EmbeddedCassandra.class,
              server -> loader.load(name, server));
      case REDIS ->
          DemoStore.start(
              place,
              EmbeddedRedis::start,
              EmbeddedRedis.class,
              server -> loader.load(name, server));
      case JANUSGRAPH ->
          DemoStore.start(
              place,
              EmbeddedJanusGraph::start,
              EmbeddedJanusGraph.class,
              server -> loader.load(name, server));
    };
  }

  /// A store that another has started, or that is down.
  private static void elsewhere(
      String name, StoreKind kind, Map<String, String> environment, Report report) {
    var given = System.getenv(variable(name));
    report.step(name, given == null ? "is left out" : "is the one of " + variable(name));
    if (given == null) {
      // Nobody listens there: its fields answer UNAVAILABLE.
      environment.put(variable(name), kind.url(1));
    }
  }

  /// `office` is `OFFICE_URL`.
  private static String variable(String store) {
    return store.toUpperCase(Locale.ROOT) + "_URL";
  }

  private static DemoStore result(Future<DemoStore> future) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof StartFailure reason
          ? reason
          : new CompletionException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while the stores were starting");
    }
  }

  /// The URLs by the names under which the configuration reads them.
  public Map<String, String> environment() {
    return environment;
  }

  /// Where each store that was started listens, by name; it stays there when it starts again.
  public Map<String, Integer> ports() {
    var ports = new LinkedHashMap<String, Integer>();
    stores.forEach((name, store) -> ports.put(name, store.port()));
    return ports;
  }

  /// The stores' own processes.
  public List<Long> pids() {
    return stores.values().stream().map(DemoStore::pid).toList();
  }

  /// Kills a store's process as hard as the system can, and waits until it serves again.
  public void kill(String name, Duration patience) throws InterruptedException {
    var store = stores.get(name);
    if (store == null) {
      throw new IllegalArgumentException("no store " + name + " was started");
    }
    store.kill(patience);
  }

  /// Bytes by product.
  Map<String, Long> memory() {
    var memory = new LinkedHashMap<String, Long>();
    stores.values().forEach(store -> memory.merge(store.product(), store.memory(), Long::sum));
    return memory;
  }

  @Override
  public void close() {
    stores.values().parallelStream().forEach(DemoStore::close);
  }
}
