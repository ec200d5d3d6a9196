package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.janusgraph.GraphFields.Place;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import java.util.ArrayList;
import java.util.List;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.jspecify.annotations.Nullable;

/// A page as steps: those elements that lie between its ends, in order, up to its limit. A page
/// from the end comes in reverse.
final class GraphOrder {
  private record Part(Place place, Direction direction) {}

  private final GraphFilter filter;
  private final Page page;
  private final List<Part> parts = new ArrayList<>();

  GraphOrder(GraphFilter filter, List<FieldOrder> order, Page page) {
    this.filter = filter;
    this.page = page;
    for (FieldOrder one : order) {
      Place place = filter.fields().place(one.field());
      GraphFilter.requireOrdered(place);
      parts.add(new Part(place, one.direction()));
    }
  }

  /// What lies outside of the page does not pass.
  Gremlin window() {
    Gremlin window = Gremlin.start();
    if (page.after() != null) {
      window.then(beyond(page.after(), false));
    }
    if (page.before() != null) {
      window.then(beyond(page.before(), true));
    }
    return window;
  }

  Gremlin sorted() {
    Gremlin sorted = Gremlin.of("order");
    for (Part part : parts) {
      Order order = direction(part, page.backward()) == Direction.ASC ? Order.asc : Order.desc;
      Gremlin values = filter.ordered(part.place());
      if (filter.fields().isPresent(part.place())) {
        sorted.step("by", values, order);
      } else {
        // Null is the greatest value; the server would drop what has none.
        sorted.step("by", Gremlin.of("coalesce", values.step("constant", 0), nothing(1)), order);
        sorted.step("by", Gremlin.of("coalesce", filter.ordered(part.place()), nothing(0)), order);
      }
    }
    return sorted.step("limit", (long) page.limit());
  }

  private static Gremlin nothing(int filler) {
    return Gremlin.of("constant", filler);
  }

  private static Direction direction(Part part, boolean reversed) {
    return reversed ? part.direction().reversed() : part.direction();
  }

  /// Elements behind a position, or before it: those that are beyond it in one field and equal to
  /// it in all fields before.
  private Gremlin beyond(Position position, boolean reversed) {
    List<Gremlin> alternatives = new ArrayList<>();
    Gremlin equal = Gremlin.start();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Object value = position.values().get(i);
      Object stored = value == null ? null : JanusGraphValues.stored(part.place().column(), value);
      if (value != null && stored == null) {
        // No element equals it or lies beyond it.
        break;
      }
      Gremlin beyond = beyond(part.place(), direction(part, reversed), stored);
      if (beyond != null) {
        alternatives.add(Gremlin.start().then(equal).then(beyond));
      }
      equal = Gremlin.start().then(equal).then(same(part.place(), stored));
    }
    return alternatives.isEmpty()
        ? Gremlin.never()
        : Gremlin.of("or", (Object[]) alternatives.toArray(Gremlin[]::new));
  }

  /// Null where nothing is beyond the value.
  private @Nullable Gremlin beyond(Place place, Direction direction, @Nullable Object stored) {
    boolean nullable = !filter.fields().isPresent(place);
    if (stored == null) {
      return direction == Direction.ASC ? null : filter.fields().values(place);
    }
    Gremlin further =
        filter.range(place, direction == Direction.ASC ? Operator.GT : Operator.LT, stored);
    return nullable && direction == Direction.ASC
        ? Gremlin.of("or", further, filter.isNull(place))
        : further;
  }

  private Gremlin same(Place place, @Nullable Object stored) {
    return stored == null ? filter.isNull(place) : filter.passes(place, P.eq(stored));
  }
}
