package dev.polyphony.loaders.postgresql;

import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// An order, and the rows on one side of a position in it. Null is greater than every value, as
/// PostgreSQL sorts it by itself.
final class KeysetText {
  private final List<FieldOrder> order;
  private final List<FieldExpression> fields;

  KeysetText(List<FieldOrder> order, List<FieldExpression> fields) {
    this.order = order;
    this.fields = fields;
  }

  String orderBy(boolean backward) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Direction direction = direction(i, backward);
      parts.add(fields.get(i).value() + (direction == Direction.ASC ? "" : " DESC"));
    }
    return parts.isEmpty() ? "" : " ORDER BY " + String.join(", ", parts);
  }

  private Direction direction(int field, boolean reversed) {
    Direction direction = order.get(field).direction();
    return reversed ? direction.reversed() : direction;
  }

  /// The rows strictly after the position, or strictly before it when `reversed`.
  ///
  /// @param nulls for each field whether the position is null there; the other values are bound
  String beyond(List<Boolean> nulls, boolean reversed, IntSupplier next) {
    List<String> bounds = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      bounds.add(nulls.get(i) ? "NULL" : fields.get(i).bound(next.getAsInt()));
    }
    if (isOneComparison(nulls, reversed)) {
      return compareRows(bounds, reversed);
    }
    String text = "false";
    for (int i = fields.size() - 1; i >= 0; i--) {
      String beyond = beyond(i, nulls.get(i), bounds.get(i), reversed);
      text =
          text.equals("false")
              ? beyond
              : "(%s OR (%s AND %s))".formatted(beyond, same(i, nulls.get(i), bounds.get(i)), text);
    }
    return leading(nulls, bounds, reversed) + text;
  }

  /// Rows compare as a whole, and by an index on them, when all fields go the same way and no null
  /// lies on the side that is asked for.
  private boolean isOneComparison(List<Boolean> nulls, boolean reversed) {
    if (fields.isEmpty() || nulls.contains(true)) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      boolean upwards = direction(i, reversed) == Direction.ASC;
      if (direction(i, reversed) != direction(0, reversed)
          || (upwards && !fields.get(i).isNeverNull())) {
        return false;
      }
    }
    return true;
  }

  private String compareRows(List<String> bounds, boolean reversed) {
    String sign = direction(0, reversed) == Direction.ASC ? " > " : " < ";
    if (bounds.size() == 1) {
      return fields.getFirst().value() + sign + bounds.getFirst();
    }
    List<String> values = fields.stream().map(FieldExpression::value).toList();
    return "(" + String.join(", ", values) + ")" + sign + "(" + String.join(", ", bounds) + ")";
  }

  /// Lets an index on the first field begin at the position.
  private String leading(List<Boolean> nulls, List<String> bounds, boolean reversed) {
    FieldExpression first = fields.getFirst();
    if (fields.size() == 1 || nulls.getFirst()) {
      return "";
    }
    return switch (direction(0, reversed)) {
      case ASC -> first.isNeverNull() ? first.value() + " >= " + bounds.getFirst() + " AND " : "";
      case DESC -> first.value() + " <= " + bounds.getFirst() + " AND ";
    };
  }

  private String beyond(int field, boolean isNull, String bound, boolean reversed) {
    FieldExpression expression = fields.get(field);
    String value = expression.value();
    return switch (direction(field, reversed)) {
      case ASC -> {
        if (isNull) {
          yield "false";
        }
        yield expression.isNeverNull()
            ? value + " > " + bound
            : "(" + value + " > " + bound + " OR " + value + " IS NULL)";
      }
      case DESC -> isNull ? value + " IS NOT NULL" : value + " < " + bound;
    };
  }

  private String same(int field, boolean isNull, String bound) {
    String value = fields.get(field).value();
    return isNull ? value + " IS NULL" : value + " = " + bound;
  }
}
