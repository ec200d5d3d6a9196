package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ListAccess;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.ValueType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the lists of all members of an interface or a union have in common.
final class Common {
  private Common() {}

  /// A list that stands for them: with what they share of fields, filters and orders.
  static ListBinding list(
      AbstractSource type, List<ListBinding> members, List<FieldOrder> order, String inputs) {
    ListBinding first = members.getFirst();
    return new ListBinding(
        type.name(),
        mapping(type, members, order),
        first.shape(),
        first.filters(),
        order,
        access(members),
        inputs);
  }

  private static ListAccess access(List<ListBinding> members) {
    Set<FieldPath> ordered = new LinkedHashSet<>(ListInputs.ordered(members.getFirst()));
    members.forEach(member -> ordered.retainAll(ListInputs.ordered(member)));
    List<FieldOrder> order =
        ordered.stream().map(field -> FieldOrder.ascending(field.toString())).toList();
    return new ListAccess(
        List.of(new AccessPath(List.of(), false, null, order, 0, false)),
        members.stream().allMatch(member -> member.access().free()),
        members.stream().allMatch(member -> member.access().filters()),
        members.stream().allMatch(member -> member.access().counts()),
        members.stream().allMatch(member -> member.access().offsets()));
  }

  private static Mapping mapping(
      AbstractSource type, List<ListBinding> members, List<FieldOrder> order) {
    Mapping first = members.getFirst().mapping();
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String field : type.type().fields().keySet()) {
      Column column = first.columns().get(field);
      boolean shared =
          column != null
              && members.stream().allMatch(one -> same(column, one.mapping().columns().get(field)));
      if (column != null && shared) {
        columns.put(field, column);
      }
    }
    return new Mapping(
        type.name(),
        first.store(),
        first.kind(),
        first.from(),
        first.key(),
        List.of(),
        order,
        List.of(),
        columns,
        Storage.PLAIN,
        first.location());
  }

  /// Whether two columns hold the same values, as clients see them.
  private static boolean same(Column column, @org.jspecify.annotations.Nullable Column other) {
    return other != null
        && column.type() == other.type()
        && column.list() == other.list()
        && column.isObject() == other.isObject()
        && column.enumNames().keySet().equals(other.enumNames().keySet());
  }

  /// Whether the values of two columns are in the same order.
  static boolean sameOrder(Column column, Column other) {
    return same(column, other)
        && column.hasOrder()
        && other.hasOrder()
        && column.enumNames().isEmpty()
        && isNumber(column) == isNumber(other);
  }

  /// An `ID` that is stored as a number is in the order of numbers.
  private static boolean isNumber(Column column) {
    return column.stored() == ValueType.INT || column.stored() == ValueType.LONG;
  }
}
