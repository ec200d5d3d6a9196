package dev.polyphony.loaders.cassandra;

import java.util.List;

/// A statement with its values.
///
/// @param columns for each value the column that it is compared with
/// @param values plain ones
/// @param limit most rows
record CassandraStatement(String text, List<String> columns, List<Object> values, int limit) {
  CassandraStatement {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }
}
