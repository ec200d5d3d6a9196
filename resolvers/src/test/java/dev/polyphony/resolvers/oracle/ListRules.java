package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.EnumSet;
import java.util.Set;

/// Rules of a kind that has ordered indexes and every type.
record ListRules(Set<Feature> features) implements StoreRules {
  @Override
  public String kind() {
    return "lists";
  }

  @Override
  public Set<ValueType> types() {
    return EnumSet.allOf(ValueType.class);
  }

  @Override
  public boolean snakeCase() {
    return false;
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    return new Capabilities(IndexedPaths.of(mapping), true, true);
  }
}
