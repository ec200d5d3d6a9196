package dev.polyphony.resolvers.oracle;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        name, new StoreDeclaration(name, new ListRules(), id, false, Location.of("library.yaml")));
  }

  private static String sdl() {
    try (InputStream in = Library.class.getResourceAsStream("/oracle/library.graphql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Store> stores(Catalog catalog, Map<String, List<NaiveRow>> entities) {
    Map<String, Map<String, List<Map<String, ?>>>> sources = new LinkedHashMap<>();
    for (Entity entity : catalog.entities().values()) {
      Mapping mapping = entity.primary().mapping();
      List<Map<String, ?>> documents = List.copyOf(documents(entities, mapping));
      sources
          .computeIfAbsent(mapping.store(), _ -> new LinkedHashMap<>())
          .put(mapping.from(), documents);
    }
    Map<String, Store> stores = new LinkedHashMap<>();
    sources.forEach((store, documents) -> stores.put(store, new MemoryStore(documents)));
    return stores;
  }

  private static List<Map<String, @Nullable Object>> documents(
      Map<String, List<NaiveRow>> entities, Mapping mapping) {
    List<NaiveRow> rows = Objects.requireNonNull(entities.get(mapping.entity()));
    return rows.stream().map(row -> document(mapping.columns(), row.values())).toList();
  }

  /// Values as they are stored; absent ones are left out now and then, which is the same.
  private static Map<String, @Nullable Object> document(
      Map<String, Column> columns, Map<?, ?> values) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    values.forEach((field, value) -> {
      Column column = Objects.requireNonNull(columns.get(field));
      if (value != null || values.size() % 2 == 0) {
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
