package dev.polyphony.loaders.memory;

import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a store of plain lists does: everything, as if it had the indexes that are declared.
public final class MemoryRules implements StoreRules {
  private static final Set<ValueType> TYPES =
      Collections.unmodifiableSet(EnumSet.allOf(ValueType.class));

  @Override
  public String kind() {
    return "memory";
  }

  @Override
  public Set<ValueType> types() {
    return TYPES;
  }

  @Override
  public boolean snakeCase() {
    return false;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.FILTERS, Feature.COUNTS);
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    return new Capabilities(IndexedPaths.of(mapping), true, true);
  }
}
