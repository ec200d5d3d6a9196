package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueOrder;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.Rows;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders rows as a store would.
final class RowOrder {
  private RowOrder() {}

  static Comparator<@Nullable Object[]> of(
      Mapping mapping, List<FieldOrder> order, List<String> header) {
    return (left, right) -> {
      for (FieldOrder field : order) {
        int compared =
            ValueOrder.compare(
                mapping.column(field.field()),
                value(left, header, field.field()),
                value(right, header, field.field()));
        if (compared != 0) {
          return field.direction() == Direction.ASC ? compared : -compared;
        }
      }
      return 0;
    };
  }

  private static @Nullable Object value(
      @Nullable Object[] row, List<String> header, FieldPath path) {
    @Nullable Object[] cells = row;
    List<String> names = header;
    for (String segment : path.segments().subList(0, path.segments().size() - 1)) {
      if (!(cells[names.indexOf(segment)] instanceof Rows nested) || nested.size() == 0) {
        return null;
      }
      names = nested.header();
      cells = nested.row(0);
    }
    Object value = cells[names.indexOf(path.last())];
    return value instanceof BadValue ? null : value;
  }
}
