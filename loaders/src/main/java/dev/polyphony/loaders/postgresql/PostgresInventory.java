package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.schema.catalog.Mapping;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// The tables that are mapped, as the server describes them.
///
/// @param tables by the mappings' `from`; those that are not there are missing
record PostgresInventory(Map<String, Table> tables) {
  /// @param indexed whether it can have indexes: neither a view nor a foreign table
  record Table(boolean indexed, Map<String, Found> columns, List<FoundIndex> indexes) {}

  /// @param readable whether the user may select it
  record Found(NativeColumn column, boolean readable) {}

  /// An index over whole columns and all rows; others serve no declaration.
  ///
  /// @param method such as `btree`
  record FoundIndex(boolean unique, String method, List<String> columns) {
    FoundIndex {
      columns = List.copyOf(columns);
    }

    boolean beginsWith(List<String> names) {
      return columns.size() >= names.size() && columns.subList(0, names.size()).equals(names);
    }

    /// Whether its first columns are these, in whatever order.
    boolean beginsWithAll(List<String> names) {
      return columns.size() >= names.size()
          && Set.copyOf(columns.subList(0, names.size())).equals(new HashSet<>(names));
    }

    boolean isOrdered() {
      return method.equals("btree");
    }

    boolean findsEqual() {
      return method.equals("btree") || method.equals("hash");
    }
  }

  private static final String COLUMNS =
      """
      SELECT n.place::int4, c.relkind::text, a.attname::text, \
      format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL), a.attnotnull, \
      has_column_privilege(c.oid, a.attnum, 'SELECT') \
      FROM unnest($1::text[]) WITH ORDINALITY AS n(name, place) \
      JOIN pg_class AS c ON c.oid = to_regclass(n.name) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') \
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
      JOIN pg_type AS t ON t.oid = a.atttypid ORDER BY n.place, a.attnum\
      """;

  private static final String INDEXES =
      """
      SELECT n.place::int4, i.indisunique, m.amname::text, \
      ARRAY(SELECT a.attname::text FROM generate_series(0, i.indnkeyatts - 1) AS k(at) \
      JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.at] \
      ORDER BY k.at) \
      FROM unnest($1::text[]) WITH ORDINALITY AS n(name, place) \
      JOIN pg_index AS i ON i.indrelid = to_regclass(n.name) AND i.indisvalid \
      AND i.indpred IS NULL AND i.indexprs IS NULL \
      JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS m ON m.oid = c.relam\
      """;

  private record ColumnRow(int place, String kind, String name, Found found) {}

  private record IndexRow(int place, FoundIndex index) {}

  static CompletionStage<PostgresInventory> of(
      List<Mapping> mappings, PostgresConnections connections, CallContext context) {
    List<String> names = mappings.stream().map(Mapping::from).distinct().toList();
    String[] qualified = names.stream().map(Identifiers::qualified).toArray(String[]::new);
    Object[] parameters = {qualified};
    Collector<Row, ?, List<ColumnRow>> columns =
        Collectors.mapping(PostgresInventory::column, Collectors.toList());
    Collector<Row, ?, List<IndexRow>> indexes =
        Collectors.mapping(PostgresInventory::index, Collectors.toList());
    return connections
        .execute(COLUMNS, parameters, columns, context)
        .thenCombine(
            connections.execute(INDEXES, parameters, indexes, context),
            (columnRows, indexRows) -> of(names, columnRows, indexRows));
  }

  private static ColumnRow column(Row row) {
    String type = row.getString(3);
    boolean array = type.endsWith("[]");
    String element = array ? type.substring(0, type.length() - 2) : type;
    NativeColumn column = new NativeColumn(element, array, row.getBoolean(4));
    return new ColumnRow(
        row.getInteger(0),
        row.getString(1),
        row.getString(2),
        new Found(column, row.getBoolean(5)));
  }

  private static IndexRow index(Row row) {
    return new IndexRow(
        row.getInteger(0),
        new FoundIndex(row.getBoolean(1), row.getString(2), List.of(row.getArrayOfStrings(3))));
  }

  private static PostgresInventory of(
      List<String> names, List<ColumnRow> columns, List<IndexRow> indexes) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (ColumnRow row : columns) {
      boolean indexed = !row.kind.equals("v") && !row.kind.equals("f");
      tables
          .computeIfAbsent(
              names.get(row.place - 1),
              _ -> new Table(indexed, new LinkedHashMap<>(), new ArrayList<>()))
          .columns
          .put(row.name, row.found);
    }
    for (IndexRow row : indexes) {
      Table table = tables.get(names.get(row.place - 1));
      if (table != null) {
        table.indexes.add(row.index);
      }
    }
    return new PostgresInventory(tables);
  }
}
