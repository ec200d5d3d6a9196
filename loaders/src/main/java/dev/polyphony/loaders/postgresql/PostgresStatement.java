package dev.polyphony.loaders.postgresql;

import java.util.List;

/// A statement of one shape: its text with `$n` in place of values, and how its rows are read.
record PostgresStatement(String text, List<ValueReader> readers, List<String> header) {
  PostgresStatement {
    readers = List.copyOf(readers);
    header = List.copyOf(header);
  }
}
