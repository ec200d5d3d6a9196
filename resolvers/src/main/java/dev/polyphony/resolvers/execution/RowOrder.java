package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders rows.
final class RowOrder {
  private RowOrder() {}

  @SuppressWarnings("unchecked")
  static Comparator<@Nullable Object[]> of(List<FieldOrder> order, List<String> header) {
    return (a, b) -> {
      for (FieldOrder o : order) {
        int c = header.indexOf(o.field().first());
        Object x = a[c];
        Object y = b[c];
        int sign = o.direction() == Direction.ASC ? 1 : -1;
        int compared =
            x == null
                ? (y == null ? 0 : 1)
                : y == null ? -1 : ((Comparable<Object>) x).compareTo(y);
        if (compared != 0) {
          return compared * sign;
        }
      }
      return 0;
    };
  }
}
