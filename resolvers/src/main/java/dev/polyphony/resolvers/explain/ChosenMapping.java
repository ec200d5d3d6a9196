package dev.polyphony.resolvers.explain;

import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.BoundMapping;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Entity;
import dev.polyphony.schema.catalog.Mapping;
import java.util.List;
import java.util.stream.Collectors;

/// Says which of an entity's mappings a fetch reads, and why that one.
record ChosenMapping(Catalog catalog) {
  /// Such as `2 of 3: only it holds seats`; empty where there is no choice.
  String of(Fetch fetch) {
    Entity entity = catalog.entities().get(fetch.mapping().entity());
    if (entity == null || entity.mappings().size() == 1 || fetch.relationship() != null) {
      return "";
    }
    List<Mapping> all = entity.mappings().stream().map(BoundMapping::mapping).toList();
    int place = all.indexOf(fetch.mapping());
    return place < 0 ? "" : (place + 1) + " of " + all.size() + ": " + reason(all, place, fetch);
  }

  private static String reason(List<Mapping> all, int place, Fetch fetch) {
    Mapping mapping = all.get(place);
    boolean holdsAll = all.getFirst().store().equals(mapping.store());
    if (place > 0 && !holdsAll) {
      String only =
          fetch.projection().names().stream()
              .filter(field -> all.getFirst().columns().get(field) == null)
              .collect(Collectors.joining(", "));
      if (!only.isEmpty()) {
        return "it holds " + only + ", which the first does not";
      }
    }
    String by =
        fetch.key().isEmpty()
            ? "lists what is asked for"
            : "finds rows by "
                + fetch.key().stream().map(FieldPath::toString).collect(Collectors.joining(", "));
    return place == 0 ? "the primary one " + by : "the first that " + by;
  }
}
