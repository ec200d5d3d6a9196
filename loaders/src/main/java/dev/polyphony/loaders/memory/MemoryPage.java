package dev.polyphony.loaders.memory;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Orders documents and cuts pages.
record MemoryPage(Mapping mapping, List<FieldOrder> order, Page page) {
  /// The indexes of the page's documents, in order.
  List<Integer> of(List<Integer> indexes, List<Map<String, ?>> documents) {
    List<Integer> window = new ArrayList<>();
    for (int index : indexes) {
      Map<String, ?> document = documents.get(index);
      if (isAfter(page.after(), document, 1) && isAfter(page.before(), document, -1)) {
        window.add(index);
      }
    }
    Comparator<Integer> comparator = (a, b) -> compare(documents.get(a), values(documents.get(b)));
    window.sort(comparator);
    int size = Math.min(page.limit(), window.size());
    return page.backward()
        ? window.subList(window.size() - size, window.size())
        : window.subList(0, size);
  }

  private boolean isAfter(@Nullable Position position, Map<String, ?> document, int sign) {
    return position == null || Integer.signum(compare(document, position.values())) == sign;
  }

  private List<@Nullable Object> values(Map<String, ?> document) {
    List<@Nullable Object> values = new ArrayList<>();
    for (FieldOrder field : order) {
      values.add(MemoryRows.value(mapping, field.field(), document));
    }
    return values;
  }

  private int compare(Map<String, ?> document, List<@Nullable Object> values) {
    for (int i = 0; i < order.size(); i++) {
      FieldOrder field = order.get(i);
      Object value = MemoryRows.value(mapping, field.field(), document);
      int compared = ValueOrder.compare(mapping.column(field.field()), value, values.get(i));
      if (compared != 0) {
        return field.direction() == Direction.ASC ? compared : -compared;
      }
    }
    return 0;
  }
}
