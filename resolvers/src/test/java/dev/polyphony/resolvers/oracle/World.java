package dev.polyphony.resolvers.oracle;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.TypeBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A schema with all there is in it: rows by entity, and edges.
record World(
    Catalog catalog,
    Map<String, List<NaiveRow>> entities,
    NaiveGraph graph,
    NaiveFormulas formulas) {
  World(Catalog catalog, Map<String, List<NaiveRow>> entities, NaiveGraph graph) {
    this(catalog, entities, graph, NaiveFormulas.of(catalog, entities));
  }

  World {
    entities = Map.copyOf(entities);
  }

  List<NaiveRow> rows(String entity) {
    List<NaiveRow> rows = entities.get(entity);
    if (rows == null) {
      throw new IllegalArgumentException("no rows of " + entity);
    }
    return rows;
  }

  /// All rows that some list is of, by entity and by type of edges.
  Map<String, List<NaiveRow>> listed() {
    Map<String, List<NaiveRow>> listed = new LinkedHashMap<>(entities);
    for (TypeBinding type : catalog.types().values()) {
      for (FieldBinding binding : type.fields().values()) {
        if (binding instanceof FieldBinding.RelationshipField field) {
          listed.put(
              field.list().entity(),
              graph.seen(field.relationship()).stream().map(NaiveGraph.Seen::row).toList());
        }
        if (binding instanceof FieldBinding.AbstractField field) {
          listed.put(field.type(), NaiveMembers.rows(this, field));
        }
      }
    }
    return listed;
  }

  /// The same in stores: a further mapping of an entity holds what it declares.
  Map<String, Store> stores() {
    Map<String, Map<String, List<Map<String, ?>>>> sources = new LinkedHashMap<>();
    for (Entity entity : catalog.entities().values()) {
      for (BoundMapping one : entity.mappings()) {
        Mapping mapping = one.mapping();
        List<Map<String, ?>> documents =
            List.copyOf(
                rows(entity.name()).stream()
                    .map(row -> document(mapping.columns(), row.values()))
                    .toList());
        sources
            .computeIfAbsent(mapping.store(), _ -> new LinkedHashMap<>())
            .merge(mapping.from(), documents, World::both);
      }
    }
    graph
        .documents()
        .forEach((store, edges) ->
            sources.computeIfAbsent(store, _ -> new LinkedHashMap<>()).putAll(edges));
    Map<String, Store> stores = new LinkedHashMap<>();
    sources.forEach((store, documents) -> stores.put(store, new MemoryStore(documents)));
    return stores;
  }

  /// Several types may lie in one source.
  private static List<Map<String, ?>> both(List<Map<String, ?>> one, List<Map<String, ?>> other) {
    List<Map<String, ?>> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  /// Values as they are stored; absent ones are left out now and then, which is the same.
  static Map<String, @Nullable Object> document(Map<String, Column> columns, Map<?, ?> values) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    values.forEach((field, value) -> {
      Column column = columns.get(field);
      if (column != null && (value != null || values.size() % 2 == 0)) {
        document.put(column.name(), stored(column, value));
      }
    });
    return document;
  }

  private static @Nullable Object stored(Column column, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Bad bad -> bad;
      case List<?> list when column.list() ->
          list.stream().map(element -> stored(column, element)).toList();
      case Map<?, ?> object when column.isObject() -> document(column.nested(), object);
      // What does not fit is stored all the same; it refers to nothing.
      default -> Objects.requireNonNullElse(StoredValues.toStored(column, value), value);
    };
  }
}
