package dev.polyphony.resolvers.execution;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the filter of a list, or of a stream of events, from its arguments: those that are bound
/// to fields, and `where`.
final class WhereArgument {
  private static final int CONDITIONS = 500;
  private static final int VALUES = 1_000;

  private final List<ArgumentFilter> filters;
  private final Mapping mapping;
  private int conditions;
  private int values;

  /// @param filters the arguments that are bound to fields
  WhereArgument(List<ArgumentFilter> filters, Mapping mapping) {
    this.filters = filters;
    this.mapping = mapping;
  }

  /// The parts of the filter, all of which must hold.
  List<Condition> conjuncts(Map<String, @Nullable Object> arguments) throws BadInput {
    List<Condition> parts = new ArrayList<>();
    for (ArgumentFilter argument : filters) {
      if (arguments.containsKey(argument.argument())) {
        Object value = arguments.get(argument.argument());
        if (value == null) {
          throw new BadInput(
              "Argument "
                  + argument.argument()
                  + " is null; leave it out so that it does not filter");
        }
        parts.add(bound(argument, mapping.column(argument.field()), value));
      }
    }
    if (arguments.get("where") instanceof Map<?, ?> where) {
      object(where, List.of(), mapping.columns(), parts);
    }
    return parts;
  }

  private static Condition bound(ArgumentFilter argument, Column column, Object value)
      throws BadInput {
    String name = "Argument " + argument.argument();
    FieldPath field = argument.field();
    return switch (argument.operator()) {
      case IN -> in(name, field, column, value instanceof List<?> list ? list : List.of(value));
      case EQ -> compare(name, field, column, Operator.EQ, value);
      case LT -> compare(name, field, column, Operator.LT, value);
      case LTE -> compare(name, field, column, Operator.LTE, value);
      case GT -> compare(name, field, column, Operator.GT, value);
      case GTE -> compare(name, field, column, Operator.GTE, value);
    };
  }

  private static Condition compare(
      String name, FieldPath field, Column column, Operator operator, @Nullable Object value)
      throws BadInput {
    return new Condition.Compare(field, operator, fitting(name, column, value));
  }

  private static Condition in(String name, FieldPath field, Column column, List<?> elements)
      throws BadInput {
    List<Object> values = new ArrayList<>();
    for (Object element : elements) {
      values.add(fitting(name, column, element));
    }
    return new Condition.In(List.of(field), KeyBatch.wrap(1, values.toArray()));
  }

  /// The value, which the column can hold.
  static Object fitting(String name, Column column, @Nullable Object value) throws BadInput {
    if (value == null) {
      throw new BadInput(name + " holds null where a value is needed");
    }
    if (isBroken(value) || StoredValues.toStored(column, value) == null) {
      throw new BadInput(name + " is not a possible value of " + column.field());
    }
    return value;
  }

  /// Whether no store holds such a value: half of a surrogate pair, or what is beyond all numbers.
  private static boolean isBroken(Object value) {
    return switch (value) {
      case String text -> !StoredValues.isWellFormed(text);
      case Double number -> !Double.isFinite(number);
      default -> false;
    };
  }

  private void object(
      Map<?, ?> where, List<String> above, Map<String, Column> columns, List<Condition> parts)
      throws BadInput {
    for (Map.Entry<?, ?> entry : where.entrySet()) {
      String name = String.valueOf(entry.getKey());
      switch (name) {
        case "and" -> {
          count();
          for (Object one : list(name, entry.getValue())) {
            // An empty one holds nothing to count, and costs as much.
            count();
            object(map(name, one), above, columns, parts);
          }
        }
        case "or" -> {
          count();
          List<Condition> alternatives = new ArrayList<>();
          for (Object one : list(name, entry.getValue())) {
            count();
            alternatives.add(whole(map(name, one), above, columns));
          }
          parts.add(new Condition.Or(alternatives));
        }
        case "not" -> {
          count();
          parts.add(new Condition.Not(whole(map(name, entry.getValue()), above, columns)));
        }
        default -> field(name, map(name, entry.getValue()), above, columns, parts);
      }
    }
  }

  private Condition whole(Map<?, ?> where, List<String> above, Map<String, Column> columns)
      throws BadInput {
    List<Condition> parts = new ArrayList<>();
    object(where, above, columns, parts);
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  private void field(
      String name,
      Map<?, ?> operators,
      List<String> above,
      Map<String, Column> columns,
      List<Condition> parts)
      throws BadInput {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException("no column " + name);
    }
    List<String> path = new ArrayList<>(above);
    path.add(name);
    if (column.isObject()) {
      object(operators, path, column.nested(), parts);
      return;
    }
    FieldPath field = new FieldPath(path);
    for (Map.Entry<?, ?> operator : operators.entrySet()) {
      count();
      parts.add(condition(field, column, String.valueOf(operator.getKey()), operator.getValue()));
    }
  }

  private Condition condition(
      FieldPath field, Column column, String operator, @Nullable Object value) throws BadInput {
    String name = "where." + field + "." + operator;
    if (value == null) {
      throw new BadInput(name + " is null; write `isNull: true`, or leave it out");
    }
    return switch (operator) {
      case "eq" -> compare(name, field, column, Operator.EQ, value);
      case "ne" -> compare(name, field, column, Operator.NE, value);
      case "lt" -> compare(name, field, column, Operator.LT, value);
      case "lte" -> compare(name, field, column, Operator.LTE, value);
      case "gt" -> compare(name, field, column, Operator.GT, value);
      case "gte" -> compare(name, field, column, Operator.GTE, value);
      case "in", "containsAny" -> in(name, field, column, counted(value));
      case "startsWith" -> new Condition.Text(field, Match.STARTS_WITH, text(name, column, value));
      case "contains" ->
          column.list()
              ? compare(name, field, column, Operator.EQ, value)
              : new Condition.Text(field, Match.CONTAINS, text(name, column, value));
      case "isNull" -> {
        Condition isNull = new Condition.IsNull(field);
        yield Boolean.TRUE.equals(value) ? isNull : new Condition.Not(isNull);
      }
      default -> throw new IllegalStateException("no operator " + operator);
    };
  }

  private static String text(String name, Column column, Object value) throws BadInput {
    return (String) fitting(name, column, value);
  }

  private List<?> counted(Object value) throws BadInput {
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    values += list.size();
    if (values > VALUES) {
      throw new BadInput("The filter compares with more than " + VALUES + " values in its lists");
    }
    return list;
  }

  private void count() throws BadInput {
    if (++conditions > CONDITIONS) {
      throw new BadInput("The filter has more than " + CONDITIONS + " conditions");
    }
  }

  private static Map<?, ?> map(String name, @Nullable Object value) throws BadInput {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new BadInput("where." + name + " is null; leave it out so that it does not filter");
  }

  private static List<?> list(String name, @Nullable Object value) throws BadInput {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new BadInput("where." + name + " is null; leave it out so that it does not filter");
  }
}
