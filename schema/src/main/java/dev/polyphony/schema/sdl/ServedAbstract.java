package dev.polyphony.schema.sdl;

import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import java.util.ArrayList;
import java.util.List;

/// Interfaces and unions as clients see them.
final class ServedAbstract {
  private ServedAbstract() {}

  /// @param members the fields of the members, as they are served
  static SDLDefinition<?> of(AbstractSource type, List<List<FieldDefinition>> members) {
    return type.union() ? union(type) : face(type.type(), members);
  }

  private static UnionTypeDefinition union(AbstractSource type) {
    UnionTypeDefinition.Builder definition =
        UnionTypeDefinition.newUnionTypeDefinition()
            .name(type.name())
            .description(type.type().description())
            .directives(ServedSchema.kept(type.type().directives()));
    type.members().forEach(member -> definition.memberType(new TypeName(member)));
    return definition.build();
  }

  private static InterfaceTypeDefinition face(
      SourceType type, List<List<FieldDefinition>> members) {
    InterfaceTypeDefinition.Builder definition =
        InterfaceTypeDefinition.newInterfaceTypeDefinition()
            .name(type.name())
            .description(type.description())
            .directives(ServedSchema.kept(type.directives()));
    type.interfaces().forEach(name -> definition.implementz(new TypeName(name)));
    type.fields().values().stream()
        .filter(field -> !Sdl.has(field, "inaccessible"))
        .forEach(field -> definition.definition(promised(field, members)));
    return definition.build();
  }

  /// A field with those of its generated arguments that it has in all members.
  private static FieldDefinition promised(
      FieldDefinition field, List<List<FieldDefinition>> members) {
    List<FieldDefinition> same =
        members.stream()
            .flatMap(List::stream)
            .filter(one -> one.getName().equals(field.getName()))
            .toList();
    List<InputValueDefinition> arguments = new ArrayList<>();
    if (!same.isEmpty()) {
      same.getFirst().getInputValueDefinitions().stream()
          .filter(argument -> same.stream().allMatch(one -> takes(one, argument)))
          .forEach(arguments::add);
    }
    return field.transform(builder ->
        builder
            .inputValueDefinitions(arguments)
            .directives(ServedSchema.kept(field.getDirectives())));
  }

  private static boolean takes(FieldDefinition field, InputValueDefinition argument) {
    return field.getInputValueDefinitions().stream()
        .anyMatch(one ->
            one.getName().equals(argument.getName())
                && Sdl.print(one.getType()).equals(Sdl.print(argument.getType())));
  }
}
