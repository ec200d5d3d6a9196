package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Declarations.JoinInto;
import dev.polyphony.loaders.Differences;
import dev.polyphony.loaders.postgresql.PostgresInventory.Found;
import dev.polyphony.loaders.postgresql.PostgresInventory.FoundIndex;
import dev.polyphony.loaders.postgresql.PostgresInventory.Table;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares declarations with tables. It looks at catalogs only, never at rows; what lies inside
/// documents is not in the catalogs and is taken as declared.
final class PostgresVerification {
  private final PostgresInventory inventory;
  private final Differences problems = new Differences();

  PostgresVerification(PostgresInventory inventory) {
    this.inventory = inventory;
  }

  List<Problem> verify(Declarations declared) {
    for (Mapping mapping : declared.mappings()) {
      Table table = inventory.tables().get(mapping.from());
      if (table == null) {
        problems.missingSource(
            mapping, "table or view", "Create it, grant the user its schema, or mend `from`");
      } else {
        mapping.columns().values().forEach(column -> verify(mapping, table, column));
        if (table.indexed()) {
          verifyKeys(mapping, table);
          verifyIndexes(mapping, table);
        }
      }
    }
    declared.joins().forEach(this::verify);
    return problems.all();
  }

  private void verify(Mapping mapping, Table table, Column column) {
    for (String name : column.names()) {
      boolean inside = name.contains(".");
      String stored = inside ? name.substring(0, name.indexOf('.')) : name;
      Found found = table.columns().get(stored);
      if (found == null) {
        problems.missing(
            mapping, column, column.field(), "column", stored, table.columns().keySet());
      } else if (!found.readable()) {
        problems.error(
            "NOT_READABLE",
            column.location(),
            "the user of %s may not read column `%s` of `%s`"
                .formatted(mapping.store(), stored, mapping.from()),
            "GRANT SELECT (%s) ON %s TO the user".formatted(stored, mapping.from()));
      } else if (!inside) {
        verify(mapping, table, column, found.column());
      }
    }
  }

  private void verify(Mapping mapping, Table table, Column column, NativeColumn found) {
    if (!fits(column, found)) {
      String differs =
          "column `%s` of `%s` is %s%s"
              .formatted(column.name(), mapping.from(), found.type(), found.array() ? "[]" : "");
      problems.storedType(mapping, column, column.field(), differs, "json or jsonb");
    } else if (!column.nullable()
        && !found.notNull()
        && table.indexed()
        && column.names().size() == 1) {
      problems.warning(
          "NULLABLE_COLUMN",
          column.location(),
          "column `%s` of `%s` may be null, and %s.%s promises that it is not"
              .formatted(column.name(), mapping.from(), mapping.entity(), column.field()),
          "Leave out the `!`, or ALTER TABLE %s ALTER COLUMN %s SET NOT NULL"
              .formatted(mapping.from(), column.name()));
    }
  }

  private static boolean fits(Column column, NativeColumn found) {
    if (column.isObject()) {
      return found.isJson();
    }
    if (column.list()) {
      boolean elements = column.stored() == ValueType.JSON || found.fits(column.stored());
      return found.isJson() || (found.array() && elements);
    }
    return column.stored() == ValueType.JSON || (!found.array() && found.fits(column.stored()));
  }

  private void verifyKeys(Mapping mapping, Table table) {
    List<List<FieldPath>> keys = new ArrayList<>(List.of(mapping.key()));
    keys.addAll(mapping.uniqueKeys());
    keys.forEach(key -> verifyUnique(mapping, table, key, mapping.location()));
    mapping.indexes().stream()
        .filter(Index::unique)
        .forEach(index -> verifyUnique(mapping, table, index.fields(), index.location()));
  }

  private void verifyUnique(Mapping mapping, Table table, List<FieldPath> key, Location location) {
    List<String> names = names(mapping, table, key);
    if (names == null) {
      return;
    }
    if (table.indexes().stream().noneMatch(index -> isUniqueWithin(index, names))) {
      problems.error(
          "KEY_NOT_UNIQUE",
          location,
          "%s are no unique key of `%s` in %s, and %s declares them so"
              .formatted(
                  Differences.quoted(names), mapping.from(), mapping.store(), mapping.entity()),
          "CREATE UNIQUE INDEX ON %s (%s), or declare a key that is unique"
              .formatted(mapping.from(), String.join(", ", names)));
    } else {
      verifyIndex(mapping, table, names, location);
    }
  }

  private static boolean isUniqueWithin(FoundIndex index, List<String> names) {
    return index.unique() && Set.copyOf(names).containsAll(index.columns());
  }

  private void verifyIndexes(Mapping mapping, Table table) {
    for (Index index : mapping.indexes()) {
      List<String> names = names(mapping, table, index.fields());
      if (names != null && !index.unique()) {
        verifyIndex(mapping, table, names, index.location());
      }
    }
  }

  private void verifyIndex(Mapping mapping, Table table, List<String> names, Location location) {
    if (!serves(table, names)) {
      problems.warning(
          "MISSING_INDEX",
          location,
          "no index of `%s` in %s begins with %s in this order"
              .formatted(mapping.from(), mapping.store(), Differences.quoted(names)),
          create(mapping, table, names));
    }
  }

  private static boolean serves(Table table, List<String> names) {
    return table.indexes().stream()
        .anyMatch(index ->
            isArray(table, names)
                ? index.method().equals("gin") && index.columns().containsAll(names)
                : index.isOrdered() && (index.beginsWith(names) || isFoundByLess(index, names)));
  }

  /// What a unique index over its first columns finds is one row, which needs no further column.
  private static boolean isFoundByLess(FoundIndex index, List<String> names) {
    return index.unique()
        && index.columns().size() < names.size()
        && names.subList(0, index.columns().size()).equals(index.columns());
  }

  private static boolean isArray(Table table, List<String> names) {
    return names.stream()
        .anyMatch(name -> {
          Found found = table.columns().get(name);
          return found != null && found.column().array();
        });
  }

  private static String create(Mapping mapping, Table table, List<String> names) {
    return "CREATE INDEX ON %s %s(%s)"
        .formatted(
            mapping.from(), isArray(table, names) ? "USING gin " : "", String.join(", ", names));
  }

  private void verify(JoinInto join) {
    Mapping mapping = join.mapping();
    Table table = inventory.tables().get(mapping.from());
    List<String> names = table == null ? null : names(mapping, table, join.remote());
    if (table == null || names == null || !table.indexed() || join.isDeclared()) {
      return;
    }
    boolean served =
        serves(table, names)
            || table.indexes().stream()
                .anyMatch(index -> index.findsEqual() && index.beginsWithAll(names))
            || table.indexes().stream().anyMatch(index -> isUniqueWithin(index, names));
    if (!served) {
      problems.warning(
          "JOIN_WITHOUT_INDEX",
          mapping.column(join.remote().getFirst()).location(),
          "%s finds rows of `%s` in %s by %s, which no index begins with"
              .formatted(join.field(), mapping.from(), mapping.store(), Differences.quoted(names)),
          create(mapping, table, names));
    }
  }

  /// The columns of the fields; null when one is missing or lies inside a document, where indexes
  /// are over expressions.
  private static @Nullable List<String> names(
      Mapping mapping, Table table, List<FieldPath> fields) {
    List<String> names = new ArrayList<>();
    for (FieldPath field : fields) {
      List<Column> columns = mapping.columnsOn(field);
      Column column = columns.getFirst();
      if (columns.size() > 1
          || column.names().size() > 1
          || !table.columns().containsKey(column.name())) {
        return null;
      }
      names.add(column.name());
    }
    return names;
  }
}
