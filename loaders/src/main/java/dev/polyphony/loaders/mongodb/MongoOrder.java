package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/// An order in which null comes last, out of a server that sorts null first.
///
/// The documents are parted by which of the order's fields are null: within a part those fields do
/// not count and the server's order is ours. Each part is one indexed `find`, all are sent at once,
/// and [#compare] merges them. One field that can be null makes two parts, two make four.
final class MongoOrder {
  /// Eight statements for one page are enough.
  static final int MOST_NULLABLE = 3;

  /// The documents whose order fields are null exactly where `nulls` says so.
  ///
  /// @param filter what selects them, the page's bounds included
  record Part(BitSet nulls, Clause filter, BsonDocument sort) {}

  private final MongoFilters filters;
  private final List<MongoField> fields;
  private final List<Direction> directions;
  private final List<Integer> nullable;
  private final Page page;

  /// @param present fields that are known not to be null
  MongoOrder(Mapping mapping, List<FieldOrder> order, Page page, Set<FieldPath> present) {
    this.filters = new MongoFilters(mapping);
    this.fields = order.stream().map(o -> MongoField.of(mapping, o.field())).toList();
    this.directions = order.stream().map(FieldOrder::direction).toList();
    this.nullable = nullable(mapping, order, present);
    this.page = page;
    for (MongoField field : fields) {
      if (!field.isSingle()) {
        throw new StoreException(
            FailureReason.UNSUPPORTED, "MongoDB cannot order by " + field.field());
      }
    }
    if (nullable.size() > MOST_NULLABLE) {
      throw new StoreException(
          FailureReason.UNSUPPORTED,
          "MongoDB cannot order by more than " + MOST_NULLABLE + " fields that can be null");
    }
  }

  /// Which fields of an order can be null, by index.
  static List<Integer> nullable(Mapping mapping, List<FieldOrder> order, Set<FieldPath> present) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      FieldPath field = order.get(i).field();
      boolean canBeNull = mapping.columnsOn(field).stream().anyMatch(c -> c.nullable());
      if (canBeNull && !mapping.key().contains(field) && !present.contains(field)) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  /// The fields whose values [#compare] needs: those before the last one that can be null.
  List<MongoField> compared() {
    return nullable.isEmpty() ? List.of() : fields.subList(0, nullable.getLast());
  }

  /// Parts that can have documents on the page, the one without nulls first.
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int pattern = 0; pattern < 1 << nullable.size(); pattern++) {
      BitSet nulls = new BitSet(fields.size());
      for (int bit = 0; bit < nullable.size(); bit++) {
        nulls.set(nullable.get(bit), (pattern & 1 << bit) != 0);
      }
      Clause filter =
          Clause.and(
              pattern(nulls),
              beyond(page.after(), true, nulls),
              beyond(page.before(), false, nulls));
      if (filter != Clause.NOTHING) {
        parts.add(new Part(nulls, filter, sort(nulls)));
      }
    }
    return parts;
  }

  private Clause pattern(BitSet nulls) {
    List<Clause> clauses = new ArrayList<>();
    for (int index : nullable) {
      String path = fields.get(index).path();
      clauses.add(nulls.get(index) ? Clause.isNull(path) : Clause.isNotNull(path));
    }
    return Clause.and(clauses);
  }

  private BsonDocument sort(BitSet nulls) {
    BsonDocument sort = new BsonDocument();
    for (int i = 0; i < fields.size(); i++) {
      if (!nulls.get(i)) {
        sort.put(fields.get(i).path(), new BsonInt32(ascending(i) ? 1 : -1));
      }
    }
    return sort;
  }

  /// Whether the statement reads the field upwards; a page from the end is read backwards.
  private boolean ascending(int index) {
    return (directions.get(index) == Direction.ASC) != page.backward();
  }

  /// What lies strictly after the position, or strictly before it.
  private Clause beyond(@Nullable Position position, boolean after, BitSet nulls) {
    if (position == null) {
      return Clause.ALL;
    }
    if (position.values().size() != fields.size()) {
      throw new IllegalArgumentException("a position of " + position.values().size() + " values");
    }
    List<Clause> alternatives = new ArrayList<>();
    List<Clause> equal = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Object value = position.values().get(i);
      boolean up = (directions.get(i) == Direction.ASC) == after;
      List<Clause> alternative = new ArrayList<>(equal);
      alternative.add(beyond(i, value, up, nulls.get(i)));
      alternatives.add(Clause.and(alternative));
      equal.add(equal(i, value, nulls.get(i)));
    }
    return Clause.and(leading(position, after, nulls), Clause.or(alternatives));
  }

  private Clause beyond(int index, @Nullable Object value, boolean up, boolean isNull) {
    if (isNull) {
      return up && value != null ? Clause.ALL : Clause.NOTHING;
    }
    if (value == null) {
      return up ? Clause.NOTHING : Clause.ALL;
    }
    return filters.compare(fields.get(index), up ? Operator.GT : Operator.LT, value);
  }

  private Clause equal(int index, @Nullable Object value, boolean isNull) {
    if (isNull || value == null) {
      return isNull && value == null ? Clause.ALL : Clause.NOTHING;
    }
    return filters.compare(fields.get(index), Operator.EQ, value);
  }

  /// A bound on the first field that the alternatives imply: an index can start from it.
  private Clause leading(Position position, boolean after, BitSet nulls) {
    Object value = position.values().getFirst();
    if (fields.size() == 1 || nulls.get(0) || value == null) {
      return Clause.ALL;
    }
    boolean up = (directions.getFirst() == Direction.ASC) == after;
    return filters.compare(fields.getFirst(), up ? Operator.GTE : Operator.LTE, value);
  }

  /// Compares documents of different parts in the order of reading. The values of [#compared] stand
  /// in their cells from `from` on.
  int compare(
      BitSet nulls,
      @Nullable Object[] cells,
      BitSet otherNulls,
      @Nullable Object[] otherCells,
      int from) {
    for (int i = 0; i < fields.size(); i++) {
      int ascending = ascending(i) ? 1 : -1;
      if (nulls.get(i) != otherNulls.get(i)) {
        return nulls.get(i) ? ascending : -ascending;
      }
      Object value = from + i < cells.length ? cells[from + i] : null;
      Object other = from + i < otherCells.length ? otherCells[from + i] : null;
      if (value != null && other != null) {
        int byValue = BsonOrder.compare(value, other);
        if (byValue != 0) {
          return byValue * ascending;
        }
      }
    }
    return 0;
  }
}
