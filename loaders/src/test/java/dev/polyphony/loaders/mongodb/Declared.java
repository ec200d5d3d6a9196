package dev.polyphony.loaders.mongodb;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mappings as a schema would declare them.
final class Declared {
  private static final Location HERE = Location.of("schema.graphql");

  private Declared() {}

  /// A mapping with `_id` as its text key `id`.
  static Mapping mapping(String from, Column... columns) {
    return mapping(from, List.of(FieldOrder.ascending("id")), columns);
  }

  static Mapping mapping(String from, List<FieldOrder> order, Column... columns) {
    Map<String, Column> all = new LinkedHashMap<>();
    all.put("id", column("id", "_id", ValueType.TEXT, ValueType.TEXT, false, false));
    for (Column column : columns) {
      all.put(column.field(), column);
    }
    return new Mapping(
        "Thing",
        "guides",
        "mongodb",
        from,
        List.of(FieldPath.of("id")),
        List.of(),
        order,
        List.of(),
        all,
        Storage.PLAIN,
        HERE);
  }

  static Mapping indexed(Mapping mapping, String... fields) {
    Index index = new Index(List.of(fields).stream().map(FieldPath::of).toList(), false, HERE);
    return new Mapping(
        mapping.entity(),
        mapping.store(),
        mapping.kind(),
        mapping.from(),
        mapping.key(),
        mapping.uniqueKeys(),
        mapping.order(),
        List.of(index),
        mapping.columns(),
        mapping.storage(),
        HERE);
  }

  static Column value(String field, ValueType type) {
    return value(field, type, type);
  }

  static Column value(String field, ValueType type, ValueType stored) {
    return column(field, field, type, stored, false, true);
  }

  static Column named(String field, ValueType type, String... names) {
    return new Column(field, List.of(names), type, type, false, true, Map.of(), Map.of(), HERE);
  }

  static Column required(String field, ValueType type) {
    return column(field, field, type, type, false, false);
  }

  static Column list(String field, ValueType type) {
    return column(field, field, type, type, true, true);
  }

  static Column object(String field, boolean list, Column... nested) {
    Map<String, Column> all = new LinkedHashMap<>();
    for (Column column : nested) {
      all.put(column.field(), column);
    }
    return new Column(
        field, List.of(field), ValueType.JSON, ValueType.JSON, list, true, Map.of(), all, HERE);
  }

  private static Column column(
      String field, String name, ValueType type, ValueType stored, boolean list, boolean nullable) {
    return new Column(field, List.of(name), type, stored, list, nullable, Map.of(), Map.of(), HERE);
  }
}
