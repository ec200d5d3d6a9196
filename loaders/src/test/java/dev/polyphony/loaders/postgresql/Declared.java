package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mappings as a schema would declare them.
final class Declared {
  private static final Location HERE = Location.of("test.graphql");

  private Declared() {}

  static Mapping entity(String from, List<String> key, Column... columns) {
    Map<String, Column> byField = new LinkedHashMap<>();
    Arrays.stream(columns).forEach(column -> byField.put(column.field(), column));
    List<FieldPath> paths = key.stream().map(FieldPath::of).toList();
    List<FieldOrder> order =
        paths.stream().map(path -> new FieldOrder(path, Direction.ASC)).toList();
    return new Mapping(
        "Thing",
        "store",
        "postgresql",
        from,
        paths,
        List.of(),
        order,
        List.of(),
        byField,
        Storage.PLAIN,
        HERE);
  }

  static Column value(String field, ValueType type, String... names) {
    return column(field, type, false, Map.of(), Map.of(), names);
  }

  static Column list(String field, ValueType type, String... names) {
    return column(field, type, true, Map.of(), Map.of(), names);
  }

  static Column enumeration(String field, Map<String, String> names) {
    return column(field, ValueType.TEXT, false, names, Map.of());
  }

  static Column object(String field, boolean list, Column... members) {
    Map<String, Column> nested = new LinkedHashMap<>();
    Arrays.stream(members).forEach(member -> nested.put(member.field(), member));
    return column(field, ValueType.JSON, list, Map.of(), nested);
  }

  private static Column column(
      String field,
      ValueType type,
      boolean list,
      Map<String, String> enumNames,
      Map<String, Column> nested,
      String... names) {
    List<String> stored = names.length == 0 ? List.of(field) : List.of(names);
    return new Column(field, stored, type, type, list, true, enumNames, nested, HERE);
  }
}
