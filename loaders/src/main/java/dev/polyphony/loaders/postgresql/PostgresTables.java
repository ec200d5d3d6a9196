package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import io.vertx.sqlclient.Row;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the server says of the tables that are mapped: asked once for each, and again after it
/// turned out wrong.
///
/// Without it, a text could not be compared with a native enum or citext by its index, and some
/// values would end the driver's connection.
final class PostgresTables {
  private static final int MOST = 10_000;

  private final PostgresConnections connections;

  /// By identity: a catalog's mappings live as long as it, and comparing them is not cheap.
  private volatile IdentityHashMap<Mapping, PostgresTable> known = new IdentityHashMap<>();

  PostgresTables(PostgresConnections connections) {
    this.connections = connections;
  }

  CompletionStage<PostgresTable> of(Mapping mapping, CallContext context) {
    PostgresTable table = known.get(mapping);
    return table == null ? described(mapping, context) : CompletableFuture.completedFuture(table);
  }

  private CompletionStage<PostgresTable> described(Mapping mapping, CallContext context) {
    return connections
        .execute(
            PostgresTable.DESCRIBE,
            new Object[] {Identifiers.qualified(mapping.from())},
            columns(),
            context)
        .thenApply(columns -> {
          PostgresTable table = new PostgresTable(mapping, columns);
          remember(mapping, table);
          return table;
        });
  }

  /// What a native statement gives, as if it were a table.
  ///
  /// @param parameters of the statement without its limit
  CompletionStage<PostgresTable> of(
      NativeStatement statement, List<? extends @Nullable Object> parameters, CallContext context) {
    PostgresTable table = known.get(statement.row());
    if (table != null) {
      return CompletableFuture.completedFuture(table);
    }
    List<String> columns = NativeQueries.columns(statement);
    return connections
        .executeReadOnly(
            NativeQueries.describe(statement, columns),
            parameters.toArray(),
            Collectors.mapping(row -> types(row, columns), Collectors.toList()),
            context)
        .thenApply(types -> {
          PostgresTable described = new PostgresTable(statement.row(), types.getFirst());
          remember(statement.row(), described);
          return described;
        });
  }

  private static Map<String, NativeColumn> types(Row row, List<String> columns) {
    Map<String, NativeColumn> types = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      types.put(columns.get(i), NativeColumn.of(row.getString(i), false));
    }
    return types;
  }

  private static Collector<Row, ?, Map<String, NativeColumn>> columns() {
    return Collector.of(
        LinkedHashMap::new,
        (columns, row) ->
            columns.put(row.getString(0), NativeColumn.of(row.getString(1), row.getBoolean(2))),
        (one, other) -> {
          one.putAll(other);
          return one;
        });
  }

  private synchronized void remember(Mapping mapping, PostgresTable table) {
    IdentityHashMap<Mapping, PostgresTable> more = new IdentityHashMap<>();
    if (known.size() < MOST) {
      more.putAll(known);
    }
    more.put(mapping, table);
    known = more;
  }

  synchronized void forget(Mapping mapping) {
    IdentityHashMap<Mapping, PostgresTable> fewer = new IdentityHashMap<>(known);
    fewer.remove(mapping);
    known = fewer;
  }
}
