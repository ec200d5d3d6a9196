package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.events.EventRules;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Stores for tests: `rows` like a database of tables, `documents` like one of documents, `strict`
/// like one that reads by key and index only, and one for each thing that only some kinds have:
/// `graph`, `texts` with native statements, the plug-in `sun`, the brokers, `columns` with
/// partitions, `keys` with templates and structures.
final class TestStores {
  static final Map<String, StoreDeclaration> ALL =
      Map.of(
          "rows",
          store("rows", true, EnumSet.complementOf(EnumSet.of(ValueType.OBJECT_ID)), true),
          "documents",
          store(
              "documents",
              false,
              EnumSet.complementOf(
                  EnumSet.of(ValueType.DATE, ValueType.TIME, ValueType.BIG_INTEGER)),
              true),
          "strict",
          store("strict", false, EnumSet.allOf(ValueType.class), false),
          "graph",
          store("graph", Feature.EDGES),
          "texts",
          store("texts", Feature.NATIVE),
          "plugin:sun",
          store("plugin:sun", new Feature[0]),
          StoreDeclaration.KAFKA,
          EventRules.declaration(Location.of("polyphony.yaml")),
          "columns",
          store("columns", Feature.PARTITIONS, Feature.CONSISTENCY),
          "keys",
          store("keys", Feature.KEY_TEMPLATES, Feature.STRUCTURES));

  private TestStores() {}

  static StoreDeclaration store(String name) {
    return java.util.Objects.requireNonNull(ALL.get(name));
  }

  private static StoreDeclaration store(
      String name, boolean snakeCase, Set<ValueType> types, boolean free) {
    return store(new Rules(name, snakeCase, types, free, Set.of()));
  }

  private static StoreDeclaration store(String name, Feature... features) {
    return store(new Rules(name, false, EnumSet.allOf(ValueType.class), false, Set.of(features)));
  }

  private static StoreDeclaration store(Rules rules) {
    return new StoreDeclaration(
        rules.kind(), rules, ValueType.TEXT, rules.snakeCase(), Location.of("polyphony.yaml"));
  }

  private record Rules(
      String kind, boolean snakeCase, Set<ValueType> types, boolean free, Set<Feature> features)
      implements StoreRules {
    @Override
    public Capabilities bind(Mapping mapping, Problems problems) {
      return new Capabilities(IndexedPaths.of(mapping), free, free);
    }
  }
}
