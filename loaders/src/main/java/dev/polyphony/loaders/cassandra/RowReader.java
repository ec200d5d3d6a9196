package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyphony.loaders.cassandra.Outcome.Found;
import dev.polyphony.schema.algebra.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a plan.
final class RowReader {
  private final CassandraRows rows;
  private final Map<String, Integer> places = new HashMap<>();
  private final int marker;
  private final int[] order;

  RowReader(CassandraPlan plan) {
    this.rows = plan.rows();
    for (String column : plan.columns()) {
      places.put(column, places.size());
    }
    String marker = plan.marker();
    this.marker = marker == null ? -1 : plan.columns().indexOf(marker);
    List<FieldPath> compared = plan.isCompared() ? plan.ordering().unbound() : List.of();
    this.order =
        compared.stream()
            .mapToInt(field -> plan.columns().indexOf(plan.table().mapping().column(field).name()))
            .toArray();
  }

  /// Null for a partition that holds nothing but static columns: it has no row of the entity.
  @Nullable Found read(Row row) {
    if (marker >= 0 && row.isNull(marker)) {
      return null;
    }
    List<Object> values = order.length == 0 ? List.of() : new ArrayList<>(order.length);
    for (int place : order) {
      Object value = row.getObject(place);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new Found(rows.read(CassandraRows.of(row, places)), values);
  }
}
