package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.Location;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads pieces of the syntax tree.
final class Sdl {
  private Sdl() {}

  static Location location(Node<?> node) {
    return location(node.getSourceLocation());
  }

  static Location location(@Nullable SourceLocation source) {
    return source == null
        ? Location.of("schema")
        : new Location(
            source.getSourceName() == null ? "schema" : source.getSourceName(),
            source.getLine(),
            source.getColumn());
  }

  static @Nullable Directive directive(DirectivesContainer<?> node, String name) {
    List<Directive> found = node.getDirectives(name);
    return found.isEmpty() ? null : found.getFirst();
  }

  static boolean has(DirectivesContainer<?> node, String name) {
    return !node.getDirectives(name).isEmpty();
  }

  static @Nullable Value<?> value(Directive directive, String argument) {
    Argument found = directive.getArgument(argument);
    return found == null ? null : found.getValue();
  }

  static @Nullable String text(@Nullable Directive directive, String argument) {
    return directive == null ? null : text(value(directive, argument));
  }

  static @Nullable String text(@Nullable Value<?> value) {
    return switch (value) {
      case StringValue text -> text.getValue();
      case EnumValue name -> name.getName();
      case null, default -> null;
    };
  }

  /// A text or a list of texts.
  static List<String> texts(@Nullable Directive directive, String argument) {
    Value<?> value = directive == null ? null : value(directive, argument);
    return switch (value) {
      case StringValue text -> List.of(text.getValue());
      case ArrayValue list ->
          list.getValues().stream()
              .map(element -> element instanceof StringValue text ? text.getValue() : "")
              .toList();
      case null, default -> List.of();
    };
  }

  static boolean flag(@Nullable Directive directive, String argument) {
    return directive != null
        && value(directive, argument) instanceof BooleanValue flag
        && flag.isValue();
  }

  /// Objects, or one of them, each as texts by field name.
  static List<Map<String, String>> objects(@Nullable Directive directive, String argument) {
    Value<?> value = directive == null ? null : value(directive, argument);
    return switch (value) {
      case ObjectValue object -> List.of(object(object));
      case ArrayValue list ->
          list.getValues().stream()
              .filter(ObjectValue.class::isInstance)
              .map(element -> object((ObjectValue) element))
              .toList();
      case null, default -> List.of();
    };
  }

  private static Map<String, String> object(ObjectValue object) {
    Map<String, String> fields = new TreeMap<>();
    for (ObjectField field : object.getObjectFields()) {
      String text = text(field.getValue());
      if (text != null) {
        fields.put(field.getName(), text);
      }
    }
    return fields;
  }

  static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static boolean isNonNull(Type<?> type) {
    return type instanceof NonNullType;
  }

  static boolean isList(Type<?> type) {
    return nullable(type) instanceof ListType;
  }

  static boolean isNestedList(Type<?> type) {
    Type<?> element = element(type);
    return element != null && isList(element);
  }

  private static Type<?> nullable(Type<?> type) {
    return type instanceof NonNullType nonNull ? nonNull.getType() : type;
  }

  /// The type without its outer list, or null when it is no list.
  static @Nullable Type<?> element(Type<?> type) {
    return nullable(type) instanceof ListType list ? list.getType() : null;
  }

  static String name(Type<?> type) {
    return switch (type) {
      case NonNullType nonNull -> name(nonNull.getType());
      case ListType list -> name(list.getType());
      case TypeName named -> named.getName();
      default -> throw new IllegalStateException("unknown type " + type);
    };
  }

  static List<String> names(List<?> types) {
    return types.stream().map(type -> name((Type<?>) type)).toList();
  }

  /// The same type with another name in it.
  static Type<?> renamed(Type<?> type, String name) {
    return switch (type) {
      case NonNullType nonNull ->
          NonNullType.newNonNullType(renamed(nonNull.getType(), name)).build();
      case ListType list -> ListType.newListType(renamed(list.getType(), name)).build();
      default -> new TypeName(name);
    };
  }

  static String print(Type<?> type) {
    return graphql.language.AstPrinter.printAst(type);
  }

  static String coordinates(SourceType type, FieldDefinition field) {
    return type.name() + "." + field.getName();
  }
}
