package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.rows.KeyBatch;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the filter and the page of a list from the arguments of one request.
final class ListRequests {
  private ListRequests() {}

  static ListRequest of(
      Fetch fetch, ListTemplate template, CoercedVariables variables, Limits limits)
      throws BadInput {
    Map<String, @Nullable Object> arguments = Arguments.of(template.arguments(), variables);
    Condition filter = filter(fetch, template.binding(), arguments);
    int fingerprint = fingerprint(template, fetch.order(), arguments);
    return template.binding().shape() == Shape.PLAIN
        ? plain(filter, arguments, limits)
        : connection(template, filter, arguments, limits, fingerprint);
  }

  private static Condition filter(
      Fetch fetch, ListBinding binding, Map<String, @Nullable Object> arguments) throws BadInput {
    List<Condition> parts = new ArrayList<>();
    for (ArgumentFilter argument : binding.filters()) {
      if (arguments.containsKey(argument.argument())) {
        Object value = arguments.get(argument.argument());
        if (value == null) {
          throw new BadInput(
              "Argument "
                  + argument.argument()
                  + " is null; leave it out so that it does not filter");
        }
        parts.add(part(argument, fetch.mapping().column(argument.field()), value));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  private static Condition part(ArgumentFilter argument, Column column, Object value)
      throws BadInput {
    return switch (argument.operator()) {
      case IN -> {
        List<Object> elements = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : List.of(value)) {
          elements.add(fitting(argument.argument(), column, element));
        }
        yield new Condition.In(List.of(argument.field()), KeyBatch.wrap(1, elements.toArray()));
      }
      case EQ -> compare(argument, column, Operator.EQ, value);
      case LT -> compare(argument, column, Operator.LT, value);
      case LTE -> compare(argument, column, Operator.LTE, value);
      case GT -> compare(argument, column, Operator.GT, value);
      case GTE -> compare(argument, column, Operator.GTE, value);
    };
  }

  private static Condition compare(
      ArgumentFilter argument, Column column, Operator operator, Object value) throws BadInput {
    return new Condition.Compare(
        argument.field(), operator, fitting(argument.argument(), column, value));
  }

  /// The value, which the column can hold.
  static Object fitting(String argument, Column column, @Nullable Object value) throws BadInput {
    if (value == null) {
      throw new BadInput("Argument " + argument + " holds null where a value is needed");
    }
    if (StoredValues.toStored(column, value) == null) {
      throw new BadInput("Argument " + argument + " is not a possible value of " + column.field());
    }
    return value;
  }

  private static ListRequest plain(
      Condition filter, Map<String, @Nullable Object> arguments, Limits limits) throws BadInput {
    Integer first = size(arguments, "first", limits.list());
    int size = first == null ? limits.list() : first;
    // A page holds at least one row; that of `first: 0` is thrown away.
    Page page = Page.first(first == null ? size + 1 : Math.max(1, size));
    return new ListRequest(filter, page, size, first == null, false, 0);
  }

  private static ListRequest connection(
      ListTemplate template,
      Condition filter,
      Map<String, @Nullable Object> arguments,
      Limits limits,
      int fingerprint)
      throws BadInput {
    Integer first = size(arguments, "first", limits.maxPage());
    Integer last = size(arguments, "last", limits.maxPage());
    if (first != null && last != null) {
      throw new BadInput("Give first or last, not both");
    }
    Position after = position(template, arguments, "after", fingerprint);
    Position before = position(template, arguments, "before", fingerprint);
    int size = first != null ? first : last != null ? last : limits.page();
    Page page = new Page(size + 1, after, before, last != null);
    return new ListRequest(filter, page, size, false, true, fingerprint);
  }

  private static @Nullable Integer size(
      Map<String, @Nullable Object> arguments, String name, int most) throws BadInput {
    if (!(arguments.get(name) instanceof Integer size)) {
      // An explicit null means what leaving it out means: these arguments filter nothing.
      return null;
    }
    if (size < 0 || size > most) {
      throw new BadInput("Argument " + name + " is " + size + "; it may be 0 to " + most);
    }
    return size;
  }

  private static @Nullable Position position(
      ListTemplate template, Map<String, @Nullable Object> arguments, String name, int fingerprint)
      throws BadInput {
    if (!(arguments.get(name) instanceof String cursor)) {
      return null;
    }
    Position position = CursorCodec.decode(fingerprint, template.orderColumns(), cursor);
    if (position == null) {
      throw new BadInput(
          ErrorCode.CURSOR_INVALID,
          "Argument "
              + name
              + " is no cursor of this field with these arguments; take cursors as they were answered");
    }
    return position;
  }

  private static int fingerprint(
      ListTemplate template, List<FieldOrder> order, Map<String, @Nullable Object> arguments) {
    StringBuilder text = new StringBuilder(template.field()).append(order);
    for (ArgumentFilter filter : template.binding().filters()) {
      text.append('|').append(plain(arguments.get(filter.argument())));
    }
    return text.toString().hashCode();
  }

  /// A value whose text is the same in each request.
  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case List<?> list -> list.stream().map(ListRequests::plain).toList();
      default -> value;
    };
  }
}
