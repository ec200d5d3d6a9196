package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the fields of the query root: lookups and lists.
final class RootReader {
  private static final List<String> BINDINGS = List.of("lookup", "lookupMany", "list");

  private final Reading reading;

  RootReader(Reading reading) {
    this.reading = reading;
  }

  @Nullable FieldBinding read(SourceType root, FieldDefinition field) {
    List<String> bindings = BINDINGS.stream().filter(name -> Sdl.has(field, name)).toList();
    String coordinates = Sdl.coordinates(root, field);
    if (bindings.size() != 1) {
      reading
          .problems()
          .error(
              bindings.isEmpty() ? "ROOT_WITHOUT_BINDING" : "ROOT_WITH_SEVERAL_BINDINGS",
              Sdl.location(field),
              bindings.isEmpty()
                  ? "nothing says where " + coordinates + " comes from"
                  : coordinates + " has @" + String.join(" and @", bindings),
              "Write one of @lookup, @lookupMany, @list and @native");
      return null;
    }
    String named = Sdl.name(field.getType());
    String node = Relay.node(reading, named);
    String target = node == null ? named : node;
    AbstractSource several = reading.abstracts().get(target);
    if (several != null) {
      return new AbstractReader(reading).read(root, field, several, one -> read(root, one));
    }
    if (!reading.isEntity(target)) {
      reading
          .problems()
          .error(
              "ROOT_TO_NO_ENTITY",
              Sdl.location(field),
              coordinates + " answers " + named + ", which is no entity",
              "Bind " + named + " by @entity" + Suggestions.of(named, reading.types().keySet()));
      return null;
    }
    for (String name : List.of("join", "column")) {
      if (Sdl.has(field, name)) {
        conflict(coordinates, field, bindings.getFirst(), name);
      }
    }
    new ShapeCheck(reading).check(root, field, node != null);
    Entity entity = reading.entities().get(target);
    if (entity == null) {
      return null;
    }
    return switch (bindings.getFirst()) {
      case "lookup" -> lookup(root, field, entity, node != null);
      case "lookupMany" -> lookupMany(root, field, entity, node != null);
      default -> list(root, field, entity, node != null);
    };
  }

  private @Nullable FieldBinding list(
      SourceType root, FieldDefinition field, Entity entity, boolean connection) {
    if (!connection && !Sdl.isList(field.getType())) {
      reading
          .problems()
          .error(
              "LIST_OF_ONE",
              Sdl.location(field),
              Sdl.coordinates(root, field) + " has @list but is no list",
              "Declare it as `["
                  + entity.name()
                  + "!]` or `"
                  + entity.name()
                  + "Connection`, or use @lookup");
      return null;
    }
    boolean scan = Sdl.flag(Sdl.directive(field, "list"), "scan");
    Shape shape = connection ? Shape.CONNECTION : Shape.PLAIN;
    return new FieldBinding.ListField(
        new ListReader(reading).read(root, field, entity, shape, List.of(), scan));
  }

  private @Nullable FieldBinding lookup(
      SourceType root, FieldDefinition field, Entity entity, boolean connection) {
    String coordinates = Sdl.coordinates(root, field);
    if (connection || Sdl.isList(field.getType())) {
      reading
          .problems()
          .error(
              "LOOKUP_OF_LIST",
              Sdl.location(field),
              coordinates + " has @lookup but is a list",
              "Declare it as `" + entity.name() + "`, or use @list or @lookupMany");
      return null;
    }
    List<String> arguments = new ArrayList<>();
    List<FieldPath> key = new ArrayList<>();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      String named = Sdl.text(Sdl.directive(argument, "is"), "field");
      FieldPath path = FieldPath.of(named == null ? argument.getName() : named);
      Column column = entity.primary().mapping().find(path);
      if (column == null) {
        unknownKey(coordinates, argument, path, entity);
        return null;
      }
      if (Sdl.isList(argument.getType()) || !sameType(argument, column)) {
        wrongType(coordinates, argument, entity, path);
        return null;
      }
      if (Sdl.has(argument, "filter")) {
        reading
            .problems()
            .error(
                "WRONG_ARGUMENT_DIRECTIVE",
                Sdl.location(argument),
                coordinates + "(" + argument.getName() + ":) has @filter, which is for lists",
                "Write `@is(field: \"" + path + "\")`, or use @list");
      }
      if (!Sdl.isNonNull(argument.getType())) {
        nullableKey(coordinates, argument);
      }
      arguments.add(argument.getName());
      key.add(path);
    }
    BoundMapping keyed = key.isEmpty() ? null : entity.byKey(key);
    if (keyed == null) {
      reading
          .problems()
          .error(
              "LOOKUP_WITHOUT_KEY",
              Sdl.location(field),
              "the arguments of " + coordinates + " are no unique key of " + entity.name(),
              "Its keys are " + entity.keys() + "; declare another with @key, or use @list");
      return null;
    }
    return new FieldBinding.LookupField(entity.name(), keyed.mapping(), arguments, key);
  }

  private void conflict(String coordinates, FieldDefinition field, String one, String other) {
    reading
        .problems()
        .error(
            "CONFLICTING_DIRECTIVES",
            Sdl.location(field),
            coordinates + " has @" + one + " and @" + other,
            "Keep @" + one + "; @" + other + " is for the fields of stored types");
  }

  private void nullableKey(String coordinates, InputValueDefinition argument) {
    reading
        .problems()
        .error(
            "NULLABLE_KEY_ARGUMENT",
            Sdl.location(argument),
            coordinates
                + "("
                + argument.getName()
                + ":) may be left out, but there is no lookup without a key",
            "Write `" + argument.getName() + ": " + Sdl.print(argument.getType()) + "!`");
  }

  private void unknownKey(
      String coordinates, InputValueDefinition argument, FieldPath path, Entity entity) {
    Mapping mapping = entity.primary().mapping();
    reading
        .problems()
        .error(
            "UNKNOWN_KEY_ARGUMENT",
            Sdl.location(argument),
            coordinates + "(" + argument.getName() + ":) fits no stored field of " + entity.name(),
            "Name it after a key field, or write @is(field: \"…\")"
                + Suggestions.of(path.toString(), mapping.columns().keySet()));
  }

  private void wrongType(
      String coordinates, InputValueDefinition argument, Entity entity, FieldPath path) {
    reading
        .problems()
        .error(
            "WRONG_ARGUMENT_TYPE",
            Sdl.location(argument),
            coordinates
                + "("
                + argument.getName()
                + ":) has another type than the field `"
                + path
                + "`",
            "Give it the type of " + entity.name() + "." + path);
  }

  private boolean sameType(InputValueDefinition argument, Column column) {
    if (Sdl.isNestedList(argument.getType())) {
      return false;
    }
    String type = Sdl.name(argument.getType());
    ValueType logical = Scalars.logical(type);
    return logical != null
        ? logical == column.type() && column.enumNames().isEmpty()
        : reading.enums().containsKey(type) && !column.enumNames().isEmpty();
  }

  private @Nullable FieldBinding lookupMany(
      SourceType root, FieldDefinition field, Entity entity, boolean connection) {
    String coordinates = Sdl.coordinates(root, field);
    Location location = Sdl.location(field);
    List<InputValueDefinition> arguments = field.getInputValueDefinitions();
    boolean oneList = arguments.size() == 1 && Sdl.isList(arguments.getFirst().getType());
    if (connection || !Sdl.isList(field.getType()) || !oneList) {
      reading
          .problems()
          .error(
              "WRONG_LOOKUP_MANY",
              location,
              coordinates + " has @lookupMany, which takes one list of keys and answers a list",
              "Write `" + field.getName() + "(keys: [ID!]!): [" + entity.name() + "]`");
      return null;
    }
    InputValueDefinition argument = arguments.getFirst();
    if (!Sdl.isNonNull(argument.getType())) {
      nullableKey(coordinates, argument);
    }
    if (elementsNonNull(field)) {
      reading
          .problems()
          .warning(
              "NON_NULL_ELEMENTS",
              location,
              coordinates + " answers null where there is no entity, but promises none",
              "Declare it as `[" + entity.name() + "]`");
    }
    Directive directive = Sdl.directive(field, "lookupMany");
    String named = Sdl.text(directive, "field");
    if (Sdl.name(argument.getType()).equals(entity.name() + "Key")) {
      if (entity.key().stream().anyMatch(FieldPath::isNested)) {
        reading
            .problems()
            .error(
                "NESTED_KEY_INPUT",
                Sdl.location(argument),
                "the key of " + entity.name() + " lies in an embedded object, so it has no input",
                "Let @column(name: \"a.b\") give the key a field of its own");
      }
      return new FieldBinding.LookupManyField(
          entity.name(), entity.primary().mapping(), argument.getName(), entity.key(), true);
    }
    FieldPath key =
        named != null
            ? FieldPath.of(named)
            : entity.key().size() == 1 ? entity.key().getFirst() : FieldPath.of(argument.getName());
    Column column = entity.primary().mapping().find(key);
    BoundMapping keyed = entity.byKey(List.of(key));
    if (column == null || keyed == null) {
      reading
          .problems()
          .error(
              "LOOKUP_WITHOUT_KEY",
              location,
              "`" + key + "` is no unique key of " + entity.name(),
              "Name one with `field:`, or take `["
                  + entity.name()
                  + "Key!]!`; its keys are "
                  + entity.keys());
      return null;
    }
    if (!sameType(argument, column)) {
      wrongType(coordinates, argument, entity, key);
      return null;
    }
    return new FieldBinding.LookupManyField(
        entity.name(), keyed.mapping(), argument.getName(), List.of(key), false);
  }

  private static boolean elementsNonNull(FieldDefinition field) {
    var element = Sdl.element(field.getType());
    return element != null && Sdl.isNonNull(element);
  }
}
