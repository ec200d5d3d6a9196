package dev.polyphony.examples;

import dev.polyphony.embedded.SharedStores;
import dev.polyphony.embedded.seed.Progress;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.embedded.seed.SeedLoader;
import dev.polyphony.gateway.configuration.ConfiguredStore;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.Store;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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

  static AirTravel start() {
    SeedLoader loader =
        new SeedLoader(Seed.read(FOLDER.resolve("seed/seed.yaml")), Progress.silent());
    String office = loader.load("office", SharedStores.postgres()).database().url();
    String guides = loader.load("guides", SharedStores.mongo()).database().url();
    Map<String, String> urls = Map.of("OFFICE_URL", office, "GUIDES_URL", guides);
    return new AirTravel(project(urls), urls);
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
