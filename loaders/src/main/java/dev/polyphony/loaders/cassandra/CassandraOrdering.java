package dev.polyphony.loaders.cassandra;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order of a query over rows of which some fields are the same in each read. The others must
/// be the table's own next ones, all in its directions or all reversed.
final class CassandraOrdering {
  private final CassandraTable table;
  private final List<FieldPath> unbound;
  private final List<Boolean> descending;
  private final List<Part> parts = new ArrayList<>();
  private final boolean reversed;

  /// One field of the order.
  ///
  /// @param bound its place among the bound fields, or -1
  /// @param unbound its place among the others, or -1
  /// @param descending in the query's order, which need not be that of reading
  private record Part(FieldPath field, int bound, int unbound, boolean descending) {}

  private final boolean backward;

  /// @param bound the fields that are the same in all rows of a read
  /// @param backward whether the rows are read from their end
  CassandraOrdering(
      CassandraTable table, List<FieldPath> bound, List<FieldOrder> order, boolean backward) {
    this.table = table;
    this.backward = backward;
    List<FieldOrder> rest =
        table.clustering().stream().filter(field -> !bound.contains(field.field())).toList();
    this.reversed = backward != isReversed(rest, bound, order);
    this.unbound = rest.stream().map(FieldOrder::field).toList();
    this.descending =
        rest.stream().map(field -> (field.direction() == Direction.DESC) != reversed).toList();
    for (FieldOrder one : order) {
      parts.add(
          new Part(
              one.field(),
              bound.indexOf(one.field()),
              unbound.indexOf(one.field()),
              one.direction() == Direction.DESC));
    }
  }

  private static boolean isReversed(
      List<FieldOrder> rest, List<FieldPath> bound, List<FieldOrder> order) {
    List<FieldOrder> asked = order.stream().filter(one -> !bound.contains(one.field())).toList();
    if (asked.equals(rest)) {
      return false;
    }
    if (asked.equals(rest.stream().map(FieldOrder::reversed).toList())) {
      return true;
    }
    throw CassandraErrors.unsupported(
        "Cassandra keeps these rows in the order " + rest + " and not " + asked);
  }

  /// Whether rows are read against the table's declared order.
  boolean readsReversed() {
    return reversed;
  }

  /// The fields that differ among the rows of a read.
  List<FieldPath> unbound() {
    return unbound;
  }

  /// For each unbound field whether its values fall as the rows are read.
  List<Boolean> descending() {
    return descending;
  }

  /// Compares rows of two reads on the way in which they are read.
  ///
  /// @param one the values of the bound fields of the one read
  /// @param first those of the unbound fields of its row, as the driver reads them
  int compare(List<Object> one, List<Object> first, List<Object> other, List<Object> second) {
    for (Part part : parts) {
      int compared =
          part.bound >= 0
              ? CassandraOrder.compare(one.get(part.bound), other.get(part.bound))
              : CassandraOrder.compare(first.get(part.unbound), second.get(part.unbound));
      if (compared != 0) {
        return part.descending != backward ? -compared : compared;
      }
    }
    return 0;
  }

  /// Where a position lies in a read. Bound fields decide on rows with the same values before them.
  ///
  /// @param values those of the bound fields
  /// @param after whether rows behind the position are wanted, otherwise those before it
  Place place(Position position, List<Object> values, boolean after) {
    List<Object> prefix = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Object value = plain(part.field, position.values().get(i));
      if (part.bound < 0) {
        if (value == null || CassandraValues.isTooFine(value)) {
          throw CassandraErrors.rejected("a position that no row can have");
        }
        prefix.add(value);
        continue;
      }
      int compared = value == null ? -1 : CassandraOrder.compare(values.get(part.bound), value);
      if (compared != 0) {
        boolean behind = (compared > 0) != part.descending;
        return Place.of(prefix, behind == after);
      }
    }
    return Place.of(prefix, false);
  }

  private @Nullable Object plain(FieldPath field, @Nullable Object value) {
    return value == null ? null : CassandraValues.plain(table.mapping().column(field), value);
  }

  /// All rows of a read, none of them, or those beyond a cut.
  record Place(boolean nothing, @Nullable Cut cut) {
    static Place of(List<Object> prefix, boolean inclusive) {
      return prefix.isEmpty()
          ? new Place(!inclusive, null)
          : new Place(false, new Cut(prefix, inclusive));
    }
  }
}
