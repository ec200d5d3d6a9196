package dev.polyphony.loaders.contract;

import static java.util.Objects.requireNonNull;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Columns and mappings as a schema would declare them for one kind: types that it lacks are stored
/// as text.
final class Declared {
  private static final Location HERE = Location.of("contract.graphql");

  private final Fixture fixture;
  private final StoreRules rules;
  private final Map<String, String> sources = new HashMap<>();
  private int count;

  Declared(Fixture fixture) {
    this.fixture = fixture;
    this.rules = fixture.rules();
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
    count++;
    return mapping("thing_" + count, keys, List.of(), columns);
  }

  /// A mapping whose first column is the key, and the second another unique key.
  Mapping unique(Column... columns) {
    count++;
    return mapping("thing_" + count, 1, List.of(columns[1].field()), columns);
  }

  /// The same source under other columns.
  Mapping again(Mapping mapping, Column... columns) {
    String source = requireNonNull(sources.get(mapping.from()));
    return mapping(source, mapping.key().size(), List.of(), columns);
  }

  private Mapping mapping(String source, int keys, List<String> unique, Column... columns) {
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
    List<List<FieldPath>> uniqueKeys =
        unique.isEmpty() ? List.of() : List.of(unique.stream().map(FieldPath::of).toList());
    List<Index> indexes =
        keys == 1 ? List.of() : List.of(new Index(key.subList(0, keys - 1), false, HERE));
    Mapping plain =
        new Mapping(
            "Thing",
            "store",
            rules.kind(),
            source,
            key,
            uniqueKeys,
            order,
            indexes,
            byField(all),
            Storage.PLAIN,
            HERE);
    Mapping mapping = fixture.declared(plain);
    sources.put(mapping.from(), source);
    return mapping;
  }

  private static Map<String, Column> byField(List<Column> columns) {
    Map<String, Column> byField = new LinkedHashMap<>();
    columns.forEach(column -> byField.put(column.field(), column));
    return byField;
  }
}
