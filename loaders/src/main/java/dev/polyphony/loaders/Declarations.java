package dev.polyphony.loaders;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a schema says of one store.
///
/// @param mappings the entities in it, in the order of the SDL
/// @param joins the joins that find its rows by fields that are no key
public record Declarations(List<Mapping> mappings, List<JoinInto> joins) {
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
  }

  public static Declarations of(Catalog catalog, String store) {
    List<Mapping> mappings =
        catalog.entities().values().stream()
            .flatMap(entity -> entity.mappings().stream())
            .map(BoundMapping::mapping)
            .filter(mapping -> mapping.store().equals(store))
            .toList();
    List<JoinInto> joins = new ArrayList<>();
    catalog
        .types()
        .forEach((type, binding) ->
            binding
                .fields()
                .forEach((field, bound) -> add(joins, store, type + "." + field, bound)));
    return new Declarations(mappings, joins);
  }

  private static void add(List<JoinInto> joins, String store, String field, FieldBinding bound) {
    Join join =
        switch (bound) {
          case FieldBinding.JoinField own -> own.join();
          case FieldBinding.PathJoinField last -> last.join();
          default -> null;
        };
    if (join != null && join.mapping().store().equals(store) && !join.unique()) {
      joins.add(new JoinInto(field, join.mapping(), join.remote()));
    }
  }
}
