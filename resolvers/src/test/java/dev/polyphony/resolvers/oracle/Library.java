package dev.polyphony.resolvers.oracle;

import dev.polyphony.loaders.Store;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The library's catalog, and its rows in stores.
final class Library {
  static final Limits LIMITS = new Limits(10, 4, 6, 1_000_000, 1_000_000, 1_000_000);

  private Library() {}

  static Catalog catalog() {
    Map<String, StoreDeclaration> stores = new LinkedHashMap<>();
    declare(stores, "shop", ValueType.LONG);
    declare(stores, "notes", ValueType.TEXT);
    declare(stores, "depot", ValueType.INT);
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("library.graphql", sdl())),
            stores,
            LIMITS,
            new Problems());
    return Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString());
  }

  private static void declare(Map<String, StoreDeclaration> stores, String name, ValueType id) {
    stores.put(
        name,
        new StoreDeclaration(
            name,
            new ListRules(
                id == ValueType.TEXT ? Set.of() : EnumSet.of(Feature.FILTERS, Feature.COUNTS)),
            id,
            false,
            Location.of("library.yaml")));
  }

  private static String sdl() {
    try (InputStream in = Library.class.getResourceAsStream("/oracle/library.graphql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static World world(long seed) {
    return new World(catalog(), LibraryData.of(seed), NaiveGraph.NONE);
  }

  static Map<String, Store> stores(Catalog catalog, Map<String, List<NaiveRow>> entities) {
    return new World(catalog, entities, NaiveGraph.NONE).stores();
  }
}
