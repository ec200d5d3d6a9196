package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The schema of an example, over lists: its stores have what the real ones have.
final class ExampleWorld {
  private static final Set<Feature> ROWS = EnumSet.of(Feature.FILTERS, Feature.COUNTS);
  private static final Set<Feature> REDIS = EnumSet.of(Feature.KEY_TEMPLATES, Feature.STRUCTURES);
  private static final Set<Feature> CASSANDRA = EnumSet.of(Feature.PARTITIONS, Feature.CONSISTENCY);
  private static final Set<Feature> JANUSGRAPH = EnumSet.of(Feature.EDGES, Feature.FILTERS);

  private static final Map<String, Set<Feature>> STORES =
      Map.of(
          "office", ROWS,
          "guides", ROWS,
          "customs", ROWS,
          "hot", REDIS,
          "live", REDIS,
          "telemetry", CASSANDRA,
          "tracking", CASSANDRA,
          "routes", JANUSGRAPH,
          "network", JANUSGRAPH);

  private ExampleWorld() {}

  /// @param example the folder's name
  static World of(String example, long seed) {
    Catalog catalog = catalog(Path.of("../examples", example, "schema"));
    return new DrawnWorld(catalog, seed).world();
  }

  private static Catalog catalog(Path schema) {
    Map<String, StoreDeclaration> stores = new LinkedHashMap<>();
    STORES.forEach((store, features) ->
        stores.put(
            store,
            new StoreDeclaration(
                store,
                new FeatureRules(features),
                ValueType.TEXT,
                false,
                Location.of("polyphony.yaml"))));
    Limits limits = new Limits(10, 4, 6, 1_000_000, 1_000_000, 1_000_000);
    SchemaReader.Outcome outcome = SchemaReader.read(files(schema), stores, limits, new Problems());
    return Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString());
  }

  private static List<SchemaReader.Sdl> files(Path schema) {
    List<SchemaReader.Sdl> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(schema)) {
      for (Path path : paths.sorted().toList()) {
        if (path.endsWith("native.graphql")) {
          // Rows in memory have no language of their own.
          continue;
        }
        files.add(new SchemaReader.Sdl(path.toString(), Files.readString(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// Ordered indexes, also in the order that a mapping declares, and what else a kind has.
  private record FeatureRules(Set<Feature> features) implements StoreRules {
    @Override
    public String kind() {
      return "lists";
    }

    @Override
    public Set<ValueType> types() {
      return EnumSet.allOf(ValueType.class);
    }

    @Override
    public boolean snakeCase() {
      return false;
    }

    @Override
    public Capabilities bind(Mapping mapping, Problems problems) {
      List<AccessPath> paths = new ArrayList<>(IndexedPaths.of(mapping));
      List<FieldOrder> declared =
          mapping.order().stream()
              .filter(order -> !mapping.partition().contains(order.field()))
              .toList();
      FieldPath range = declared.isEmpty() ? null : declared.getFirst().field();
      paths.add(new AccessPath(mapping.partition(), true, range, declared, 0, false));
      return new Capabilities(paths, true, true);
    }
  }
}
