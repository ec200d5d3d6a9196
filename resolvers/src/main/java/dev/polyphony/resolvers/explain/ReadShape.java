package dev.polyphony.resolvers.explain;

import dev.polyphony.resolvers.explain.Step.Read;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.KeySource;
import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what a fetch reads, with placeholders for values.
final class ReadShape {
  private final Places places;
  private final Limits limits;
  private final ChosenMapping chosen;

  ReadShape(Places places, Catalog catalog) {
    this.places = places;
    this.limits = catalog.limits();
    this.chosen = new ChosenMapping(catalog);
  }

  Read of(Fetch fetch) {
    Mapping mapping = fetch.mapping();
    List<String> fields = new ArrayList<>();
    addFields("", fetch.projection(), fields);
    if (fetch.readsOrder()) {
      fetch.order().stream()
          .map(one -> one.field().toString())
          .filter(field -> !fields.contains(field))
          .forEach(fields::add);
    }
    ListTemplate list = fetch.list();
    NativeTemplate natively = fetch.natively();
    return new Read(
        mapping.store(),
        mapping.kind(),
        mapping.from(),
        natively == null ? null : natively.statement().text(),
        fetch.relationship() == null ? null : fetch.relationship().direction(),
        mapping.entity(),
        chosen.of(fetch),
        key(fetch),
        fields,
        list == null ? List.of() : filter(list),
        order(fetch, list),
        page(fetch, list));
  }

  private static void addFields(String prefix, Projection projection, List<String> fields) {
    for (Projection.Item item : projection.items()) {
      Projection nested = item.nested();
      if (nested == null) {
        fields.add(prefix + item.field());
      } else {
        addFields(prefix + item.field() + ".", nested, fields);
      }
    }
  }

  private List<String> key(Fetch fetch) {
    Set<String> parts = new LinkedHashSet<>();
    for (Consumer consumer : fetch.consumers()) {
      List<String> values = values(consumer, fetch.key());
      for (int i = 0; i < values.size() && i < fetch.key().size(); i++) {
        parts.add(fetch.key().get(i) + " " + values.get(i));
      }
    }
    return List.copyOf(parts);
  }

  /// What each field of the key is compared with.
  private List<String> values(Consumer consumer, List<FieldPath> key) {
    return switch (consumer.keys()) {
      case KeySource.None _ -> List.of();
      case KeySource.Cells cells ->
          values(cells, places.projection(consumer.parent(), consumer.type()));
      case KeySource.Rounds source -> {
        KeySource.Round first = source.rounds().getFirst();
        int from = first.hops().isEmpty() ? consumer.owner() : first.hops().getLast().id();
        yield values(first.cells(), places.projection(from, consumer.type())).stream()
            .map(value -> value + " of each round")
            .toList();
      }
      case KeySource.Arguments arguments ->
          arguments.names().stream().map(name -> "= " + argument(name)).toList();
      case KeySource.ListArgument list when list.objects() ->
          key.stream().map(field -> "in " + argument(list.name() + "." + field)).toList();
      case KeySource.ListArgument list -> List.of("in " + argument(list.name()));
    };
  }

  private static List<String> values(KeySource.Cells cells, @Nullable Projection projection) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < cells.cells().size(); i++) {
      String field = field(projection, cells.cells().get(i), cells.columns().get(i).field());
      values.add("= {$this." + field + "}");
    }
    return values;
  }

  private static String field(@Nullable Projection projection, int[] way, String otherwise) {
    List<String> names = new ArrayList<>();
    Projection scope = projection;
    for (int cell : way) {
      if (scope == null) {
        return otherwise;
      }
      Projection.Item item = scope.items().get(cell);
      names.add(item.field());
      scope = item.nested();
    }
    return String.join(".", names);
  }

  private static String argument(String name) {
    return "{$args." + name + "}";
  }

  private static List<String> filter(ListTemplate list) {
    Set<String> given = list.arguments().names();
    List<String> filter = new ArrayList<>();
    list.binding().filters().stream()
        .filter(one -> given.contains(one.argument()))
        .map(ReadShape::comparison)
        .forEach(filter::add);
    if (given.contains("where")) {
      filter.add(argument("where"));
    }
    return filter;
  }

  private static List<String> order(Fetch fetch, @Nullable ListTemplate list) {
    List<String> order = new ArrayList<>();
    if (list != null && list.arguments().names().contains("orderBy")) {
      order.add(argument("orderBy"));
    }
    fetch.order().forEach(one -> order.add(one.toString()));
    return order;
  }

  private static String comparison(ArgumentFilter filter) {
    String operator =
        switch (filter.operator()) {
          case EQ -> "=";
          case IN -> "in";
          case LT -> "<";
          case LTE -> "<=";
          case GT -> ">";
          case GTE -> ">=";
        };
    return filter.field() + " " + operator + " " + argument(filter.argument());
  }

  private String page(Fetch fetch, @Nullable ListTemplate list) {
    NativeTemplate natively = fetch.natively();
    if (natively != null && natively.list()) {
      return "all, at most " + limits.list();
    }
    if (list == null) {
      return fetch.byKey() ? "" : "first 1";
    }
    Set<String> given = list.arguments().names();
    String offset = given.contains("offset") ? ", offset " + argument("offset") : "";
    return switch (list.binding().shape()) {
      case PLAIN ->
          given.contains("first")
              ? "first " + argument("first") + offset
              : "all, at most " + limits.list() + offset;
      case CONNECTION -> {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("first", "last", "after", "before")) {
          if (given.contains(name)) {
            parts.add(name + " " + argument(name));
          }
        }
        if (!given.contains("first") && !given.contains("last")) {
          parts.addFirst("first " + limits.page());
        }
        yield String.join(", ", parts) + offset + (fetch.counted() ? ", total count" : "");
      }
    };
  }
}
