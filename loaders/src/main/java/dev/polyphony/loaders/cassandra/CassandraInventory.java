package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import dev.polyphony.schema.algebra.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Tables as the cluster describes them: their keys from the system's own tables, their types from
/// what a statement over them would give. Nothing of them is read.
///
/// @param tables by qualified name, `keyspace.table`; those that are not there are missing
/// @param names of all tables in the keyspaces that were looked at
record CassandraInventory(Map<String, Table> tables, Set<String> names) {
  /// @param partition its columns in their order
  /// @param clustering its columns in their order, with the direction in which rows are kept
  record Table(
      Map<String, DataType> columns, List<String> partition, Map<String, Direction> clustering) {
    List<String> primaryKey() {
      List<String> key = new ArrayList<>(partition);
      key.addAll(clustering.keySet());
      return key;
    }
  }

  private static final String KEYS =
      "SELECT table_name, column_name, kind, position, clustering_order"
          + " FROM system_schema.columns WHERE keyspace_name = ?";

  /// @param position in the partition or among the clustering columns
  private record KeyColumn(
      String table, String name, String kind, int position, String direction) {}

  static CompletableFuture<CassandraInventory> of(
      Set<String> names, PreparedStatements statements, Duration timeout) {
    Map<String, List<String>> byKeyspace = new LinkedHashMap<>();
    for (String name : names) {
      String keyspace = name.substring(0, name.indexOf('.'));
      byKeyspace.computeIfAbsent(keyspace, _ -> new ArrayList<>()).add(name);
    }
    CassandraInventory inventory =
        new CassandraInventory(new LinkedHashMap<>(), new LinkedHashSet<>());
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (Map.Entry<String, List<String>> keyspace : byKeyspace.entrySet()) {
      all =
          all.thenCompose(_ -> keys(keyspace.getKey(), statements, timeout))
              .thenCompose(
                  keys -> inventory.add(keyspace.getKey(), keyspace.getValue(), keys, statements));
    }
    return all.thenApply(_ -> inventory);
  }

  private static CompletionStage<List<KeyColumn>> keys(
      String keyspace, PreparedStatements statements, Duration timeout) {
    List<KeyColumn> columns = new ArrayList<>();
    return statements
        .session()
        .executeAsync(SimpleStatement.newInstance(KEYS, keyspace).setTimeout(timeout))
        .thenCompose(frame -> read(frame, columns));
  }

  private static CompletionStage<List<KeyColumn>> read(
      AsyncResultSet frame, List<KeyColumn> columns) {
    for (Row row : frame.currentPage()) {
      columns.add(
          new KeyColumn(text(row, 0), text(row, 1), text(row, 2), row.getInt(3), text(row, 4)));
    }
    return frame.hasMorePages()
        ? frame.fetchNextPage().thenCompose(next -> read(next, columns))
        : CompletableFuture.completedFuture(columns);
  }

  private static String text(Row row, int column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private CompletableFuture<Void> add(
      String keyspace, List<String> wanted, List<KeyColumn> keys, PreparedStatements statements) {
    keys.forEach(key -> names.add(keyspace + '.' + key.table));
    List<CompletableFuture<Void>> described = new ArrayList<>();
    for (String name : wanted) {
      if (names.contains(name)) {
        List<KeyColumn> own =
            keys.stream().filter(key -> name.equals(keyspace + '.' + key.table)).toList();
        described.add(
            statements
                .prepared("SELECT * FROM " + Identifiers.qualified(name))
                .thenAccept(statement -> add(name, table(statement, own))));
      }
    }
    return CompletableFuture.allOf(described.toArray(CompletableFuture<?>[]::new));
  }

  private void add(String name, Table table) {
    synchronized (tables) {
      tables.put(name, table);
    }
  }

  private static Table table(PreparedStatement statement, List<KeyColumn> keys) {
    Map<String, DataType> columns = new LinkedHashMap<>();
    for (ColumnDefinition column : statement.getResultSetDefinitions()) {
      columns.put(column.getName().asInternal(), column.getType());
    }
    List<String> partition = new ArrayList<>();
    Map<String, Direction> clustering = new LinkedHashMap<>();
    keys.stream()
        .sorted(Comparator.comparingInt(KeyColumn::position))
        .forEach(key -> {
          if (key.kind.equals("partition_key")) {
            partition.add(key.name);
          } else if (key.kind.equals("clustering")) {
            clustering.put(key.name, key.direction.equals("desc") ? Direction.DESC : Direction.ASC);
          }
        });
    return new Table(columns, partition, clustering);
  }
}
