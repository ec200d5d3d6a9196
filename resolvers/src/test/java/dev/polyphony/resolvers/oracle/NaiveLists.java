package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Relationship;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lists and connections of the oracle's, at the root and behind joins.
final class NaiveLists {
  private final NaiveStore store;
  private final Supplier<List<NaiveRow>> all;
  private final Limits limits;
  private final ListBinding binding;
  private final Map<String, @Nullable Object> arguments;
  private final String list;
  private final NaiveWhere where;
  private final List<FieldOrder> order;

  NaiveLists(NaiveStore store, ListBinding binding, DataFetchingEnvironment environment) {
    this(store, binding, environment, () -> store.world().rows(binding.entity()));
  }

  /// @param all every row that a cursor may stand for
  NaiveLists(
      NaiveStore store,
      ListBinding binding,
      DataFetchingEnvironment environment,
      Supplier<List<NaiveRow>> all) {
    this.store = store;
    this.all = all;
    this.limits = store.catalog().limits();
    this.binding = binding;
    this.arguments =
        Collections.<String, @Nullable Object>unmodifiableMap(environment.getArguments());
    this.where = new NaiveWhere(binding.mapping().columns());
    this.order = NaiveOrder.of(binding, arguments.get("orderBy"));
    this.list = coordinates(environment) + filterText() + order;
  }

  static String coordinates(DataFetchingEnvironment environment) {
    GraphQLObjectType parent =
        (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(environment.getParentType());
    return parent.getName() + "." + environment.getFieldDefinition().getName();
  }

  private String filterText() {
    List<String> texts = new ArrayList<>();
    for (ArgumentFilter filter : binding.filters()) {
      texts.add(filter.argument() + "=" + text(arguments.get(filter.argument())));
    }
    texts.add("where=" + text(arguments.get("where")));
    return "(" + String.join(",", texts) + ")";
  }

  private static Object text(@Nullable Object value) {
    return switch (value) {
      case byte[] bytes -> Arrays.toString(bytes);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(one -> one.getKey() + "=" + text(one.getValue()))
              .sorted()
              .toList();
      case List<?> list -> list.stream().map(NaiveLists::text).toList();
      case null, default -> String.valueOf(value);
    };
  }

  /// The list at the root.
  Object all() {
    Range range = range();
    List<NaiveRow> rows = sorted(filtered(store.all(binding.entity())));
    return shaped(range, rows, rows::size);
  }

  /// The list at the end of a path; that of a repeated one is in the order of the rounds.
  Object along(Join join, Supplier<List<List<Object>>> keys, boolean repeated) {
    return joined(join, keys, repeated);
  }

  /// The list behind a join, for one parent's keys.
  Object joined(Join join, Supplier<List<List<Object>>> keys, boolean elements) {
    Range range = range();
    Set<NaiveRow> rows = new LinkedHashSet<>();
    List<NaiveRow> inOrderOfElements = new ArrayList<>();
    for (List<Object> key : keys.get()) {
      List<NaiveRow> found = filtered(store.matching(binding.entity(), join.remote(), key));
      rows.addAll(found);
      inOrderOfElements.addAll(found);
    }
    boolean byElement =
        elements
            && join.unique()
            && binding.shape() == Shape.PLAIN
            && binding.filters().isEmpty()
            && !(arguments.get("orderBy") instanceof List<?> asked && !asked.isEmpty());
    List<List<Object>> wanted = keys.get();
    return shaped(
        range,
        byElement ? inOrderOfElements : sorted(List.copyOf(rows)),
        () -> {
          boolean shared =
              join.remote().stream().anyMatch(path -> binding.mapping().column(path).list());
          if (wanted.size() > 1 && shared) {
            throw new NaiveFailure("UNSUPPORTED");
          }
          return rows.size();
        });
  }

  /// The edges of one vertex; none when it has no key.
  Object edges(Relationship relationship, List<Object> key) {
    Range range = range();
    boolean whole = key.size() == relationship.near().key().size();
    List<NaiveRow> rows = whole ? sorted(filtered(store.edges(relationship, key))) : List.of();
    return shaped(range, rows, rows::size);
  }

  /// The rows of several types, each filtered by the list of its own; `this` is that of the first.
  Object merged(Supplier<List<NaiveRow>> found) {
    Range range = range();
    List<NaiveRow> rows = new ArrayList<>(found.get());
    rows.sort(NaiveValues.comparator(binding.mapping(), order).thenComparing(NaiveRow::type));
    return shaped(range, rows, rows::size);
  }

  List<NaiveRow> filtered(List<NaiveRow> rows) {
    return rows.stream()
        .filter(row -> store.passes(binding.mapping(), row, binding.filters(), arguments))
        .filter(row -> arguments.get("where") == null || where.holds(arguments.get("where"), row))
        .toList();
  }

  private List<NaiveRow> sorted(List<NaiveRow> rows) {
    return rows.stream().sorted(NaiveValues.comparator(binding.mapping(), order)).toList();
  }

  /// What of the list is asked for; negative sizes mean not asked.
  private record Range(
      int first, int last, int offset, @Nullable NaiveRow after, @Nullable NaiveRow before) {}

  /// Checks all arguments.
  private Range range() {
    for (ArgumentFilter filter : binding.filters()) {
      if (arguments.containsKey(filter.argument())) {
        check(filter.field(), arguments.get(filter.argument()));
      }
    }
    if (arguments.get("where") != null) {
      where.check(arguments.get("where"));
    }
    boolean plain = binding.shape() == Shape.PLAIN;
    int offset = size("offset", limits.inMemoryRows());
    int first = size("first", plain ? limits.list() : limits.maxPage());
    int last = size("last", limits.maxPage());
    if (first >= 0 && last >= 0) {
      throw NaiveFailure.badInput();
    }
    NaiveRow after = position("after");
    NaiveRow before = position("before");
    if (offset > 0 && (after != null || before != null || last >= 0)) {
      throw NaiveFailure.badInput();
    }
    return new Range(first, last, Math.max(0, offset), after, before);
  }

  private void check(FieldPath field, @Nullable Object value) {
    Column column = binding.mapping().column(field);
    List<?> values = value instanceof List<?> several ? several : Collections.singletonList(value);
    for (Object one : values) {
      if (one == null || !NaiveValues.fits(column, one)) {
        throw NaiveFailure.badInput();
      }
    }
  }

  private int size(String name, int most) {
    if (!(arguments.get(name) instanceof Integer size)) {
      return -1;
    }
    if (size < 0 || size > most) {
      throw NaiveFailure.badInput();
    }
    return size;
  }

  private @Nullable NaiveRow position(String name) {
    return arguments.get(name) instanceof String cursor
        ? NaivePage.row(list, cursor, all.get())
        : null;
  }

  private Object shaped(Range range, List<NaiveRow> rows, Supplier<Integer> count) {
    return binding.shape() == Shape.PLAIN ? plain(range, rows) : page(range, rows, count);
  }

  private List<NaiveRow> plain(Range range, List<NaiveRow> all) {
    List<NaiveRow> rows = all.subList(Math.min(range.offset, all.size()), all.size());
    if (range.first >= 0) {
      return rows.subList(0, Math.min(range.first, rows.size()));
    }
    if (rows.size() > limits.list()) {
      throw new NaiveFailure("LIST_TOO_LONG");
    }
    return rows;
  }

  private NaivePage page(Range range, List<NaiveRow> rows, Supplier<Integer> count) {
    var compared = NaiveValues.comparator(binding.mapping(), order);
    List<NaiveRow> window = new ArrayList<>();
    for (NaiveRow row : rows) {
      boolean after = range.after == null || compared.compare(row, range.after) > 0;
      boolean before = range.before == null || compared.compare(row, range.before) < 0;
      if (after && before) {
        window.add(row);
      }
    }
    boolean skips = range.offset > 0 && !window.isEmpty();
    window = window.subList(Math.min(range.offset, window.size()), window.size());
    int size = range.last >= 0 ? range.last : range.first >= 0 ? range.first : limits.page();
    boolean more = window.size() > size;
    if (range.last >= 0) {
      List<NaiveRow> kept = more ? window.subList(window.size() - size, window.size()) : window;
      return new NaivePage(list, kept, range.before != null, more, count);
    }
    List<NaiveRow> kept = more ? window.subList(0, size) : window;
    return new NaivePage(list, kept, more, range.after != null || skips, count);
  }
}
