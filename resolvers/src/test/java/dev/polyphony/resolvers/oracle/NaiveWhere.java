package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `where` means, said once more in the plainest way.
final class NaiveWhere {
  private final Map<String, Column> columns;
  private final List<String> above;

  NaiveWhere(Map<String, Column> columns) {
    this(columns, List.of());
  }

  private NaiveWhere(Map<String, Column> columns, List<String> above) {
    this.columns = columns;
    this.above = above;
  }

  /// Checks everything in it before any row is looked at.
  void check(@Nullable Object where) {
    for (Map.Entry<String, @Nullable Object> entry : object(where).entrySet()) {
      switch (entry.getKey()) {
        case "and", "or" -> list(entry.getValue()).forEach(this::check);
        case "not" -> check(entry.getValue());
        default -> {
          Column column = column(entry.getKey());
          if (column.isObject()) {
            inner(column).check(entry.getValue());
          } else {
            object(entry.getValue()).values().forEach(value -> checkValue(column, value));
          }
        }
      }
    }
  }

  private static void checkValue(Column column, @Nullable Object value) {
    if (value == null) {
      throw NaiveFailure.badInput();
    }
    List<?> values = value instanceof List<?> several ? several : List.of(value);
    for (Object one : values) {
      if (one == null || (!(one instanceof Boolean) && !NaiveValues.fits(column, one))) {
        throw NaiveFailure.badInput();
      }
    }
  }

  boolean holds(@Nullable Object where, NaiveRow row) {
    return object(where).entrySet().stream()
        .allMatch(entry -> holds(entry.getKey(), entry.getValue(), row));
  }

  private boolean holds(String name, @Nullable Object value, NaiveRow row) {
    return switch (name) {
      case "and" -> list(value).stream().allMatch(one -> holds(one, row));
      case "or" -> list(value).stream().anyMatch(one -> holds(one, row));
      case "not" -> !holds(value, row);
      default -> {
        Column column = column(name);
        if (column.isObject()) {
          yield inner(column).holds(value, row);
        }
        List<Object> found = List.copyOf(NaiveValues.at(row.values(), path(name)));
        yield object(value).entrySet().stream()
            .allMatch(operator -> compares(column, found, operator.getKey(), operator.getValue()));
      }
    };
  }

  /// What does not fit is there, but compares with nothing.
  private static boolean compares(
      Column column, List<Object> present, String operator, @Nullable Object wanted) {
    if (wanted == null) {
      throw new IllegalStateException("not checked");
    }
    List<Object> found = present.stream().filter(one -> one != NaiveRow.Bad.VALUE).toList();
    return switch (operator) {
      case "eq" -> found.stream().anyMatch(one -> NaiveValues.equal(one, wanted));
      case "ne" -> found.stream().noneMatch(one -> NaiveValues.equal(one, wanted));
      case "in", "containsAny" ->
          list(wanted).stream().anyMatch(one -> compares(column, found, "eq", one));
      case "lt" -> found.stream().anyMatch(one -> NaiveValues.compare(column, one, wanted) < 0);
      case "lte" -> found.stream().anyMatch(one -> NaiveValues.compare(column, one, wanted) <= 0);
      case "gt" -> found.stream().anyMatch(one -> NaiveValues.compare(column, one, wanted) > 0);
      case "gte" -> found.stream().anyMatch(one -> NaiveValues.compare(column, one, wanted) >= 0);
      case "isNull" -> present.isEmpty() == wanted.equals(true);
      case "startsWith" -> found.stream().anyMatch(one -> text(one).startsWith(text(wanted)));
      case "contains" ->
          column.list()
              ? compares(column, found, "eq", wanted)
              : found.stream().anyMatch(one -> text(one).contains(text(wanted)));
      default -> throw new IllegalStateException(operator);
    };
  }

  private Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException("no field " + name);
    }
    return column;
  }

  private NaiveWhere inner(Column column) {
    return new NaiveWhere(column.nested(), path(column.field()).segments());
  }

  private FieldPath path(String name) {
    List<String> path = new ArrayList<>(above);
    path.add(name);
    return new FieldPath(path);
  }

  private static String text(Object value) {
    return (String) value;
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw NaiveFailure.badInput();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw NaiveFailure.badInput();
  }
}
