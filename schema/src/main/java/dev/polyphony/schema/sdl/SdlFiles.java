package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumTypeExtensionDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SchemaExtensionDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.language.UnionTypeExtensionDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.MultiSourceReader;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Parses the files and indexes their types; extensions are merged into what they extend.
final class SdlFiles {
  private final Problems problems;
  private final Map<String, SourceType> types = new LinkedHashMap<>();
  private final Map<String, EnumTypeDefinition> enums = new LinkedHashMap<>();
  private final Map<String, InputObjectTypeDefinition> inputs = new LinkedHashMap<>();
  private final Map<String, Location> places = new TreeMap<>();
  private final List<ObjectTypeExtensionDefinition> extensions = new ArrayList<>();
  private final List<Directive> links = new ArrayList<>();
  private final AbstractFiles abstracts;

  private SdlFiles(Problems problems) {
    this.problems = problems;
    this.abstracts = new AbstractFiles(problems);
  }

  static SdlFiles read(List<SchemaReader.Sdl> files, Problems problems) {
    SdlFiles read = new SdlFiles(problems);
    files.forEach(read::parse);
    read.extensions.forEach(read::extend);
    return read;
  }

  Map<String, SourceType> types() {
    return types;
  }

  /// Interfaces and unions.
  Map<String, AbstractSource> abstracts() {
    return abstracts.read(types);
  }

  /// The directives of `extend schema`.
  List<Directive> links() {
    return links;
  }

  Map<String, EnumTypeDefinition> enums() {
    return enums;
  }

  Map<String, InputObjectTypeDefinition> inputs() {
    return inputs;
  }

  private void parse(SchemaReader.Sdl file) {
    MultiSourceReader reader =
        MultiSourceReader.newMultiSourceReader()
            .string(file.text(), file.file())
            .trackData(true)
            .build();
    ParserEnvironment environment =
        ParserEnvironment.newParserEnvironment()
            .document(reader)
            .parserOptions(ParserOptions.getDefaultSdlParserOptions())
            .build();
    try {
      Document document = Parser.parse(environment);
      document.getDefinitions().forEach(this::add);
    } catch (InvalidSyntaxException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLine();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumn();
      problems.error(
          "SYNTAX",
          new Location(file.file(), line, column),
          "this is no SDL: " + e.getMessage(),
          "Mend the syntax at this place");
    } catch (StackOverflowError e) {
      // The parser recurses into list types and values.
      problems.error(
          "SYNTAX", Location.of(file.file()), "lists are nested too deeply", "Nest less deeply");
    } catch (RuntimeException e) {
      problems.error(
          "SYNTAX",
          Location.of(file.file()),
          "this is no SDL: " + e.getMessage(),
          "Mend the file's syntax");
    }
  }

  /// The shipped definitions may lie beside the user's files, for the sake of editors.
  private static boolean isShipped(Definition<?> definition) {
    return DirectiveDefinitions.contains(definition);
  }

  private void add(Definition<?> definition) {
    switch (definition) {
      case ObjectTypeExtensionDefinition extension -> extensions.add(extension);
      case ObjectTypeDefinition type -> {
        if (isNew(type.getName(), definition)) {
          types.put(type.getName(), source(type));
        }
      }
      case InterfaceTypeExtensionDefinition extension -> abstracts.extend(extension);
      case InterfaceTypeDefinition type -> {
        if (isNew(type.getName(), definition)) {
          abstracts.add(type);
        }
      }
      case UnionTypeExtensionDefinition extension -> abstracts.extend(extension);
      case UnionTypeDefinition type -> {
        if (isNew(type.getName(), definition)) {
          abstracts.add(type);
        }
      }
      case EnumTypeExtensionDefinition extension -> unsupported(extension, "extend enum");
      case EnumTypeDefinition type when isShipped(type) -> {}
      case EnumTypeDefinition type -> {
        if (isNew(type.getName(), definition)) {
          enums.put(type.getName(), type);
        }
      }
      case InputObjectTypeDefinition type when isShipped(type) -> {}
      case InputObjectTypeDefinition type -> {
        if (isNew(type.getName(), definition)) {
          inputs.put(type.getName(), type);
        }
      }
      case ScalarTypeDefinition scalar -> {
        if (Scalars.logical(scalar.getName()) == null) {
          problems.error(
              "UNKNOWN_SCALAR",
              Sdl.location(scalar),
              "there is no scalar " + scalar.getName(),
              "Use one of " + String.join(", ", Scalars.all().keySet()));
        }
      }
      case DirectiveDefinition directive when isShipped(directive) -> {}
      case SchemaExtensionDefinition schema when schema.getOperationTypeDefinitions().isEmpty() ->
          links.addAll(schema.getDirectives());
      default -> unsupported(definition, definition.getClass().getSimpleName());
    }
  }

  private void unsupported(Definition<?> definition, String what) {
    String name = definition instanceof NamedNode<?> named ? " " + named.getName() : "";
    problems.error(
        "UNSUPPORTED_DEFINITION",
        Sdl.location(definition),
        what + name + " cannot be bound to a store",
        "Leave it out; write object types, interfaces, unions, enums and `extend type`");
  }

  private boolean isNew(String name, Definition<?> definition) {
    Location first = places.putIfAbsent(name, Sdl.location(definition));
    if (first != null) {
      problems.error(
          "DUPLICATE_TYPE",
          Sdl.location(definition),
          name + " is defined a second time; first at " + first,
          "Write `extend type " + name + "`, or remove one of them");
    }
    return first == null;
  }

  private SourceType source(ObjectTypeDefinition type) {
    Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    addFields(type.getName(), fields, type.getFieldDefinitions(), problems);
    return new SourceType(
        type.getName(),
        fields,
        Sdl.names(type.getImplements()),
        type.getDirectives(),
        type.getDescription(),
        Sdl.location(type));
  }

  static void addFields(
      String type,
      Map<String, FieldDefinition> fields,
      List<FieldDefinition> more,
      Problems problems) {
    for (FieldDefinition field : more) {
      if (fields.putIfAbsent(field.getName(), field) != null) {
        problems.error(
            "DUPLICATE_FIELD",
            Sdl.location(field),
            type + "." + field.getName() + " is defined a second time",
            "Remove or rename one of them");
      }
    }
  }

  private void extend(ObjectTypeExtensionDefinition extension) {
    SourceType type = types.get(extension.getName());
    if (type == null) {
      problems.error(
          "UNKNOWN_TYPE",
          Sdl.location(extension),
          "there is no type " + extension.getName() + " to extend",
          "Write `type "
              + extension.getName()
              + "`"
              + Suggestions.of(extension.getName(), types.keySet()));
      return;
    }
    Map<String, FieldDefinition> fields = new LinkedHashMap<>(type.fields());
    addFields(type.name(), fields, extension.getFieldDefinitions(), problems);
    List<String> interfaces = new ArrayList<>(type.interfaces());
    interfaces.addAll(Sdl.names(extension.getImplements()));
    List<Directive> directives = new ArrayList<>(type.directives());
    directives.addAll(extension.getDirectives());
    types.put(
        type.name(),
        new SourceType(
            type.name(), fields, interfaces, directives, type.description(), type.location()));
  }
}
