package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.ListAccess;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import dev.polyphony.schema.catalog.ListBinding.FilterOperator;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads lists of entities, at the root or behind a join: shape, arguments, order, and whether an
/// access path serves them together.
final class ListReader {
  private static final Set<String> RESERVED =
      Set.of("where", "orderBy", "first", "after", "last", "before", "offset");
  private static final int COMBINATIONS = 6;

  private final Reading reading;

  ListReader(Reading reading) {
    this.reading = reading;
  }

  /// @param bound the remote fields of a join; empty at the root
  ListBinding read(
      SourceType owner,
      FieldDefinition field,
      Entity entity,
      Shape shape,
      List<FieldPath> bound,
      boolean scan) {
    List<Filter> filters = filters(owner, field, entity.primary().mapping());
    BoundMapping serving = serving(entity, bound, filters);
    Mapping mapping = serving.mapping();
    Capabilities capabilities = serving.capabilities();
    Set<StoreRules.Feature> features = features(mapping);
    ListAccess access =
        new ListAccess(
            capabilities.paths(),
            scan && capabilities.scans(),
            features.contains(StoreRules.Feature.FILTERS),
            features.contains(StoreRules.Feature.COUNTS),
            capabilities.scans());
    String inputs =
        serving.equals(entity.primary())
            ? entity.name()
            : owner.name() + Sdl.capitalised(field.getName());
    ListBinding binding =
        binding(entity.name(), mapping, shape, filters, mapping.order(), access, inputs);
    if (scan && capabilities.scans()) {
      return binding;
    }
    if (scan) {
      reading
          .problems()
          .error(
              "CANNOT_SCAN",
              Sdl.location(field),
              "a " + mapping.kind() + " store cannot scan for " + Sdl.coordinates(owner, field),
              "Remove `scan: true` and filter by a key or an index");
    }
    if (!bound.isEmpty() && filters.isEmpty() && !joins(capabilities, bound)) {
      unjoinable(owner, field, mapping, capabilities, bound);
      return binding;
    }
    check(
        Sdl.coordinates(owner, field), Sdl.location(field), mapping, capabilities, bound, filters);
    return binding;
  }

  /// Edges: whatever filters and orders them, is bounded by their vertex.
  ListBinding edges(
      SourceType owner,
      FieldDefinition field,
      String type,
      Mapping edge,
      Shape shape,
      List<FieldOrder> order) {
    boolean filtering = features(edge).contains(StoreRules.Feature.FILTERS);
    ListAccess access = new ListAccess(List.of(), true, filtering, false, false);
    String inputs = owner.name() + Sdl.capitalised(field.getName());
    return binding(type, edge, shape, filters(owner, field, edge), order, access, inputs);
  }

  /// Whether a list comes in another order too, whichever of its arguments are given.
  ///
  /// @param bound the remote fields of a join; empty at the root
  boolean serves(
      FieldDefinition field, ListBinding list, List<FieldPath> bound, List<FieldOrder> order) {
    if (list.access().free()) {
      return true;
    }
    List<Filter> filters = new ArrayList<>();
    for (ArgumentFilter filter : list.filters()) {
      field.getInputValueDefinitions().stream()
          .filter(argument -> argument.getName().equals(filter.argument()))
          .forEach(argument -> filters.add(new Filter(filter, isRequired(argument))));
    }
    return combinations(filters).stream()
        .allMatch(given -> serves(list.access().paths(), order, bound, given));
  }

  /// The arguments of a stream of events that filter its messages.
  List<ArgumentFilter> events(SourceType owner, FieldDefinition field, Mapping message) {
    List<ArgumentFilter> filters = new ArrayList<>();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      boolean filtering =
          !Sdl.has(argument, "eventCursor") && !StreamReader.RESERVED.contains(argument.getName());
      Filter filter = filtering ? filter(owner, field, argument, message) : null;
      if (filter != null) {
        filters.add(filter.binding());
      }
    }
    return filters;
  }

  private static boolean isRequired(InputValueDefinition argument) {
    return Sdl.isNonNull(argument.getType()) && argument.getDefaultValue() == null;
  }

  private Set<StoreRules.Feature> features(Mapping mapping) {
    StoreDeclaration store = reading.stores().get(mapping.store());
    return store == null ? Set.of() : store.rules().features();
  }

  private List<Filter> filters(SourceType owner, FieldDefinition field, Mapping mapping) {
    List<Filter> filters = new ArrayList<>();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      Filter filter = filter(owner, field, argument, mapping);
      if (filter != null) {
        filters.add(filter);
      }
    }
    return filters;
  }

  private static ListBinding binding(
      String entity,
      Mapping mapping,
      Shape shape,
      List<Filter> filters,
      List<FieldOrder> order,
      ListAccess access,
      String inputs) {
    return new ListBinding(
        entity,
        mapping,
        shape,
        filters.stream().map(Filter::binding).toList(),
        order,
        access,
        inputs);
  }

  /// The first mapping that serves whichever arguments are given; the primary one when none does.
  private static BoundMapping serving(Entity entity, List<FieldPath> bound, List<Filter> filters) {
    for (BoundMapping one : entity.whole()) {
      if (combinations(filters).stream()
          .allMatch(given -> serves(one.mapping(), one.capabilities(), bound, given))) {
        return one;
      }
    }
    return entity.primary();
  }

  private record Filter(ArgumentFilter binding, boolean required) {
    boolean isRange() {
      return switch (binding.operator()) {
        case EQ, IN -> false;
        case LT, LTE, GT, GTE -> true;
      };
    }
  }

  private @Nullable Filter filter(
      SourceType owner, FieldDefinition field, InputValueDefinition argument, Mapping mapping) {
    String coordinates = Sdl.coordinates(owner, field) + "(" + argument.getName() + ":)";
    Location location = Sdl.location(argument);
    if (RESERVED.contains(argument.getName())) {
      reading
          .problems()
          .error(
              "RESERVED_ARGUMENT",
              location,
              coordinates + " has a name that lists use themselves",
              "Rename it, and say with @filter(field:) what it filters by");
      return null;
    }
    Directive directive = Sdl.directive(argument, "filter");
    String named = Sdl.text(directive, "field");
    String path = named == null ? argument.getName() : named;
    Column column = mapping.find(FieldPath.of(path));
    if (column == null || column.isObject()) {
      SourceType type = reading.types().get(mapping.entity());
      boolean elsewhere = column == null && type != null && type.fields().containsKey(path);
      reading
          .problems()
          .error(
              "UNKNOWN_FILTER",
              location,
              coordinates
                  + (elsewhere
                      ? " is `" + path + "`, which only a further mapping of "
                      : " fits no stored field of ")
                  + mapping.entity()
                  + (elsewhere ? " has" : ""),
              elsewhere
                  ? "Let the primary mapping hold it too, or give that source a type of its own"
                  : "Name it after a field, or write @filter(field: \"…\")"
                      + Suggestions.of(path, mapping.columns().keySet()));
      return null;
    }
    boolean list = Sdl.isList(argument.getType());
    FilterOperator operator = operator(directive, list);
    if (list != (operator == FilterOperator.IN)) {
      reading
          .problems()
          .error(
              "WRONG_FILTER",
              location,
              coordinates
                  + " is "
                  + (list ? "a list" : "no list")
                  + ", which "
                  + operator
                  + " does not take",
              "A list goes with IN, a single value with the other operators");
      return null;
    }
    boolean range = operator != FilterOperator.EQ && operator != FilterOperator.IN;
    if (range && !column.hasOrder()) {
      reading
          .problems()
          .error(
              "WRONG_FILTER",
              location,
              coordinates + " bounds `" + path + "`, which is a list or a number stored as text",
              "Compare it with EQ or IN");
      return null;
    }
    if (Sdl.has(argument, "is")) {
      reading
          .problems()
          .error(
              "WRONG_ARGUMENT_DIRECTIVE",
              location,
              coordinates + " has @is, which is for lookups",
              "Write `@filter(field: \"" + path + "\")`");
    }
    if (!sameType(argument, column)) {
      reading
          .problems()
          .error(
              "WRONG_ARGUMENT_TYPE",
              location,
              coordinates + " has another type than the field `" + path + "`",
              "Give it the type of " + mapping.entity() + "." + path);
      return null;
    }
    return new Filter(
        new ArgumentFilter(argument.getName(), FieldPath.of(path), operator), isRequired(argument));
  }

  private static FilterOperator operator(@Nullable Directive directive, boolean list) {
    String written = Sdl.text(directive, "op");
    if (written != null) {
      for (FilterOperator operator : FilterOperator.values()) {
        if (operator.name().equals(written)) {
          return operator;
        }
      }
    }
    return list ? FilterOperator.IN : FilterOperator.EQ;
  }

  private boolean sameType(InputValueDefinition argument, Column column) {
    if (Sdl.isNestedList(argument.getType())) {
      return false;
    }
    String type = Sdl.name(argument.getType());
    ValueType logical = Scalars.logical(type);
    if (logical != null) {
      return logical == column.type() && column.enumNames().isEmpty() && logical != ValueType.JSON;
    }
    return reading.enums().containsKey(type)
        && !column.enumNames().isEmpty()
        && reading.enums().get(type).getEnumValueDefinitions().stream()
            .allMatch(value -> column.enumNames().containsKey(value.getName()));
  }

  private static boolean joins(Capabilities capabilities, List<FieldPath> bound) {
    Set<FieldPath> equal = Set.copyOf(bound);
    return capabilities.paths().stream().anyMatch(path -> equal.equals(Set.copyOf(path.equal())));
  }

  void unjoinable(
      SourceType owner,
      FieldDefinition field,
      Mapping mapping,
      Capabilities capabilities,
      List<FieldPath> bound) {
    String what =
        "no key or index of "
            + mapping.entity()
            + " begins with "
            + names(bound)
            + ", so "
            + Sdl.coordinates(owner, field)
            + " reads the whole source";
    String remedy =
        "Declare @index(fields: "
            + quoted(bound)
            + ") on "
            + mapping.entity()
            + " where there is one";
    if (capabilities.relatesFreely()) {
      reading.problems().warning("JOIN_NOT_SERVED", Sdl.location(field), what, remedy);
    } else {
      reading.problems().error("JOIN_NOT_SERVED", Sdl.location(field), what, remedy);
    }
  }

  private void check(
      String coordinates,
      Location location,
      Mapping mapping,
      Capabilities capabilities,
      List<FieldPath> bound,
      List<Filter> filters) {
    for (List<Filter> given : combinations(filters)) {
      if (!serves(mapping, capabilities, bound, given)) {
        notServed(coordinates, location, mapping, capabilities, bound, given);
        return;
      }
    }
  }

  /// Every combination of arguments that may be given must be served; of more than six optional
  /// ones each alone and all together.
  private static List<List<Filter>> combinations(List<Filter> filters) {
    List<Filter> optional = filters.stream().filter(filter -> !filter.required()).toList();
    List<List<Filter>> combinations = new ArrayList<>();
    int count = optional.size() > COMBINATIONS ? optional.size() + 2 : 1 << optional.size();
    for (int combination = 0; combination < count; combination++) {
      List<Filter> given = new ArrayList<>(filters.stream().filter(Filter::required).toList());
      for (int i = 0; i < optional.size(); i++) {
        boolean all = combination == optional.size() + 1;
        boolean chosen =
            optional.size() > COMBINATIONS
                ? all || combination == i + 1
                : (combination & (1 << i)) != 0;
        if (chosen) {
          given.add(optional.get(i));
        }
      }
      combinations.add(given);
    }
    return combinations;
  }

  private static boolean serves(
      Mapping mapping, Capabilities capabilities, List<FieldPath> bound, List<Filter> given) {
    return serves(capabilities.paths(), mapping.order(), bound, given);
  }

  private static boolean serves(
      List<AccessPath> paths, List<FieldOrder> order, List<FieldPath> bound, List<Filter> given) {
    Set<FieldPath> equals = new HashSet<>(bound);
    Set<FieldPath> ranges = new HashSet<>();
    boolean several = false;
    for (Filter filter : given) {
      (filter.isRange() ? ranges : equals).add(filter.binding().field());
      several |= filter.binding().operator() == FilterOperator.IN;
    }
    boolean severalValues = several;
    return paths.stream().anyMatch(path -> path.serves(equals, severalValues, ranges, order));
  }

  private void notServed(
      String coordinates,
      Location location,
      Mapping mapping,
      Capabilities capabilities,
      List<FieldPath> bound,
      List<Filter> given) {
    List<FieldPath> wanted = new ArrayList<>(bound);
    given.forEach(filter -> wanted.add(filter.binding().field()));
    mapping.order().stream()
        .map(FieldOrder::field)
        .filter(one -> !wanted.contains(one) && !mapping.key().contains(one))
        .forEach(wanted::add);
    String filter =
        bound.isEmpty() && given.isEmpty()
            ? "without a filter"
            : "filtered by " + names(given.isEmpty() ? bound : wantedOf(bound, given));
    reading
        .problems()
        .error(
            "NOT_SERVED",
            location,
            "no key or index of "
                + mapping.entity()
                + " serves "
                + coordinates
                + " "
                + filter
                + " in the order "
                + mapping.order()
                + "; there are "
                + AccessPath.describe(capabilities.paths()),
            (wanted.isEmpty()
                    ? "Change the order"
                    : "Declare @index(fields: " + quoted(wanted) + ") on " + mapping.entity())
                + served(mapping, capabilities, wantedOf(bound, given))
                + (capabilities.scans() ? ", or admit a scan with `scan: true`" : ""));
  }

  /// The order in which an index does serve the fields, as one can write it.
  private static String served(Mapping mapping, Capabilities capabilities, List<FieldPath> bound) {
    return capabilities.paths().stream()
        .filter(path -> !bound.isEmpty() && Set.copyOf(path.equal()).equals(Set.copyOf(bound)))
        .map(path ->
            path.order().stream()
                .filter(one -> !bound.contains(one.field()))
                .limit(path.order().size() - path.tieBreakers())
                .map(one -> "\"" + one + "\"")
                .toList())
        .filter(order -> !order.isEmpty())
        .findFirst()
        .map(order ->
            ", give "
                + mapping.entity()
                + " the order that is served, `order: "
                + order
                + "` in @entity")
        .orElse("");
  }

  private static List<FieldPath> wantedOf(List<FieldPath> bound, List<Filter> given) {
    List<FieldPath> fields = new ArrayList<>(bound);
    given.forEach(filter -> fields.add(filter.binding().field()));
    return fields;
  }

  private static String names(List<FieldPath> fields) {
    return String.join(", ", fields.stream().map(FieldPath::toString).toList());
  }

  private static String quoted(List<FieldPath> fields) {
    return "["
        + String.join(", ", fields.stream().map(field -> "\"" + field + "\"").toList())
        + "]";
  }
}
