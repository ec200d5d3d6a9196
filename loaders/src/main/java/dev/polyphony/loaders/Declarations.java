package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a schema says of one store.
///
/// @param mappings the entities in it, in the order of the SDL
/// @param joins the joins that find its rows by fields that are no key
/// @param relationships the fields that are edges of it
public record Declarations(
    List<Mapping> mappings, List<JoinInto> joins, List<Relationship> relationships) {
  /// @param field the field that joins, such as `Airport.strikes`
  /// @param mapping the mapping whose rows it finds
  /// @param remote the fields that it finds them by
  public record JoinInto(String field, Mapping mapping, List<FieldPath> remote) {
    public JoinInto {
      remote = List.copyOf(remote);
    }

    /// Whether an index or key is declared that begins with these fields: then it is looked for
    /// already.
    public boolean isDeclared() {
      List<List<FieldPath>> served = new ArrayList<>(mapping.keys());
      mapping.indexes().forEach(index -> served.add(index.fields()));
      int width = remote.size();
      return served.stream()
          .anyMatch(fields ->
              fields.size() >= width
                  && Set.copyOf(fields.subList(0, width)).equals(Set.copyOf(remote)));
    }
  }

  public Declarations {
    mappings = List.copyOf(mappings);
    joins = List.copyOf(joins);
    relationships = List.copyOf(relationships);
  }

  public static Declarations of(Catalog catalog, String store) {
    List<Mapping> mappings =
        catalog.entities().values().stream()
            .flatMap(entity -> entity.mappings().stream())
            .map(BoundMapping::mapping)
            .filter(mapping -> mapping.store().equals(store))
            .toList();
    List<JoinInto> joins = new ArrayList<>();
    List<Relationship> relationships = new ArrayList<>();
    catalog
        .types()
        .values()
        .forEach(type -> {
          type.fields()
              .forEach((field, binding) -> {
                Join join = join(binding);
                if (join != null && join.mapping().store().equals(store) && !join.unique()) {
                  joins.add(new JoinInto(type.name() + "." + field, join.mapping(), join.remote()));
                }
                if (binding instanceof FieldBinding.RelationshipField edges
                    && edges.relationship().near().store().equals(store)) {
                  relationships.add(edges.relationship());
                }
              });
        });
    return new Declarations(mappings, joins, relationships);
  }

  private static @Nullable Join join(FieldBinding binding) {
    return switch (binding) {
      case FieldBinding.JoinField own -> own.join();
      case FieldBinding.PathJoinField last -> last.join();
      default -> null;
    };
  }
}
