package dev.polyphony.schema.sdl;

import dev.polyphony.schema.problems.Problems;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.NamedNode;
import graphql.language.UnionTypeDefinition;
import graphql.language.UnionTypeExtensionDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers interfaces and unions from the files and merges their extensions in.
final class AbstractFiles {
  private final Problems problems;
  private final Map<String, InterfaceTypeDefinition> interfaces = new LinkedHashMap<>();
  private final Map<String, UnionTypeDefinition> unions = new LinkedHashMap<>();
  private final List<InterfaceTypeExtensionDefinition> moreOfInterfaces = new ArrayList<>();
  private final List<UnionTypeExtensionDefinition> moreOfUnions = new ArrayList<>();

  AbstractFiles(Problems problems) {
    this.problems = problems;
  }

  void add(InterfaceTypeDefinition type) {
    interfaces.put(type.getName(), type);
  }

  void add(UnionTypeDefinition type) {
    unions.put(type.getName(), type);
  }

  void extend(InterfaceTypeExtensionDefinition extension) {
    moreOfInterfaces.add(extension);
  }

  void extend(UnionTypeExtensionDefinition extension) {
    moreOfUnions.add(extension);
  }

  /// By name.
  ///
  /// @param types the object types, with what they implement
  Map<String, AbstractSource> read(Map<String, SourceType> types) {
    moreOfInterfaces.forEach(extension -> known(extension, interfaces.get(extension.getName())));
    moreOfUnions.forEach(extension -> known(extension, unions.get(extension.getName())));
    Map<String, AbstractSource> read = new LinkedHashMap<>();
    interfaces.values().forEach(type -> read.put(type.getName(), source(type, types)));
    unions.values().forEach(type -> read.put(type.getName(), source(type)));
    return read;
  }

  private void known(NamedNode<?> extension, @Nullable NamedNode<?> extended) {
    if (extended == null) {
      problems.error(
          "UNKNOWN_TYPE",
          Sdl.location(extension),
          "there is no " + extension.getName() + " of this kind to extend",
          "Define " + extension.getName() + " first");
    }
  }

  private AbstractSource source(InterfaceTypeDefinition type, Map<String, SourceType> types) {
    List<InterfaceTypeExtensionDefinition> more =
        moreOfInterfaces.stream().filter(one -> one.getName().equals(type.getName())).toList();
    List<FieldDefinition> fields = new ArrayList<>(type.getFieldDefinitions());
    List<Directive> directives = new ArrayList<>(type.getDirectives());
    List<String> interfaces = new ArrayList<>(Sdl.names(type.getImplements()));
    for (InterfaceTypeExtensionDefinition one : more) {
      fields.addAll(one.getFieldDefinitions());
      directives.addAll(one.getDirectives());
      interfaces.addAll(Sdl.names(one.getImplements()));
    }
    Map<String, FieldDefinition> byName = new LinkedHashMap<>();
    SdlFiles.addFields(type.getName(), byName, fields, problems);
    List<String> members =
        types.values().stream()
            .filter(one -> one.interfaces().contains(type.getName()))
            .map(SourceType::name)
            .toList();
    return new AbstractSource(
        new SourceType(
            type.getName(),
            byName,
            interfaces,
            directives,
            type.getDescription(),
            Sdl.location(type)),
        false,
        members);
  }

  private AbstractSource source(UnionTypeDefinition type) {
    List<Directive> directives = new ArrayList<>(type.getDirectives());
    List<String> members = new ArrayList<>(Sdl.names(type.getMemberTypes()));
    for (UnionTypeExtensionDefinition one : moreOfUnions) {
      if (one.getName().equals(type.getName())) {
        directives.addAll(one.getDirectives());
        members.addAll(Sdl.names(one.getMemberTypes()));
      }
    }
    return new AbstractSource(
        new SourceType(
            type.getName(),
            Map.of(),
            List.of(),
            directives,
            type.getDescription(),
            Sdl.location(type)),
        true,
        members.stream().distinct().toList());
  }
}
