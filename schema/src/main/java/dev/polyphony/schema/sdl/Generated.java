package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import java.util.ArrayList;
import java.util.List;

/// Types and arguments that the user need not write.
final class Generated {
  private Generated() {}

  /// The input that says where a stream of events begins.
  static final String EVENT_START = "EventStart";

  static InputObjectTypeDefinition eventStart() {
    return InputObjectTypeDefinition.newInputObjectDefinition()
        .name(EVENT_START)
        .description(description("Where a stream of events begins."))
        .directive(Directive.newDirective().name("oneOf").build())
        .inputValueDefinition(
            argument("Boolean", "earliest", "`true`: with the first event that is kept."))
        .inputValueDefinition(argument("Boolean", "latest", "`true`: with what is new."))
        .inputValueDefinition(
            argument("DateTime", "timestamp", "With the first event of this time or later."))
        .build();
  }

  static List<InputValueDefinition> pageArguments(ListBinding list) {
    List<InputValueDefinition> arguments = new ArrayList<>(pageArguments(list.shape()));
    if (list.access().offsets()) {
      arguments.add(
          argument("Int", "offset", "Without so many from the beginning; cursors go deeper."));
    }
    return arguments;
  }

  private static List<InputValueDefinition> pageArguments(Shape shape) {
    return switch (shape) {
      case PLAIN ->
          List.of(argument("Int", "first", "At most so many; all of them when left out."));
      case CONNECTION ->
          List.of(
              argument("Int", "first", "At most so many, from the beginning or from `after` on."),
              argument("String", "after", "Only what comes after this cursor."),
              argument("Int", "last", "At most so many, from the end or from `before` back."),
              argument("String", "before", "Only what comes before this cursor."));
    };
  }

  static InputValueDefinition argument(String type, String name, String text) {
    return InputValueDefinition.newInputValueDefinition()
        .name(name)
        .type(new TypeName(type))
        .description(description(text))
        .build();
  }

  static Description description(String text) {
    return new Description(text, null, false);
  }

  private static FieldDefinition field(String name, Type<?> type, String text) {
    return FieldDefinition.newFieldDefinition()
        .name(name)
        .type(type)
        .description(description(text))
        .build();
  }

  private static Type<?> nonNull(String name) {
    return new NonNullType(new TypeName(name));
  }

  private static Type<?> nonNullList(String name) {
    return new NonNullType(new ListType(new NonNullType(new TypeName(name))));
  }

  static ObjectTypeDefinition connection(String name, String edge, String entity, boolean counted) {
    ObjectTypeDefinition.Builder type =
        ObjectTypeDefinition.newObjectTypeDefinition()
            .name(name)
            .description(description("A page of " + entity + " objects."))
            .fieldDefinition(
                field("edges", nonNullList(edge), "The objects, each with its cursor."))
            .fieldDefinition(field("nodes", nonNullList(entity), "The objects."))
            .fieldDefinition(
                field("pageInfo", nonNull("PageInfo"), "Where the page lies in the list."));
    if (counted) {
      type.fieldDefinition(
          field("totalCount", new TypeName("Int"), "How many there are on all pages together."));
    }
    return type.build();
  }

  static ObjectTypeDefinition edge(String name, String entity) {
    return ObjectTypeDefinition.newObjectTypeDefinition()
        .name(name)
        .description(description("One " + entity + " of a page."))
        .fieldDefinition(field("node", nonNull(entity), "The object."))
        .fieldDefinition(
            field("cursor", nonNull("String"), "Its place in the list, for `after` and `before`."))
        .build();
  }

  static ObjectTypeDefinition pageInfo() {
    return ObjectTypeDefinition.newObjectTypeDefinition()
        .name("PageInfo")
        .description(description("Where a page lies in its list."))
        .fieldDefinition(
            field("hasNextPage", nonNull("Boolean"), "Whether there is more after it."))
        .fieldDefinition(
            field("hasPreviousPage", nonNull("Boolean"), "Whether there is more before it."))
        .fieldDefinition(
            field("startCursor", new TypeName("String"), "The cursor of its first object."))
        .fieldDefinition(
            field("endCursor", new TypeName("String"), "The cursor of its last object."))
        .build();
  }

  static InputObjectTypeDefinition key(String name, Entity entity, SourceType source) {
    InputObjectTypeDefinition.Builder type =
        InputObjectTypeDefinition.newInputObjectDefinition()
            .name(name)
            .description(description("The key of one " + entity.name() + "."));
    for (FieldPath path : entity.key()) {
      FieldDefinition field = source.fields().get(path.first());
      if (field != null) {
        type.inputValueDefinition(
            InputValueDefinition.newInputValueDefinition()
                .name(path.first())
                .type(field.getType())
                .description(field.getDescription())
                .build());
      }
    }
    return type.build();
  }
}
