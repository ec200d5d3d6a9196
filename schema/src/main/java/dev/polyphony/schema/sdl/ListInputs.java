package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ValueType;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.SDLDefinition;
import graphql.language.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The generated inputs of lists: what they can be filtered and ordered by.
final class ListInputs {
  static final String DIRECTION = "Direction";
  private static final Set<String> LOGICAL = Set.of("and", "or", "not");

  private final Reading reading;
  private final Map<String, SDLDefinition<?>> made = new LinkedHashMap<>();

  /// By the name of the order's input: the fields that some list of it can be ordered by.
  private final Map<String, Set<FieldPath>> orders = new LinkedHashMap<>();

  private final Set<String> scalars = new TreeSet<>();

  ListInputs(Reading reading) {
    this.reading = reading;
  }

  /// The arguments of a list; its inputs are among [#types] afterwards.
  List<InputValueDefinition> arguments(ListBinding list) {
    List<InputValueDefinition> arguments = new ArrayList<>();
    SourceType type = reading.shape(list.entity());
    if (type == null) {
      return arguments;
    }
    String where = list.inputs() + "Where";
    if (where(where, type, list.mapping().columns())) {
      arguments.add(Generated.argument(where, "where", "Only what fits; all when left out."));
    }
    String orderBy = list.inputs() + "OrderBy";
    Set<FieldPath> fields = orders.computeIfAbsent(orderBy, _ -> new LinkedHashSet<>());
    fields.addAll(ordered(list));
    if (order(orderBy, type, list.mapping().columns(), null, fields)) {
      arguments.add(
          InputValueDefinition.newInputValueDefinition()
              .name("orderBy")
              .type(new ListType(new NonNullType(new TypeName(orderBy))))
              .description(
                  Generated.description(
                      "In this order; by "
                          + list.order().stream().map(FieldOrder::toString).toList()
                          + " when left out."))
              .build());
    }
    return arguments;
  }

  /// The arguments of a stream of events.
  List<InputValueDefinition> arguments(EventStream stream) {
    List<InputValueDefinition> arguments = new ArrayList<>();
    SourceType type = reading.types().get(stream.message().entity());
    String where = stream.message().entity() + "EventWhere";
    if (type != null && where(where, type, stream.message().columns())) {
      arguments.add(Generated.argument(where, "where", "Only events that fit; all when left out."));
    }
    scalars.addAll(List.of("Boolean", "DateTime"));
    made.putIfAbsent(Generated.EVENT_START, Generated.eventStart());
    arguments.add(
        Generated.argument(
            Generated.EVENT_START, "from", "Where to begin; with what is new when left out."));
    return arguments;
  }

  /// What was generated, by name.
  Map<String, SDLDefinition<?>> types() {
    return made;
  }

  /// The scalars and enums that it refers to.
  Set<String> references() {
    return scalars;
  }

  /// The fields that a list can be ordered by.
  static List<FieldPath> ordered(ListBinding list) {
    Set<FieldPath> fields = new LinkedHashSet<>();
    for (AccessPath path : list.access().paths()) {
      path.order().forEach(order -> fields.add(order.field()));
    }
    if (list.access().free()) {
      collect(list.mapping().columns(), List.of(), fields);
    }
    return List.copyOf(fields);
  }

  private static void collect(
      Map<String, Column> columns, List<String> above, Set<FieldPath> fields) {
    for (Column column : columns.values()) {
      List<String> path = new ArrayList<>(above);
      path.add(column.field());
      if (column.isObject() && !column.list()) {
        collect(column.nested(), path, fields);
      } else if (column.hasOrder()) {
        fields.add(new FieldPath(path));
      }
    }
  }

  private static boolean isServed(FieldDefinition field, Map<String, Column> columns) {
    return columns.containsKey(field.getName()) && !Sdl.has(field, "inaccessible");
  }

  /// Whether there is anything to filter by.
  private boolean where(String name, SourceType type, Map<String, Column> columns) {
    if (made.containsKey(name)) {
      return true;
    }
    List<InputValueDefinition> fields = new ArrayList<>();
    for (FieldDefinition field : type.fields().values()) {
      Column column = columns.get(field.getName());
      if (column == null || !isServed(field, columns) || LOGICAL.contains(field.getName())) {
        continue;
      }
      String condition = condition(name, field, column);
      if (condition != null) {
        fields.add(Generated.argument(condition, field.getName(), describe(field)));
      }
    }
    if (fields.isEmpty()) {
      return false;
    }
    fields.add(several("and", name, "All of these."));
    fields.add(several("or", name, "At least one of these."));
    fields.add(Generated.argument(name, "not", "Not this."));
    input(name, "What " + type.name() + " objects have. Whatever is given must hold.", fields);
    return true;
  }

  private static InputValueDefinition several(String name, String type, String text) {
    return InputValueDefinition.newInputValueDefinition()
        .name(name)
        .type(new ListType(new NonNullType(new TypeName(type))))
        .description(Generated.description(text))
        .build();
  }

  private static String describe(FieldDefinition field) {
    return field.getDescription() == null
        ? "Its " + field.getName() + "."
        : field.getDescription().getContent();
  }

  /// The input that compares a field; null when nothing does.
  private @Nullable String condition(String above, FieldDefinition field, Column column) {
    String named = Sdl.name(field.getType());
    if (column.names().contains(EventStream.CURSOR)) {
      return null;
    }
    if (column.isObject()) {
      SourceType type = reading.types().get(named);
      String name =
          above.substring(0, above.length() - "Where".length())
              + Sdl.capitalised(field.getName())
              + "Where";
      return type != null && !column.list() && where(name, type, column.nested()) ? name : null;
    }
    if (column.type() == ValueType.JSON) {
      return null;
    }
    scalars.add(named);
    if (column.list()) {
      return list(named);
    }
    if (column.type() == ValueType.BOOLEAN || !column.enumNames().isEmpty()) {
      return comparison(named, "Where", false, false);
    }
    boolean text = named.equals("String");
    return column.hasOrder()
        ? comparison(named, "Where", true, text)
        : comparison(named, "EqualWhere", false, text);
  }

  private String list(String named) {
    String name = named + "ListWhere";
    input(
        name,
        "What a list of " + named + " has. Whatever is given must hold.",
        List.of(
            Generated.argument(named, "contains", "An element is this."),
            elements("containsAny", named, "An element is one of these.")));
    return name;
  }

  private String comparison(String named, String suffix, boolean ordered, boolean text) {
    String name = named + suffix;
    scalars.add("Boolean");
    List<InputValueDefinition> fields = new ArrayList<>();
    fields.add(Generated.argument(named, "eq", "Equal to this."));
    fields.add(
        Generated.argument(named, "ne", "Not equal to this; what is null is not equal either."));
    fields.add(elements("in", named, "One of these."));
    if (ordered) {
      fields.add(Generated.argument(named, "lt", "Less than this."));
      fields.add(Generated.argument(named, "lte", "Less than this, or equal."));
      fields.add(Generated.argument(named, "gt", "Greater than this."));
      fields.add(Generated.argument(named, "gte", "Greater than this, or equal."));
    }
    if (text) {
      fields.add(Generated.argument(named, "startsWith", "Begins with this, letter for letter."));
      fields.add(Generated.argument(named, "contains", "Holds this, letter for letter."));
    }
    fields.add(Generated.argument("Boolean", "isNull", "Whether there is no value."));
    input(name, "What a " + named + " is. Whatever is given must hold.", fields);
    return name;
  }

  private static InputValueDefinition elements(String name, String type, String text) {
    return several(name, type, text);
  }

  private void input(String name, String text, List<InputValueDefinition> fields) {
    made.putIfAbsent(
        name,
        InputObjectTypeDefinition.newInputObjectDefinition()
            .name(name)
            .description(Generated.description(text))
            .inputValueDefinitions(fields)
            .build());
  }

  /// Whether there is anything to order by.
  private boolean order(
      String name,
      SourceType type,
      Map<String, Column> columns,
      @Nullable FieldPath above,
      Set<FieldPath> ordered) {
    List<InputValueDefinition> fields = new ArrayList<>();
    for (FieldDefinition field : type.fields().values()) {
      Column column = columns.get(field.getName());
      if (column == null || !isServed(field, columns)) {
        continue;
      }
      FieldPath path =
          FieldPath.of(above == null ? field.getName() : above + "." + field.getName());
      if (ordered.contains(path) && column.hasOrder()) {
        fields.add(Generated.argument(DIRECTION, field.getName(), describe(field)));
      }
      SourceType inner = reading.types().get(Sdl.name(field.getType()));
      String nested =
          name.substring(0, name.length() - "OrderBy".length())
              + Sdl.capitalised(field.getName())
              + "OrderBy";
      if (column.isObject()
          && !column.list()
          && inner != null
          && order(nested, inner, column.nested(), path, ordered)) {
        fields.add(Generated.argument(nested, field.getName(), describe(field)));
      }
    }
    if (fields.isEmpty()) {
      return false;
    }
    made.put(
        name,
        InputObjectTypeDefinition.newInputObjectDefinition()
            .name(name)
            .description(
                Generated.description("One field that " + type.name() + " objects are ordered by."))
            .directive(Directive.newDirective().name("oneOf").build())
            .inputValueDefinitions(fields)
            .build());
    made.putIfAbsent(DIRECTION, direction());
    return true;
  }

  private static EnumTypeDefinition direction() {
    return EnumTypeDefinition.newEnumTypeDefinition()
        .name(DIRECTION)
        .description(
            Generated.description("Which way an order goes. Null is greater than every value."))
        .enumValueDefinition(value("ASC", "From the least to the greatest, null last."))
        .enumValueDefinition(value("DESC", "From the greatest to the least, null first."))
        .build();
  }

  private static graphql.language.EnumValueDefinition value(String name, String text) {
    return graphql.language.EnumValueDefinition.newEnumValueDefinition()
        .name(name)
        .description(Generated.description(text))
        .build();
  }
}
