package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.rows.Rows;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.internal.RowInternal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// The rows of one execution, taken from the driver as they arrive, and with each the number of its
/// key or parent.
final class PostgresRows {
  private final ValueReader[] readers;
  private final boolean numbered;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private int[] numbers = {};

  private PostgresRows(ValueReader[] readers, boolean numbered) {
    this.readers = readers;
    this.numbered = numbered;
  }

  static Collector<Row, PostgresRows, PostgresRows> collector(
      PostgresStatement statement, boolean numbered) {
    ValueReader[] readers = statement.readers().toArray(ValueReader[]::new);
    return Collector.of(
        () -> new PostgresRows(readers, numbered),
        PostgresRows::add,
        (one, other) -> {
          throw new IllegalStateException("rows of one execution come in sequence");
        });
  }

  private void add(Row row) {
    int at = 0;
    if (numbered) {
      if (rows.size() == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(16, 2 * numbers.length));
      }
      numbers[rows.size()] = row.getLong(0).intValue();
      at = 1;
    }
    @Nullable Object[] cells = new @Nullable Object[readers.length];
    for (int i = 0; i < cells.length; i++) {
      ValueReader reader = readers[i];
      cells[i] = reader.read().cell(row, at);
      at += reader.width();
    }
    rows.add(cells);
    // Lets the driver use one row object for all rows.
    ((RowInternal) row).release();
  }

  int size() {
    return rows.size();
  }

  int[] numbers() {
    return numbers;
  }

  /// The first cell of a row of counts.
  long number(int row) {
    return rows.get(row)[0] instanceof Long number ? number : 0;
  }

  void reverse() {
    Collections.reverse(rows);
  }

  List<@Nullable Object[]> cells() {
    return rows;
  }

  Rows under(List<String> header) {
    return Rows.of(header, rows);
  }
}
