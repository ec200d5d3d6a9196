package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.catalog.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A mapping beside the table that it names, and the statements that were made for it.
final class PostgresTable {
  /// The server's own description of a table; no rows when there is none of that name.
  static final String DESCRIBE =
      """
      SELECT a.attname::text, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL), \
      a.attnotnull FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid \
      WHERE a.attrelid = to_regclass($1::text) AND a.attnum > 0 AND NOT a.attisdropped\
      """;

  private static final int STATEMENTS = 500;

  private final Mapping mapping;
  private final Map<String, NativeColumn> columns;
  private final Map<Object, PostgresStatement> statements = new ConcurrentHashMap<>();

  PostgresTable(Mapping mapping, Map<String, NativeColumn> columns) {
    this.mapping = mapping;
    this.columns = new LinkedHashMap<>(columns);
    if (columns.isEmpty()) {
      throw new StoreException(
          FailureReason.BAD_DATA,
          "table %s is missing; does it match @entity(from:) of %s?"
              .formatted(mapping.from(), mapping.entity()));
    }
  }

  Mapping mapping() {
    return mapping;
  }

  String name() {
    return Identifiers.qualified(mapping.from());
  }

  NativeColumn column(String name) {
    NativeColumn column = columns.get(name);
    if (column == null) {
      throw new StoreException(
          FailureReason.BAD_DATA,
          "column %s of %s is missing; does it match @column(name:) in %s?"
              .formatted(name, mapping.from(), mapping.entity()));
    }
    return column;
  }

  /// The statement of a request's shape. How many shapes there are, is for the schema to bound;
  /// when they are too many all the same, it starts anew.
  PostgresStatement statement(Object shape, Function<PostgresTable, PostgresStatement> build) {
    PostgresStatement known = statements.get(shape);
    if (known != null) {
      return known;
    }
    PostgresStatement built = build.apply(this);
    if (statements.size() >= STATEMENTS) {
      statements.clear();
    }
    statements.put(shape, built);
    return built;
  }
}
