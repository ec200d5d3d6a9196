package dev.polyphony.loaders.contract;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds mappings as a schema would declare them.
final class Declared {
  private static final Location HERE = Location.of("contract.graphql");

  private final StoreRules rules;
  private final String from;
  private final List<FieldPath> key;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<Index> indexes = new ArrayList<>();
  private final List<List<FieldPath>> unique = new ArrayList<>();

  private Declared(StoreRules rules, String from, List<String> key) {
    this.rules = rules;
    this.from = from;
    this.key = key.stream().map(FieldPath::of).toList();
  }

  static Declared source(StoreRules rules, String from, String... key) {
    return new Declared(rules, from, List.of(key));
  }

  Declared value(String field, ValueType type) {
    return column(field, type, stored(type), false, true, Map.of());
  }

  Declared required(String field, ValueType type) {
    return column(field, type, stored(type), false, false, Map.of());
  }

  Declared id(String field, ValueType stored) {
    return column(field, ValueType.TEXT, stored, false, false, Map.of());
  }

  Declared list(String field, ValueType type) {
    return column(field, type, stored(type), true, true, Map.of());
  }

  Declared enumeration(String field, Map<String, String> names) {
    return column(field, ValueType.TEXT, ValueType.TEXT, false, true, names);
  }

  Declared object(String field, boolean list, Map<String, ValueType> nested) {
    Map<String, Column> members = new LinkedHashMap<>();
    nested.forEach((name, type) ->
        members.put(
            name,
            new Column(
                name, List.of(name), type, stored(type), false, true, Map.of(), Map.of(), HERE)));
    columns.put(
        field,
        new Column(
            field,
            List.of(field),
            ValueType.JSON,
            ValueType.JSON,
            list,
            true,
            Map.of(),
            members,
            HERE));
    return this;
  }

  Declared indexed(String... fields) {
    indexes.add(new Index(List.of(fields).stream().map(FieldPath::of).toList(), false, HERE));
    return this;
  }

  Declared unique(String... fields) {
    unique.add(List.of(fields).stream().map(FieldPath::of).toList());
    return this;
  }

  private ValueType stored(ValueType type) {
    return rules.types().contains(type) ? type : ValueType.TEXT;
  }

  private Declared column(
      String field,
      ValueType type,
      ValueType stored,
      boolean list,
      boolean nullable,
      Map<String, String> enumNames) {
    columns.put(
        field,
        new Column(field, List.of(field), type, stored, list, nullable, enumNames, Map.of(), HERE));
    return this;
  }

  Mapping mapping() {
    List<FieldOrder> order =
        key.stream().map(path -> FieldOrder.ascending(path.toString())).toList();
    return new Mapping(
        "Thing", "store", rules.kind(), from, key, unique, order, indexes, columns, HERE);
  }
}
