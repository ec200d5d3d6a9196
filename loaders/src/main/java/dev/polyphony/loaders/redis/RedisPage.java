package dev.polyphony.loaders.redis;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueOrder;
import dev.polyphony.schema.rows.BadValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders the few rows that lie under one key and cuts a page of them.
///
/// @param places where in a row each field of the order is
record RedisPage(Mapping mapping, List<FieldOrder> order, List<Integer> places, Page page) {
  static RedisPage of(Mapping mapping, List<FieldOrder> order, List<String> header, Page page) {
    List<Integer> places =
        order.stream().map(one -> header.indexOf(one.field().toString())).toList();
    return new RedisPage(mapping, order, places, page);
  }

  List<@Nullable Object[]> of(List<@Nullable Object[]> rows) {
    List<@Nullable Object[]> window = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      if (isBeyond(row, page.after(), 1) && isBeyond(row, page.before(), -1)) {
        window.add(row);
      }
    }
    window.sort((a, b) -> compare(a, values(b)));
    int size = Math.min(page.limit(), window.size());
    return page.backward()
        ? window.subList(window.size() - size, window.size())
        : window.subList(0, size);
  }

  private boolean isBeyond(@Nullable Object[] row, @Nullable Position position, int sign) {
    return position == null || Integer.signum(compare(row, position.values())) == sign;
  }

  private List<@Nullable Object> values(@Nullable Object[] row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int place : places) {
      values.add(row[place]);
    }
    return values;
  }

  private int compare(@Nullable Object[] row, List<@Nullable Object> values) {
    for (int i = 0; i < places.size(); i++) {
      Column column = mapping.column(order.get(i).field());
      int compared = ValueOrder.compare(column, known(row[places.get(i)]), known(values.get(i)));
      if (compared != 0) {
        return order.get(i).direction() == Direction.ASC ? compared : -compared;
      }
    }
    return 0;
  }

  /// What does not fit its column is ordered as if it were absent.
  private static @Nullable Object known(@Nullable Object value) {
    return value instanceof BadValue ? null : value;
  }
}
