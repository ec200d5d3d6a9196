package dev.polyphony.schema.sdl;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks names that the schema as a whole needs or keeps for itself.
final class NameCheck {
  private static final Set<String> OPERATIONS = Set.of("Mutation");

  private final Reading reading;
  private final DefaultCheck defaults;

  NameCheck(Reading reading) {
    this.reading = reading;
    this.defaults = new DefaultCheck(reading);
  }

  void check(List<SchemaReader.Sdl> files) {
    if (!reading.types().containsKey("Query")) {
      reading
          .problems()
          .error(
              "NO_QUERY",
              SchemaReader.firstPlace(files),
              "there is no type Query",
              "Write `type Query { … }` with fields that have @lookup, @lookupMany or @list");
    }
    for (SourceType type : reading.types().values()) {
      type(type);
      served(type);
    }
    for (AbstractSource type : reading.abstracts().values()) {
      type(type.type());
      if (!type.union()) {
        served(type.type());
      }
    }
    reading.enums().values().forEach(this::enumType);
    for (String name : reading.inputs().keySet()) {
      reading
          .problems()
          .error(
              "UNSUPPORTED_INPUT",
              Sdl.location(java.util.Objects.requireNonNull(reading.inputs().get(name))),
              "the input type " + name + " is not used by anything",
              "Leave it out; arguments are scalars, enums, lists of them, or lists of `XKey`");
    }
  }

  private void enumType(EnumTypeDefinition type) {
    builtIn(type.getName(), "an enum");
    reserved(type.getName(), type.getName(), type);
    if (type.getEnumValueDefinitions().isEmpty()) {
      reading
          .problems()
          .error(
              "EMPTY_TYPE", Sdl.location(type), type.getName() + " has no values", "Give it one");
    }
    Set<String> values = new HashSet<>();
    for (EnumValueDefinition value : type.getEnumValueDefinitions()) {
      String coordinates = type.getName() + "." + value.getName();
      reserved(coordinates, value.getName(), value);
      unique(values, coordinates, value.getName(), value);
    }
  }

  private void unique(Set<String> seen, String coordinates, String name, Node<?> node) {
    if (!seen.add(name)) {
      reading
          .problems()
          .error(
              "DUPLICATE_NAME",
              Sdl.location(node),
              coordinates + " is there a second time",
              "Remove or rename one of them");
    }
  }

  private void builtIn(String name, String what) {
    if (Scalars.logical(name) != null) {
      reading
          .problems()
          .error(
              "NAME_TAKEN",
              Sdl.location(java.util.Objects.requireNonNull(reading.enums().get(name))),
              name + " is a scalar and cannot be " + what,
              "Rename it");
    }
  }

  private void type(SourceType type) {
    if (OPERATIONS.contains(type.name())) {
      reading
          .problems()
          .error(
              "UNSUPPORTED_OPERATION",
              type.location(),
              "the type " + type.name() + " is not served yet",
              "Leave it out");
    }
    if (Scalars.logical(type.name()) != null) {
      reading
          .problems()
          .error(
              "NAME_TAKEN",
              type.location(),
              type.name() + " is a scalar and cannot be an object type",
              "Rename it");
    }
    generated(type);
    if (type.name().startsWith("__")) {
      reading
          .problems()
          .error(
              "RESERVED_NAME",
              type.location(),
              type.name() + " begins with two underscores, which GraphQL keeps for itself",
              "Rename it");
    }
    for (FieldDefinition field : type.fields().values()) {
      reserved(type.name() + "." + field.getName(), field.getName(), field);
      Set<String> arguments = new HashSet<>();
      for (InputValueDefinition argument : field.getInputValueDefinitions()) {
        String coordinates = Sdl.coordinates(type, field) + "(" + argument.getName() + ":)";
        reserved(coordinates, argument.getName(), argument);
        unique(arguments, coordinates, argument.getName(), argument);
        argument(type, field, argument);
        defaults.check(coordinates, argument);
      }
    }
  }

  private void served(SourceType type) {
    if (type.fields().isEmpty()) {
      reading
          .problems()
          .error("EMPTY_TYPE", type.location(), type.name() + " has no fields", "Give it one");
    }
    if (!type.fields().isEmpty()
        && type.fields().values().stream().allMatch(field -> Sdl.has(field, "inaccessible"))) {
      reading
          .problems()
          .error(
              "NOTHING_SERVED",
              type.location(),
              "all fields of " + type.name() + " are @inaccessible",
              "Serve at least one of them");
    }
  }

  private void reserved(String coordinates, String name, Node<?> node) {
    if (name.startsWith("__")) {
      reading
          .problems()
          .error(
              "RESERVED_NAME",
              Sdl.location(node),
              coordinates + " begins with two underscores, which GraphQL keeps for itself",
              "Rename it; @column(name:) names what is stored");
    }
  }

  private void argument(SourceType type, FieldDefinition field, InputValueDefinition argument) {
    String name = Sdl.name(argument.getType());
    boolean key = name.endsWith("Key") && reading.isEntity(name.substring(0, name.length() - 3));
    if (Scalars.logical(name) == null && !reading.enums().containsKey(name) && !key) {
      reading
          .problems()
          .error(
              "UNKNOWN_TYPE",
              Sdl.location(argument),
              Sdl.coordinates(type, field)
                  + "("
                  + argument.getName()
                  + ":) has the type "
                  + name
                  + ", which does not exist",
              "Use a scalar, an enum or a key such as `XKey`"
                  + Suggestions.of(name, Scalars.all().keySet()));
    }
  }

  /// A type of the user's with a generated type's name must be that very type.
  private void generated(SourceType type) {
    for (String suffix : List.of("Connection", "Edge", "Key")) {
      if (!type.name().endsWith(suffix)) {
        continue;
      }
      String entity = type.name().substring(0, type.name().length() - suffix.length());
      boolean itself =
          switch (suffix) {
            case "Connection" -> entity.equals(Relay.node(reading, type.name()));
            case "Edge" -> entity.equals(Relay.nodeOfEdge(reading, type.name()));
            default -> false;
          };
      if ((reading.isEntity(entity) || reading.isOfEntities(entity)) && !itself) {
        reading
            .problems()
            .error(
                "NAME_TAKEN",
                type.location(),
                type.name()
                    + " is the name of a generated type of "
                    + entity
                    + ", but of another shape",
                "Rename it, or give it the shape of Relay's specification");
      }
    }
  }
}
