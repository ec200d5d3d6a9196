package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules.Feature;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads relationships of one type: edges of a graph, or the entities at their far ends.
final class RelationshipReader {
  private static final String TARGET = "$target";
  private static final String SOURCE = "$source";

  private final Reading reading;
  private final ListReader lists;

  RelationshipReader(Reading reading) {
    this.reading = reading;
    this.lists = new ListReader(reading);
  }

  /// The object types that relationships lead to and that are no entities.
  static Set<String> links(Map<String, SourceType> types) {
    Set<String> links = new HashSet<>();
    for (SourceType type : types.values()) {
      for (FieldDefinition field : type.fields().values()) {
        if (!Sdl.has(field, "relationship")) {
          continue;
        }
        String named = Sdl.name(field.getType());
        boolean connection = named.endsWith("Connection") && !types.containsKey(named);
        String link =
            connection ? named.substring(0, named.length() - "Connection".length()) : named;
        SourceType found = types.get(link);
        if (found != null && !found.isEntity() && !found.fields().containsKey("pageInfo")) {
          links.add(link);
        }
      }
    }
    return links;
  }

  /// A relationship as read, and what its edge type needs to be bound.
  ///
  /// @param target the field of the far end; null where the entities themselves are listed
  record Read(FieldBinding.RelationshipField binding, String type, @Nullable String target) {}

  /// @return null when something is wrong, which is then a problem
  @Nullable Read read(SourceType owner, FieldDefinition field, Entity entity) {
    Directive directive = Sdl.directive(field, "relationship");
    Mapping near = directive == null ? null : near(owner, field, directive, entity);
    if (directive == null || near == null) {
      return null;
    }
    String named = Sdl.name(field.getType());
    String node = Relay.node(reading, named);
    String type = node == null ? named : node;
    new ShapeCheck(reading).check(owner, field, node != null);
    if (node == null && !Sdl.isList(field.getType())) {
      error(
          field,
          "RELATIONSHIP_OF_ONE",
          Sdl.coordinates(owner, field) + " follows edges, of which there may be several",
          "Declare it as `[" + type + "!]` or `" + type + "Connection`");
      return null;
    }
    SourceType source = reading.types().get(type);
    if (reading.abstracts().containsKey(type)) {
      error(
          field,
          "ABSTRACT_NOT_SERVED",
          Sdl.coordinates(owner, field) + " leads along edges to several types",
          "Follow the edges to each type by a field of its own");
      return null;
    }
    if (source == null) {
      // Where the type is used, it has been reported.
      return null;
    }
    Edge edge = source.isEntity() ? entities(field, near, type) : edge(field, near, source);
    return edge == null ? null : read(owner, field, directive, entity, near, type, edge);
  }

  /// @param far the vertices at the far end
  /// @param columns of the edge mapping
  /// @param targetKey the far vertex' key, as fields of the edge mapping
  private record Edge(
      Mapping far,
      Map<String, Column> columns,
      List<FieldPath> targetKey,
      @Nullable String target) {}

  private @Nullable Read read(
      SourceType owner,
      FieldDefinition field,
      Directive directive,
      Entity entity,
      Mapping near,
      String type,
      Edge edge) {
    Location location = Sdl.location(field);
    String label = Sdl.text(directive, "label");
    if (label == null || label.isBlank()) {
      error(field, "EMPTY_NAME", "the label of " + field.getName() + " is empty", "Name the edges");
      return null;
    }
    Map<String, Column> columns = new LinkedHashMap<>(edge.columns());
    String id = Relationship.ID.first();
    columns.put(id, value(id, id, location));
    List<FieldPath> key = new ArrayList<>(edge.targetKey());
    key.add(Relationship.ID);
    StoreDeclaration store = java.util.Objects.requireNonNull(reading.stores().get(near.store()));
    Holding holding = new Holding(near.store(), label, Holding.Place.PRIMARY, Set.of());
    List<FieldOrder> order =
        MappingReader.completed(
            new MappingReader(reading, owner, store, holding)
                .order(columns, Sdl.texts(directive, "order"), location),
            key);
    Mapping mapping =
        new Mapping(
            type,
            near.store(),
            near.kind(),
            label,
            key,
            List.of(),
            order,
            List.of(),
            columns,
            Storage.PLAIN,
            location);
    // Edges to what is no entity for the caller are left out.
    Formula where = edge.far().where();
    if (where != null) {
      mapping = mapping.where(edge.target() == null ? where : where.within(edge.target()));
    }
    Relationship relationship =
        new Relationship(label, direction(directive), near, edge.far(), mapping);
    Shape shape = Sdl.isList(field.getType()) ? Shape.PLAIN : Shape.CONNECTION;
    List<Column> own =
        near.key().stream().map(path -> entity.primary().mapping().column(path)).toList();
    return new Read(
        new FieldBinding.RelationshipField(
            relationship, own, lists.edges(owner, field, type, mapping, shape, order)),
        type,
        edge.target());
  }

  private static EdgeDirection direction(Directive directive) {
    String written = Sdl.text(directive, "direction");
    for (EdgeDirection one : EdgeDirection.values()) {
      if (one.name().equals(written)) {
        return one;
      }
    }
    // The default; of another word the check of the directive's arguments has said so.
    return EdgeDirection.OUT;
  }

  private static Column value(String field, String name, Location location) {
    return new Column(
        field,
        List.of(name),
        ValueType.TEXT,
        ValueType.TEXT,
        false,
        false,
        Map.of(),
        Map.of(),
        location);
  }

  /// The own mapping that has edges.
  private @Nullable Mapping near(
      SourceType owner, FieldDefinition field, Directive directive, Entity entity) {
    String in = Sdl.text(directive, "in");
    List<Mapping> graphs =
        entity.mappings().stream()
            .map(BoundMapping::mapping)
            .filter(this::hasEdges)
            .filter(mapping -> in == null || named(mapping, in))
            .toList();
    if (graphs.size() != 1) {
      error(
          field,
          graphs.isEmpty() ? "RELATIONSHIP_WITHOUT_GRAPH" : "AMBIGUOUS_GRAPH",
          graphs.isEmpty()
              ? owner.name() + " has no mapping in a graph, so " + field.getName() + " has no edges"
              : owner.name() + " has several mappings in a graph",
          graphs.isEmpty()
              ? "Map the type there too: `@entity(store: …, from: \"<vertex label>\", key: …)`"
              : "Say which by `in: \"<store>.<label>\"`");
      return null;
    }
    Mapping near = graphs.getFirst();
    Mapping primary = entity.primary().mapping();
    if (near.key().stream().anyMatch(path -> primary.find(path) == null)) {
      error(
          field,
          "MAPPING_WITHOUT_KEY",
          "the vertices of "
              + owner.name()
              + " have the key "
              + near.key()
              + ", which its rows lack",
          "Let the key of both mappings be the same");
      return null;
    }
    return near;
  }

  private boolean hasEdges(Mapping mapping) {
    StoreDeclaration store = reading.stores().get(mapping.store());
    return store != null && store.rules().features().contains(Feature.EDGES);
  }

  private static boolean named(Mapping mapping, String in) {
    return new Holding(mapping.store(), mapping.from(), Holding.Place.PRIMARY, Set.of())
        .isNamed(in);
  }

  /// Entities at the far ends: their own columns, taken from there.
  private @Nullable Edge entities(FieldDefinition field, Mapping near, String type) {
    Entity entity = reading.entities().get(type);
    Mapping far = entity == null ? null : far(field, near, entity);
    if (entity == null || far == null) {
      return null;
    }
    if (!far.equals(entity.primary().mapping())) {
      error(
          field,
          "RELATIONSHIP_TO_FURTHER_MAPPING",
          "only the key of " + type + " lies in " + near.store() + ", the rest elsewhere",
          "Lead to a type of edges with a field `… : " + type + " @column(name: \"$target\")`");
      return null;
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    far.columns().forEach((name, column) -> columns.put(name, prefixed(column)));
    return new Edge(far, columns, far.key(), null);
  }

  private static Column prefixed(Column column) {
    return new Column(
        column.field(),
        column.names().stream().map(name -> TARGET + "." + name).toList(),
        column.type(),
        column.stored(),
        column.list(),
        column.nullable(),
        column.enumNames(),
        column.nested(),
        column.location());
  }

  private @Nullable Mapping far(FieldDefinition field, Mapping near, Entity entity) {
    for (BoundMapping one : entity.mappings()) {
      if (one.mapping().store().equals(near.store())) {
        return one.mapping();
      }
    }
    error(
        field,
        "TARGET_IN_OTHER_STORE",
        entity.name() + " has no mapping in " + near.store() + ", where the edges are",
        "Map it there too: `@entity(store: \"" + near.store() + "\", from: …, key: …)`");
    return null;
  }

  /// Edges: their properties, and the vertices at their ends as objects.
  private @Nullable Edge edge(FieldDefinition field, Mapping near, SourceType type) {
    List<FieldDefinition> targets = ends(type, TARGET);
    List<FieldDefinition> sources = ends(type, SOURCE);
    if (targets.size() != 1 || sources.size() > 1) {
      error(
          field,
          "EDGE_WITHOUT_TARGET",
          type.name() + " is a type of edges and needs one field for the far end",
          "Write a field with `@column(name: \"$target\")`");
      return null;
    }
    FieldDefinition target = targets.getFirst();
    Entity entity = reading.entities().get(Sdl.name(target.getType()));
    Mapping far = entity == null ? null : far(target, near, entity);
    if (entity == null || far == null) {
      if (entity == null) {
        error(
            target,
            "EDGE_WITHOUT_TARGET",
            Sdl.coordinates(type, target) + " leads to no entity",
            "Give it the type of the entity at the far end");
      }
      return null;
    }
    StoreDeclaration store = java.util.Objects.requireNonNull(reading.stores().get(near.store()));
    Holding holding = Holding.plain(near.store());
    Map<String, Column> columns =
        new LinkedHashMap<>(new ColumnReader(reading, store, Map.of(), holding).columns(type));
    requireValues(type, columns);
    columns.put(target.getName(), end(target, TARGET, far));
    sources.forEach(end -> columns.put(end.getName(), end(end, SOURCE, near)));
    List<FieldPath> targetKey = new ArrayList<>();
    far.key().forEach(path -> targetKey.add(FieldPath.of(target.getName() + "." + path)));
    return new Edge(far, columns, targetKey, target.getName());
  }

  private void requireValues(SourceType type, Map<String, Column> columns) {
    for (Column column : columns.values()) {
      boolean isEnd = column.names().contains(TARGET) || column.names().contains(SOURCE);
      if (column.isObject() && !isEnd) {
        reading
            .problems()
            .error(
                "OBJECT_IN_EDGE",
                column.location(),
                type.name() + "." + column.field() + " is an object, and edges have values only",
                "Declare its values as fields of " + type.name() + ", or the field as JSON");
      }
    }
  }

  static boolean isEnd(FieldDefinition field) {
    List<String> names = Sdl.texts(Sdl.directive(field, "column"), "name");
    return names.equals(List.of(TARGET)) || names.equals(List.of(SOURCE));
  }

  private static List<FieldDefinition> ends(SourceType type, String name) {
    return type.fields().values().stream()
        .filter(field -> Sdl.texts(Sdl.directive(field, "column"), "name").equals(List.of(name)))
        .toList();
  }

  private static Column end(FieldDefinition field, String name, Mapping vertex) {
    return new Column(
        field.getName(),
        List.of(name),
        ValueType.JSON,
        ValueType.JSON,
        false,
        !Sdl.isNonNull(field.getType()),
        Map.of(),
        vertex.columns(),
        Sdl.location(field));
  }

  private void error(FieldDefinition field, String kind, String message, String remedy) {
    reading.problems().error(kind, Sdl.location(field), message, remedy);
  }
}
