package dev.polyphony.loaders.contract;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Columns and mappings as a schema would declare them for one kind: types that it lacks are stored
/// as text.
final class Declared {
  private static final Location HERE = Location.of("contract.graphql");

  private final StoreRules rules;
  private int sources;

  Declared(StoreRules rules) {
    this.rules = rules;
  }

  Column value(String field, ValueType type, String... names) {
    return column(field, names, type, natural(type), false);
  }

  /// An `ID` or another value that is stored in a type of its own.
  Column stored(String field, ValueType type, ValueType stored) {
    return column(field, new String[0], type, stored, false);
  }

  Column list(String field, ValueType type) {
    return column(field, new String[0], type, natural(type), true);
  }

  Column enumeration(String field, Map<String, String> names) {
    return new Column(
        field, List.of(field), ValueType.TEXT, ValueType.TEXT, false, true, names, Map.of(), HERE);
  }

  Column object(String field, boolean list, Column... members) {
    return new Column(
        field,
        List.of(field),
        ValueType.JSON,
        ValueType.JSON,
        list,
        true,
        Map.of(),
        byField(List.of(members)),
        HERE);
  }

  private ValueType natural(ValueType type) {
    return rules.types().contains(type) ? type : ValueType.TEXT;
  }

  private static Column column(
      String field, String[] names, ValueType type, ValueType stored, boolean list) {
    List<String> storedNames = names.length == 0 ? List.of(field) : List.of(names);
    return new Column(field, storedNames, type, stored, list, true, Map.of(), Map.of(), HERE);
  }

  /// A mapping to a source that no other has, its first column the key.
  Mapping entity(Column... columns) {
    return entity(1, columns);
  }

  /// A mapping to a source that no other has, its first `keys` columns the key.
  Mapping entity(int keys, Column... columns) {
    sources++;
    return mapping("thing_" + sources, keys, columns);
  }

  /// The same source under other columns.
  Mapping again(Mapping mapping, Column... columns) {
    return mapping(mapping.from(), mapping.key().size(), columns);
  }

  private Mapping mapping(String from, int keys, Column... columns) {
    List<Column> all = new ArrayList<>(Arrays.asList(columns));
    for (int i = 0; i < keys; i++) {
      Column key = all.get(i);
      all.set(
          i,
          new Column(
              key.field(),
              key.names(),
              key.type(),
              key.stored(),
              false,
              false,
              key.enumNames(),
              Map.of(),
              HERE));
    }
    List<FieldPath> key = all.subList(0, keys).stream().map(c -> FieldPath.of(c.field())).toList();
    List<FieldOrder> order = key.stream().map(f -> FieldOrder.ascending(f.toString())).toList();
    return new Mapping(
        "Thing",
        "store",
        rules.kind(),
        from,
        key,
        List.of(),
        order,
        List.of(),
        byField(all),
        Storage.PLAIN,
        HERE);
  }

  private static Map<String, Column> byField(List<Column> columns) {
    Map<String, Column> byField = new LinkedHashMap<>();
    columns.forEach(column -> byField.put(column.field(), column));
    return byField;
  }
}
