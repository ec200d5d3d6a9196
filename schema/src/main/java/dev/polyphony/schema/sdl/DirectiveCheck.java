package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.IntValue;
import graphql.language.NamedNode;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks each use of a directive against its definition: name, place, arguments and their values.
final class DirectiveCheck {
  /// The version of the language that is read here.
  static final String LANGUAGE = "https://polyphony.dev/sdl/v1";

  private static final Set<String> OWN = Set.of("deprecated", "specifiedBy", "oneOf");

  private final Problems problems;
  private final Map<String, DirectiveDefinition> definitions = new LinkedHashMap<>();
  private final Map<String, EnumTypeDefinition> enums = new LinkedHashMap<>();
  private final Map<String, InputObjectTypeDefinition> inputs = new LinkedHashMap<>();

  DirectiveCheck(Problems problems) {
    this.problems = problems;
    for (NamedNode<?> definition : definitions()) {
      switch (definition) {
        case DirectiveDefinition directive -> definitions.put(directive.getName(), directive);
        case EnumTypeDefinition type -> enums.put(type.getName(), type);
        case InputObjectTypeDefinition type -> inputs.put(type.getName(), type);
        default -> {}
      }
    }
  }

  private static List<NamedNode<?>> definitions() {
    return DirectiveDefinitions.document().getDefinitions().stream()
        .<NamedNode<?>>map(definition -> (NamedNode<?>) definition)
        .toList();
  }

  void type(SourceType type) {
    type(type, "OBJECT");
  }

  void abstractType(AbstractSource type) {
    type(type.type(), type.union() ? "UNION" : "INTERFACE");
  }

  private void type(SourceType type, String place) {
    directives(type.directives(), place, type.name());
    for (FieldDefinition field : type.fields().values()) {
      String coordinates = Sdl.coordinates(type, field);
      node(field, "FIELD_DEFINITION", coordinates);
      for (InputValueDefinition argument : field.getInputValueDefinitions()) {
        node(argument, "ARGUMENT_DEFINITION", coordinates + "(" + argument.getName() + ":)");
        if (ResolveReader.isRequired(argument) && !ResolveReader.isResolved(field)) {
          problems.error(
              "MISPLACED_DIRECTIVE",
              Sdl.location(argument),
              "@require stands at an argument of " + coordinates + ", which no plug-in answers",
              "Give the field @resolve(with:), or remove @require");
        }
      }
    }
  }

  void enumType(EnumTypeDefinition type) {
    node(type, "ENUM", type.getName());
    for (EnumValueDefinition value : type.getEnumValueDefinitions()) {
      node(value, "ENUM_VALUE", type.getName() + "." + value.getName());
    }
  }

  /// Of the schema itself: which language the files are written in, and what of it.
  void links(List<Directive> links) {
    directives(links, "SCHEMA", "the schema");
    for (Directive link : links) {
      if (!link.getName().equals("link")) {
        continue;
      }
      String url = Sdl.text(link, "url");
      if (url != null && !url.equals(LANGUAGE)) {
        problems.error(
            "UNKNOWN_LANGUAGE",
            Sdl.location(link),
            "the schema is written in " + url + ", which is not spoken here",
            "Write `extend schema @link(url: \"" + LANGUAGE + "\")`, or leave it out");
      }
      for (String name : Sdl.texts(link, "import")) {
        String directive = name.startsWith("@") ? name.substring(1) : name;
        if (!name.startsWith("@") || !definitions.containsKey(directive)) {
          unknown(link, directive);
        }
      }
    }
  }

  private void unknown(Directive place, String name) {
    problems.error(
        "UNKNOWN_DIRECTIVE",
        Sdl.location(place),
        "there is no directive @" + name,
        "`polyphony directives` prints those there are"
            + Suggestions.of(name, definitions.keySet()));
  }

  private void node(DirectivesContainer<?> node, String place, String owner) {
    directives(node.getDirectives(), place, owner);
  }

  private void directives(List<Directive> directives, String place, String owner) {
    Set<String> seen = new HashSet<>();
    for (Directive directive : directives) {
      if (OWN.contains(directive.getName())) {
        continue;
      }
      DirectiveDefinition definition = definitions.get(directive.getName());
      if (definition == null) {
        unknown(directive, directive.getName());
        continue;
      }
      boolean often = definition.isRepeatable() && !directive.getName().equals("column");
      if (!seen.add(subject(directive)) && !often) {
        problems.error(
            "REPEATED_DIRECTIVE",
            Sdl.location(directive),
            owner + " has @" + directive.getName() + " twice",
            "Keep one of them");
      }
      place(directive, definition, place, owner);
      arguments(directive, definition);
    }
  }

  /// What may be said once: of a column, once for each mapping.
  private static String subject(Directive directive) {
    String in = directive.getName().equals("column") ? Sdl.text(directive, "in") : null;
    return directive.getName() + (in == null ? "" : " " + in);
  }

  private void place(
      Directive directive, DirectiveDefinition definition, String place, String owner) {
    List<String> places =
        definition.getDirectiveLocations().stream().map(location -> location.getName()).toList();
    if (!places.contains(place)) {
      problems.error(
          "MISPLACED_DIRECTIVE",
          Sdl.location(directive),
          "@" + directive.getName() + " cannot stand at " + owner,
          "It stands at " + String.join(" or ", places));
    }
  }

  private void arguments(Directive directive, DirectiveDefinition definition) {
    Map<String, InputValueDefinition> known = new LinkedHashMap<>();
    definition.getInputValueDefinitions().forEach(input -> known.put(input.getName(), input));
    for (Argument argument : directive.getArguments()) {
      InputValueDefinition input = known.get(argument.getName());
      if (input == null) {
        problems.error(
            "UNKNOWN_DIRECTIVE_ARGUMENT",
            Sdl.location(argument),
            "@" + directive.getName() + " has no argument `" + argument.getName() + "`",
            "It takes "
                + (known.isEmpty() ? "none" : String.join(", ", known.keySet()))
                + Suggestions.of(argument.getName(), known.keySet()));
      } else if (!fits(input.getType(), argument.getValue())) {
        wrong(Sdl.location(argument), directive.getName(), input);
      }
    }
    for (InputValueDefinition input : known.values()) {
      if (Sdl.isNonNull(input.getType()) && directive.getArgument(input.getName()) == null) {
        problems.error(
            "MISSING_DIRECTIVE_ARGUMENT",
            Sdl.location(directive),
            "@" + directive.getName() + " lacks `" + input.getName() + "`",
            "Write `" + input.getName() + ": …`");
      }
    }
  }

  private void wrong(Location location, String directive, InputValueDefinition input) {
    problems.error(
        "WRONG_DIRECTIVE_ARGUMENT",
        location,
        "`" + input.getName() + "` of @" + directive + " does not have this form",
        "Write a value of type " + Sdl.print(input.getType()) + fields(input.getType()));
  }

  private String fields(Type<?> type) {
    InputObjectTypeDefinition input = inputs.get(Sdl.name(type));
    if (input == null) {
      return "";
    }
    List<String> fields =
        input.getInputValueDefinitions().stream()
            .map(field -> field.getName() + ": " + Sdl.print(field.getType()))
            .toList();
    return ": `{" + String.join(", ", fields) + "}`";
  }

  private boolean fits(Type<?> type, @Nullable Value<?> value) {
    Type<?> element = Sdl.element(type);
    if (element != null && value instanceof ArrayValue list) {
      return list.getValues().stream().allMatch(one -> fits(element, one));
    }
    String name = Sdl.name(type);
    return switch (value) {
      case StringValue _ -> name.equals("String");
      case BooleanValue _ -> name.equals("Boolean");
      case IntValue _ -> name.equals("Int");
      case EnumValue written -> {
        EnumTypeDefinition values = enums.get(name);
        yield values != null
            && values.getEnumValueDefinitions().stream()
                .anyMatch(one -> one.getName().equals(written.getName()));
      }
      case ObjectValue object -> {
        InputObjectTypeDefinition input = inputs.get(name);
        yield input != null
            && complete(input, object)
            && object.getObjectFields().stream().allMatch(f -> known(input, f));
      }
      case null, default -> false;
    };
  }

  private static boolean complete(InputObjectTypeDefinition input, ObjectValue object) {
    return input.getInputValueDefinitions().stream()
        .filter(field -> Sdl.isNonNull(field.getType()))
        .allMatch(field ->
            object.getObjectFields().stream()
                .anyMatch(one -> one.getName().equals(field.getName())));
  }

  private boolean known(InputObjectTypeDefinition input, ObjectField field) {
    return input.getInputValueDefinitions().stream()
        .anyMatch(
            one -> one.getName().equals(field.getName()) && fits(one.getType(), field.getValue()));
  }
}
