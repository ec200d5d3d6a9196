package dev.polyphony.embedded.demo;

import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.EmbeddedMongo;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.EmbeddedRedis;
import dev.polyphony.embedded.process.StartFailure;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.embedded.seed.SeedLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/// The stores of an example, started and loaded at the same time.
final class DemoStores implements AutoCloseable {
  private final Map<String, Running> stores;

  /// A store that runs and holds its data.
  private record Running(String kind, String url, LongSupplier memory, AutoCloseable server) {}

  private DemoStores(Map<String, Running> stores) {
    this.stores = stores;
  }

  /// Starts what the seed names; each store keeps its data in a folder of its name.
  static DemoStores start(Seed seed, Path folder, Report report) {
    var loader = new SeedLoader(seed, report);
    var starting = new LinkedHashMap<String, Future<Running>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var name : seed.stores()) {
        Callable<Running> start =
            switch (seed.kind(name)) {
              case POSTGRESQL -> () -> postgres(name, folder.resolve(name), loader, report);
              case MONGODB -> () -> mongo(name, folder.resolve(name), loader, report);
              case CASSANDRA -> () -> cassandra(name, folder.resolve(name), loader, report);
              case REDIS -> () -> redis(name, folder.resolve(name), loader, report);
            };
        starting.put(name, threads.submit(start));
      }
    }
    var stores = new LinkedHashMap<String, Running>();
    starting.forEach((name, future) -> stores.put(name, result(future)));
    return new DemoStores(stores);
  }

  private static Running result(Future<Running> future) {
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

  private static Running postgres(String name, Path folder, SeedLoader loader, Report report) {
    report.step(name, "PostgreSQL starts");
    var server = EmbeddedPostgres.start(folder);
    report.step(name, "PostgreSQL serves");
    var loaded = loader.load(name, server);
    report.step(name, loaded.now() ? "loaded" : "holds its data already");
    return new Running("PostgreSQL", loaded.database().url(), server::memory, server);
  }

  private static Running mongo(String name, Path folder, SeedLoader loader, Report report) {
    report.step(name, "MongoDB emulator starts");
    var server = EmbeddedMongo.start(folder);
    report.step(name, "MongoDB emulator serves");
    var loaded = loader.load(name, server);
    report.step(name, loaded.now() ? "loaded" : "holds its data already");
    return new Running("MongoDB emulator", loaded.database().url(), server::memory, server);
  }

  private static Running cassandra(String name, Path folder, SeedLoader loader, Report report) {
    report.step(name, "Cassandra starts");
    var server = EmbeddedCassandra.start(folder);
    report.step(name, "Cassandra serves");
    var loaded = loader.load(name, server);
    report.step(name, loaded.now() ? "loaded" : "holds its data already");
    return new Running("Cassandra", loaded.database().url(), server::memory, server);
  }

  private static Running redis(String name, Path folder, SeedLoader loader, Report report) {
    report.step(name, "Redis starts");
    var server = EmbeddedRedis.start(folder);
    report.step(name, "Redis serves");
    var loaded = loader.load(name, server);
    report.step(name, loaded.now() ? "loaded" : "holds its data already");
    return new Running("Redis", loaded.database().url(), server::memory, server);
  }

  /// The URLs by the names under which the configuration reads them: `office` is `OFFICE_URL`.
  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    stores.forEach(
        (name, store) -> environment.put(name.toUpperCase(Locale.ROOT) + "_URL", store.url()));
    return environment;
  }

  /// Bytes by the kind of store.
  Map<String, Long> memory() {
    var memory = new LinkedHashMap<String, Long>();
    stores.values().forEach(store -> memory.put(store.kind(), store.memory().getAsLong()));
    return memory;
  }

  @Override
  public void close() {
    for (var store : stores.values()) {
      try {
        store.server().close();
      } catch (Exception failure) {
        throw new IllegalStateException("cannot stop " + store.kind(), failure);
      }
    }
  }
}
