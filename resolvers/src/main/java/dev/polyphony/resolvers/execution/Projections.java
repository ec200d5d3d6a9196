package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds fields to projections. What was there keeps its place.
final class Projections {
  private Projections() {}

  static Projection with(Projection projection, Iterable<FieldPath> fields) {
    Projection wider = projection;
    for (FieldPath field : fields) {
      wider = with(wider, field.segments());
    }
    return wider;
  }

  private static Projection with(Projection projection, List<String> path) {
    List<Projection.Item> items = new ArrayList<>(projection.items());
    boolean value = path.size() == 1;
    int index = index(items, path.getFirst());
    if (index < 0) {
      Projection nested =
          value ? null : with(new Projection(List.of()), path.subList(1, path.size()));
      items.add(new Projection.Item(path.getFirst(), nested));
      return new Projection(items);
    }
    Projection known = items.get(index).nested();
    if (value || known == null) {
      return projection;
    }
    Projection nested = with(known, path.subList(1, path.size()));
    items.set(index, new Projection.Item(path.getFirst(), nested));
    return new Projection(items);
  }

  /// The way to a field's cell: an index, and one more for each embedded object on the way.
  static int[] way(Projection projection, FieldPath field) {
    int[] way = new int[field.segments().size()];
    @Nullable Projection scope = projection;
    for (int i = 0; i < way.length; i++) {
      if (scope == null) {
        throw new IllegalArgumentException(field + " is not read");
      }
      way[i] = index(scope.items(), field.segments().get(i));
      scope = scope.items().get(way[i]).nested();
    }
    return way;
  }

  private static int index(List<Projection.Item> items, String field) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).field().equals(field)) {
        return i;
      }
    }
    return -1;
  }
}
