package dev.polyphony.schema.catalog;

import dev.polyphony.schema.access.AccessRules;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everything declared, checked and bound. Made from the files alone: the same files give the same
/// catalog while stores are down.
///
/// @param types by name, object types only
/// @param schema what is served, without the fields that are inaccessible
/// @param access who may see what of it
public record Catalog(
    Map<String, StoreDeclaration> stores,
    Map<String, Entity> entities,
    Map<String, TypeBinding> types,
    Limits limits,
    GraphQLSchema schema,
    AccessRules access) {
  public Catalog {
    stores = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    entities = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entities));
    types = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /// Whether a store applies any condition to what it reads.
  public boolean filters(String store) {
    StoreDeclaration declaration = stores.get(store);
    return declaration != null
        && declaration.rules().features().contains(StoreRules.Feature.FILTERS);
  }

  public Entity entity(String name) {
    Entity entity = entities.get(name);
    if (entity == null) {
      throw new IllegalArgumentException("no entity " + name);
    }
    return entity;
  }

  public TypeBinding type(String name) {
    TypeBinding type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no type " + name);
    }
    return type;
  }

  /// The binding of a field that validation has admitted.
  public FieldBinding field(String type, String field) {
    FieldBinding binding = type(type).fields().get(field);
    if (binding == null) {
      throw new IllegalArgumentException("no field " + type + "." + field);
    }
    return binding;
  }
}
