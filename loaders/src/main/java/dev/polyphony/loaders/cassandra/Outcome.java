package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a statement came to: rows in the order of reading, or a failure.
record Outcome(List<Found> rows, @Nullable StoreException failure) {
  /// A row.
  static final class Found {
    private final @Nullable Object[] cells;
    private final List<Object> order;

    /// @param cells in the order of the projection
    /// @param order the values of the unbound clustering fields as the driver reads them, where
    ///   rows are compared; else none
    Found(@Nullable Object[] cells, List<Object> order) {
      this.cells = cells;
      this.order = order;
    }

    @Nullable Object[] cells() {
      return cells;
    }

    List<Object> order() {
      return order;
    }
  }

  static Outcome of(List<Found> rows) {
    return new Outcome(rows, null);
  }

  static Outcome failed(StoreException failure) {
    return new Outcome(List.of(), failure);
  }
}
