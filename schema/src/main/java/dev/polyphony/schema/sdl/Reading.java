package dev.polyphony.schema.sdl;

import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.problems.Problems;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known while the SDL is read.
///
/// @param types object types by name
/// @param abstracts interfaces and unions by name
/// @param entities those read so far, by name
/// @param links the types of edges of a graph
record Reading(
    Map<String, SourceType> types,
    Map<String, AbstractSource> abstracts,
    Map<String, EnumTypeDefinition> enums,
    Map<String, InputObjectTypeDefinition> inputs,
    Map<String, StoreDeclaration> stores,
    Map<String, Entity> entities,
    Set<String> links,
    Problems problems) {
  Reading(
      Map<String, SourceType> types,
      Map<String, AbstractSource> abstracts,
      Map<String, EnumTypeDefinition> enums,
      Map<String, InputObjectTypeDefinition> inputs,
      Map<String, StoreDeclaration> stores,
      Problems problems) {
    this(
        types,
        abstracts,
        enums,
        inputs,
        stores,
        new LinkedHashMap<>(),
        RelationshipReader.links(types),
        problems);
  }

  /// Whether connections may list it.
  boolean isNode(String type) {
    return isEntity(type) || links.contains(type) || isOfEntities(type);
  }

  /// Whether it is an interface or a union, some of whose members are entities.
  boolean isOfEntities(String type) {
    AbstractSource source = abstracts.get(type);
    return source != null && source.members().stream().anyMatch(this::isEntity);
  }

  /// An object type or an interface; a union as a type without fields.
  @Nullable SourceType shape(String type) {
    AbstractSource source = abstracts.get(type);
    return source == null ? types.get(type) : source.type();
  }

  /// The object types that a type stands for: its members, or itself.
  List<String> concrete(String type) {
    AbstractSource source = abstracts.get(type);
    return source == null ? List.of(type) : source.members();
  }

  boolean isEntity(String type) {
    SourceType source = types.get(type);
    return source != null && source.isEntity();
  }

  /// An object type of the user's that lies inside rows.
  boolean isEmbedded(String type) {
    SourceType source = types.get(type);
    return source != null
        && !source.isEntity()
        && !Relay.isConnection(this, type)
        && !Relay.isPart(this, type);
  }
}
