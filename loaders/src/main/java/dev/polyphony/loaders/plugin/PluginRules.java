package dev.polyphony.loaders.plugin;

import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a plug-in does: it answers fields, with values of every type.
public final class PluginRules implements StoreRules {
  @Override
  public String kind() {
    return "plugin";
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
    problems.error(
        "NOT_OF_THIS_KIND",
        mapping.location(),
        mapping.store() + " is a plug-in, in which no entity is stored",
        "Give fields to it by @resolve(with:)");
    return new Capabilities(List.of(), false, false);
  }
}
