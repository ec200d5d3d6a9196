package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.problems.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entity in one source of one store.
///
/// @param entity the GraphQL type
/// @param store the store's name in the configuration
/// @param kind the store's kind, such as `postgresql`
/// @param from the store's qualified name, such as `public.airport`; parts are separated by dots
/// @param key the primary key's fields
/// @param uniqueKeys further unique keys
/// @param order the declared order, made total by the key; the key ascending when none is declared
/// @param columns by field name, inaccessible fields included
/// @param storage what only some kinds have
/// @param where which rows are entities, for one caller; null where all are
public record Mapping(
    String entity,
    String store,
    String kind,
    String from,
    List<FieldPath> key,
    List<List<FieldPath>> uniqueKeys,
    List<FieldOrder> order,
    List<Index> indexes,
    Map<String, Column> columns,
    Storage storage,
    Location location,
    @Nullable Formula where) {
  public Mapping {
    key = List.copyOf(key);
    uniqueKeys = List.copyOf(uniqueKeys);
    order = List.copyOf(order);
    indexes = List.copyOf(indexes);
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /// All rows are entities.
  public Mapping(
      String entity,
      String store,
      String kind,
      String from,
      List<FieldPath> key,
      List<List<FieldPath>> uniqueKeys,
      List<FieldOrder> order,
      List<Index> indexes,
      Map<String, Column> columns,
      Storage storage,
      Location location) {
    this(
        entity,
        store,
        kind,
        from,
        key,
        uniqueKeys,
        order,
        indexes,
        columns,
        storage,
        location,
        null);
  }

  /// The same, but only these rows are entities.
  public Mapping where(Formula formula) {
    return new Mapping(
        entity,
        store,
        kind,
        from,
        key,
        uniqueKeys,
        order,
        indexes,
        columns,
        storage,
        location,
        formula);
  }

  /// The fields that say where rows lie together: see [Storage].
  public List<FieldPath> partition() {
    return storage.partition();
  }

  /// Whether the fields are a unique key, in whatever order.
  public boolean isKey(List<FieldPath> fields) {
    return keys().stream()
        .anyMatch(one -> one.size() == fields.size() && Set.copyOf(one).equals(Set.copyOf(fields)));
  }

  /// Every unique key, the primary one first.
  public List<List<FieldPath>> keys() {
    List<List<FieldPath>> keys = new java.util.ArrayList<>();
    keys.add(key);
    keys.addAll(uniqueKeys);
    indexes.stream().filter(Index::unique).map(Index::fields).forEach(keys::add);
    return keys;
  }

  /// The column of a path through embedded objects, or null when there is none.
  public @Nullable Column find(FieldPath path) {
    Map<String, Column> scope = columns;
    Column found = null;
    for (String segment : path.segments()) {
      found = scope.get(segment);
      if (found == null) {
        return null;
      }
      scope = found.nested();
    }
    return found;
  }

  /// The column of a path that is known to be there.
  public Column column(FieldPath path) {
    Column column = find(path);
    if (column == null) {
      throw new IllegalArgumentException(entity + " in " + store + " has no field " + path);
    }
    return column;
  }

  /// The columns from the top down to the path's, all but the last embedded objects.
  public List<Column> columnsOn(FieldPath path) {
    List<Column> columnsOnPath = new java.util.ArrayList<>();
    Map<String, Column> scope = columns;
    for (String segment : path.segments()) {
      Column column = scope.get(segment);
      if (column == null) {
        throw new IllegalArgumentException(entity + " in " + store + " has no field " + path);
      }
      columnsOnPath.add(column);
      scope = column.nested();
    }
    return columnsOnPath;
  }
}
