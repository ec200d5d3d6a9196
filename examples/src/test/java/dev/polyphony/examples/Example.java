package dev.polyphony.examples;

import dev.polyphony.embedded.SharedStores;
import dev.polyphony.embedded.seed.Loaded;
import dev.polyphony.embedded.seed.Progress;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.embedded.seed.SeedLoader;
import dev.polyphony.embedded.seed.StoreKind;
import dev.polyphony.gateway.configuration.ConfiguredStore;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.Store;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The air-travel example on embedded stores that hold its real data. MongoDB is the emulator.
final class AirTravel implements AutoCloseable {
  static final Path FOLDER = Path.of("air-travel");

  private final Project.Sound project;
  private final Map<String, String> urls;
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Store> stores = new LinkedHashMap<>();

  private AirTravel(Project.Sound project, Map<String, String> urls) {
    this.project = project;
    this.urls = urls;
    for (Map.Entry<String, ConfiguredStore> store : project.configuration().stores().entrySet()) {
      stores.put(store.getKey(), store.getValue().opening().open(vertx));
    }
  }

  /// Starts and loads what the seed names, all at the same time; what runs already is used again.
  static AirTravel start() {
    Seed seed = Seed.read(FOLDER.resolve("seed/seed.yaml"));
    SeedLoader loader = new SeedLoader(seed, Progress.silent());
    Map<String, Future<Loaded>> loading = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String store : seed.stores()) {
        loading.put(store, threads.submit(() -> load(loader, seed.kind(store), store)));
      }
    }
    Map<String, String> urls = new LinkedHashMap<>();
    loading.forEach((store, loaded) ->
        urls.put(store.toUpperCase(Locale.ROOT) + "_URL", loaded.resultNow().database().url()));
    return new AirTravel(project(urls), urls);
  }

  private static Loaded load(SeedLoader loader, StoreKind kind, String store) {
    return switch (kind) {
      case POSTGRESQL -> loader.load(store, SharedStores.postgres());
      case MONGODB -> loader.load(store, SharedStores.mongo());
      case CASSANDRA -> loader.load(store, SharedStores.cassandra());
      case REDIS -> loader.load(store, SharedStores.redis());
      case JANUSGRAPH -> loader.load(store, SharedStores.janusgraph());
    };
  }

  /// The example's configuration and schema, which must be without errors.
  static Project.Sound project(Map<String, String> urls) {
    Project project = Project.read(FOLDER.resolve("polyphony.yaml"), StoreKinds.ALL, urls::get);
    return switch (project) {
      case Project.Sound sound -> sound;
      case Project.Broken broken -> throw new AssertionError(broken.problems().toString());
    };
  }

  Project.Sound project() {
    return project;
  }

  Map<String, String> urls() {
    return urls;
  }

  Map<String, Store> stores() {
    return stores;
  }

  @Override
  public void close() {
    stores.values().forEach(Store::close);
    vertx.close();
  }
}
