package dev.polyphony.schema.sdl;

import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.List;
import java.util.Set;

/// Checks names that the schema as a whole needs or keeps for itself.
final class NameCheck {
  private static final Set<String> OPERATIONS = Set.of("Mutation", "Subscription");

  private final Reading reading;

  NameCheck(Reading reading) {
    this.reading = reading;
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
    }
    reading.enums().keySet().forEach(name -> builtIn(name, "an enum"));
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
    for (FieldDefinition field : type.fields().values()) {
      reserved(type.name() + "." + field.getName(), field.getName(), field);
      for (InputValueDefinition argument : field.getInputValueDefinitions()) {
        argument(type, field, argument);
      }
    }
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

  private void reserved(String coordinates, String name, FieldDefinition field) {
    if (name.startsWith("__")) {
      reading
          .problems()
          .error(
              "RESERVED_NAME",
              Sdl.location(field),
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
      if (reading.isEntity(entity) && !itself) {
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
