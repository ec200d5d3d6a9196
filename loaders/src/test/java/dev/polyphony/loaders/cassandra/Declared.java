package dev.polyphony.loaders.cassandra;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mappings as a schema would declare them.
final class Declared {
  static final Location HERE = Location.of("test.graphql");

  private Declared() {}

  static Column value(String field, ValueType type) {
    return column(field, field, type, type, false, true);
  }

  static Column required(String field, ValueType type) {
    return column(field, field, type, type, false, false);
  }

  static Column named(String field, ValueType type, String name) {
    return column(field, name, type, type, false, true);
  }

  static Column list(String field, ValueType type, boolean nullable) {
    return column(field, field, type, type, true, nullable);
  }

  private static Column column(
      String field, String name, ValueType type, ValueType stored, boolean list, boolean nullable) {
    return new Column(field, List.of(name), type, stored, list, nullable, Map.of(), Map.of(), HERE);
  }

  static Column object(String field, boolean list, Column... members) {
    return new Column(
        field,
        List.of(field),
        ValueType.JSON,
        ValueType.JSON,
        list,
        true,
        Map.of(),
        byField(members),
        HERE);
  }

  /// @param key dotted names; those before the bar are the partition: `origin day | departs id`
  /// @param order as in SDL, completed by the key
  static Mapping mapping(String from, String key, List<String> order, Column... columns) {
    return mapping(from, key, order, null, columns);
  }

  static Mapping mapping(
      String from,
      String key,
      List<String> order,
      @Nullable String consistency,
      Column... columns) {
    String[] halves = key.split("\\|");
    List<FieldPath> partition = paths(halves[0]);
    List<FieldPath> whole = new ArrayList<>(partition);
    if (halves.length > 1) {
      whole.addAll(paths(halves[1]));
    }
    return new Mapping(
        "Thing",
        "telemetry",
        "cassandra",
        from,
        whole,
        List.of(),
        completed(orders(order.toArray(String[]::new)), whole),
        List.of(),
        byField(columns),
        new Storage(halves.length > 1 ? partition : List.of(), null, consistency),
        HERE);
  }

  static Mapping indexed(Mapping mapping, String field) {
    return new Mapping(
        mapping.entity(),
        mapping.store(),
        mapping.kind(),
        mapping.from(),
        mapping.key(),
        List.of(List.of(FieldPath.of(field))),
        mapping.order(),
        List.of(new Index(List.of(FieldPath.of(field)), false, HERE)),
        mapping.columns(),
        mapping.storage(),
        HERE);
  }

  /// `departs DESC`, `id`
  static List<FieldOrder> orders(String... texts) {
    return Arrays.stream(texts)
        .map(text -> {
          String[] parts = text.split(" ");
          return new FieldOrder(
              FieldPath.of(parts[0]),
              parts.length > 1 ? Direction.valueOf(parts[1]) : Direction.ASC);
        })
        .toList();
  }

  private static List<FieldPath> paths(String names) {
    return Arrays.stream(names.strip().split("\\s+")).map(FieldPath::of).toList();
  }

  private static List<FieldOrder> completed(List<FieldOrder> order, List<FieldPath> key) {
    List<FieldOrder> complete = new ArrayList<>(order);
    for (FieldPath field : key) {
      if (complete.stream().noneMatch(one -> one.field().equals(field))) {
        complete.add(new FieldOrder(field, Direction.ASC));
      }
    }
    return complete;
  }

  private static Map<String, Column> byField(Column... columns) {
    Map<String, Column> byField = new LinkedHashMap<>();
    for (Column column : columns) {
      byField.put(column.field(), column);
    }
    return byField;
  }
}
