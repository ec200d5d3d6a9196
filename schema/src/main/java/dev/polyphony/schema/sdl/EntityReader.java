package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads entities: their mappings with columns, each bound by its store's rules.
final class EntityReader {
  private final Reading reading;
  private final Map<String, ValueType> keyTypes;

  EntityReader(Reading reading, Map<String, ValueType> keyTypes) {
    this.reading = reading;
    this.keyTypes = keyTypes;
  }

  /// Reads an entity into the reading; what is wrong with it becomes a problem.
  void read(SourceType type) {
    List<BoundMapping> mappings = new ArrayList<>();
    List<Holding> holdings = new ArrayList<>();
    Directive first = null;
    for (Directive directive : type.directives("entity")) {
      StoreDeclaration store = store(type, directive);
      if (store == null) {
        // Without its primary mapping, nothing can be said of the type.
        if (mappings.isEmpty()) {
          return;
        }
        continue;
      }
      Holding holding = holding(type, directive, store, holdings);
      holdings.add(holding);
      Map<String, Column> columns =
          new ColumnReader(reading, store, keyTypes, holding).columns(type);
      Mapping read = new MappingReader(reading, type, store, holding).read(directive, columns);
      if (read == null) {
        if (mappings.isEmpty()) {
          return;
        }
        continue;
      }
      boolean beside =
          !mappings.isEmpty() && mappings.getFirst().mapping().store().equals(read.store());
      Mapping mapping = new FormulaReader(reading).entities(directive, read, beside ? first : null);
      if (mappings.isEmpty()) {
        first = directive;
      } else {
        further(mappings.getFirst().mapping(), mapping);
      }
      mappings.add(new BoundMapping(mapping, store.rules().bind(mapping, reading.problems())));
    }
    named(type, holdings);
    Set<List<FieldPath>> keys = new java.util.LinkedHashSet<>();
    String primary = mappings.getFirst().mapping().store();
    mappings.stream()
        .map(BoundMapping::mapping)
        .filter(mapping -> mapping.store().equals(primary))
        .forEach(mapping -> keys.addAll(mapping.keys()));
    reading.entities().put(type.name(), new Entity(type.name(), List.copyOf(keys), mappings));
  }

  private @Nullable StoreDeclaration store(SourceType type, Directive directive) {
    Location location = Sdl.location(directive);
    String name = Sdl.text(directive, "store");
    String from = Sdl.text(directive, "from");
    if (name == null || from == null) {
      return null;
    }
    StoreDeclaration store = reading.stores().get(name);
    if (store == null) {
      reading
          .problems()
          .error(
              "UNKNOWN_STORE",
              location,
              type.name() + " is stored in `" + name + "`, which is not configured",
              "Add it to `stores:` in the configuration"
                  + Suggestions.of(name, reading.stores().keySet()));
    } else if (from.isBlank()) {
      reading
          .problems()
          .error(
              "EMPTY_NAME", location, "`from` of " + type.name() + " is empty", "Name the source");
      return null;
    }
    return store;
  }

  private Holding holding(
      SourceType type, Directive directive, StoreDeclaration store, List<Holding> before) {
    String from = java.util.Objects.requireNonNull(Sdl.text(directive, "from"));
    Holding.Place place =
        before.isEmpty()
            ? Holding.Place.PRIMARY
            : before.getFirst().store().equals(store.name())
                ? Holding.Place.BESIDE
                : Holding.Place.ELSEWHERE;
    Set<String> keys = new HashSet<>(Sdl.texts(directive, "key"));
    keys.addAll(JoinSides.key(reading, type.name()));
    for (Holding other : before) {
      if (other.store().equals(store.name()) && other.from().equals(from)) {
        reading
            .problems()
            .error(
                "REPEATED_MAPPING",
                Sdl.location(directive),
                type.name() + " is mapped to `" + from + "` of " + store.name() + " twice",
                "Keep one of them");
      }
    }
    return new Holding(store.name(), from, place, keys);
  }

  /// A mapping in another store is found by the entity's key.
  private void further(Mapping primary, Mapping mapping) {
    if (!mapping.store().equals(primary.store()) && !mapping.isKey(primary.key())) {
      reading
          .problems()
          .error(
              "MAPPING_WITHOUT_KEY",
              mapping.location(),
              mapping.entity()
                  + " cannot be found in "
                  + mapping.store()
                  + " by its key "
                  + primary.key(),
              "Make that the key there, or declare `@key(fields: …, in: \""
                  + mapping.store()
                  + "\")`");
    }
  }

  /// Every `in` names one of the type's mappings.
  private void named(SourceType type, List<Holding> holdings) {
    List<Directive> directives = new ArrayList<>(type.directives("key"));
    directives.addAll(type.directives("index"));
    for (FieldDefinition field : type.fields().values()) {
      directives.addAll(field.getDirectives("column"));
      directives.addAll(field.getDirectives("relationship"));
    }
    for (Directive directive : directives) {
      String in = Sdl.text(directive, "in");
      if (in != null && holdings.stream().noneMatch(one -> one.isNamed(in))) {
        reading
            .problems()
            .error(
                "UNKNOWN_MAPPING",
                Sdl.location(directive),
                "`in: \"" + in + "\"` names no mapping of " + type.name(),
                "Write one of "
                    + holdings.stream().map(one -> one.store() + "." + one.from()).toList());
      }
    }
  }

  static @Nullable Column find(Map<String, Column> columns, String dotted) {
    Map<String, Column> scope = columns;
    Column found = null;
    for (String segment : FieldPath.of(dotted).segments()) {
      found = scope.get(segment);
      if (found == null) {
        return null;
      }
      scope = found.nested();
    }
    return found;
  }
}
