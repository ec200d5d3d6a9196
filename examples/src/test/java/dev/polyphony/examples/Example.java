package dev.polyphony.examples;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.embedded.seed.Loaded;
import dev.polyphony.embedded.seed.Progress;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.embedded.seed.SeedLoader;
import dev.polyphony.embedded.seed.StoreKind;
import dev.polyphony.examples.stored.StoredRows;
import dev.polyphony.gateway.configuration.ConfiguredStore;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// An example on embedded stores that hold its data. MongoDB is the emulator. The examples share
/// the servers and have a database each.
final class Example implements AutoCloseable {
  static final Path AIR_TRAVEL = Path.of("air-travel");
  static final Path PARCELS = Path.of("parcels");

  private final Path folder;
  private final Project.Sound project;
  private final Map<String, Database> databases;
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Store> stores = new LinkedHashMap<>();

  private Example(Path folder, Project.Sound project, Map<String, Database> databases) {
    this.folder = folder;
    this.project = project;
    this.databases = databases;
    for (Map.Entry<String, ConfiguredStore> store : project.configuration().stores().entrySet()) {
      stores.put(store.getKey(), store.getValue().opening().open(vertx));
    }
  }

  /// Starts and loads what the seed names, all at the same time; what runs already is used again.
  static Example start(Path folder) {
    Seed seed = Seed.read(folder.resolve("seed/seed.yaml"));
    SeedLoader loader = new SeedLoader(seed, Progress.silent());
    Map<String, Future<Loaded>> loading = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String store : seed.stores()) {
        loading.put(store, threads.submit(() -> load(loader, seed.kind(store), store)));
      }
    }
    Map<String, Database> databases = new LinkedHashMap<>();
    loading.forEach((store, loaded) -> databases.put(store, loaded.resultNow().database()));
    return new Example(folder, project(folder, urls(databases)), databases);
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

  private static Map<String, String> urls(Map<String, Database> databases) {
    Map<String, String> urls = new LinkedHashMap<>();
    databases.forEach(
        (store, database) -> urls.put(store.toUpperCase(Locale.ROOT) + "_URL", database.url()));
    return urls;
  }

  /// Its configuration and schema, which must be without errors, for stores that need not run.
  static Project.Sound project(Path folder) {
    Seed seed = Seed.read(folder.resolve("seed/seed.yaml"));
    Map<String, Database> nowhere = new LinkedHashMap<>();
    seed.stores()
        .forEach(store -> nowhere.put(store, new Database(store, seed.kind(store).url(1))));
    return project(folder, urls(nowhere));
  }

  private static Project.Sound project(Path folder, Map<String, String> urls) {
    return project(folder.resolve("polyphony.yaml"), urls, Map.of());
  }

  /// Another configuration over the same stores.
  ///
  /// @param environment what it reads beside their addresses
  Project.Sound project(String file, Map<String, String> environment) {
    return project(folder.resolve(file), urls(databases), environment);
  }

  private static Project.Sound project(
      Path file, Map<String, String> urls, Map<String, String> environment) {
    Project project =
        Project.read(file, StoreKinds.ALL, name -> environment.getOrDefault(name, urls.get(name)));
    return switch (project) {
      case Project.Sound sound -> sound;
      case Project.Broken broken -> throw new AssertionError(broken.problems().toString());
    };
  }

  Project.Sound project() {
    return project;
  }

  Map<String, Store> stores() {
    return stores;
  }

  /// The same stores as plain lists, which hold each of their rows so many times.
  Map<String, Store> inMemory(int copies) {
    Map<String, Store> memory = new LinkedHashMap<>();
    StoredRows.all(folder, project.catalog(), databases, copies)
        .forEach((store, sources) -> memory.put(store, new MemoryStore(sources)));
    return memory;
  }

  @Override
  public void close() {
    stores.values().forEach(Store::close);
    vertx.close();
  }
}
