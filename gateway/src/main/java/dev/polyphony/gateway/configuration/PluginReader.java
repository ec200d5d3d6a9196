package dev.polyphony.gateway.configuration;

import dev.polyphony.loaders.plugin.Plugin;
import dev.polyphony.loaders.plugin.PluginRules;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.plugin.BatchResolver;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// `plugins`: the jars whose resolvers answer fields. Each resolver is a store of its own kind.
final class PluginReader {
  private final Problems problems;
  private final Location location;

  /// @param location of the key in the configuration
  PluginReader(Problems problems, Location location) {
    this.problems = problems;
    this.location = location;
  }

  /// By name of the store. The jars are seen by one class loader, so that they may share classes.
  Map<String, ConfiguredStore> read(List<Path> jars) {
    Map<String, ConfiguredStore> stores = new LinkedHashMap<>();
    if (jars.isEmpty()) {
      return stores;
    }
    try {
      // It is open as long as the gateway runs: classes may be loaded at any time.
      @SuppressWarnings("resource")
      ClassLoader loader = new URLClassLoader(urls(jars), BatchResolver.class.getClassLoader());
      for (BatchResolver resolver : ServiceLoader.load(BatchResolver.class, loader)) {
        add(resolver, stores);
      }
    } catch (ServiceConfigurationError | LinkageError | IOException e) {
      wrong(
          "cannot be loaded: " + e.getMessage(),
          "Build it for this version, and name its classes in META-INF/services/"
              + BatchResolver.class.getName());
      return stores;
    }
    if (stores.isEmpty() && !problems.hasErrors()) {
      wrong(
          "hold no resolver",
          "Name its classes in META-INF/services/" + BatchResolver.class.getName());
    }
    return stores;
  }

  private static URL[] urls(List<Path> jars) throws IOException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }

  private void add(BatchResolver resolver, Map<String, ConfiguredStore> stores) {
    String name = StoreDeclaration.PLUGIN + resolver.name();
    StoreDeclaration declaration =
        new StoreDeclaration(name, new PluginRules(), ValueType.TEXT, false, location);
    ConfiguredStore other =
        stores.putIfAbsent(name, new ConfiguredStore(declaration, _ -> new Plugin(resolver)));
    if (other != null) {
      wrong("have two resolvers named `" + resolver.name() + "`", "Rename one of them");
    }
  }

  private void wrong(String what, String remedy) {
    problems.error("INVALID_PLUGIN", location, "the jars of `plugins` " + what, remedy);
  }
}
