package dev.polyphony.schema.events;

import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What messages hold: JSON. They are followed, never asked for by key.
public final class EventRules implements StoreRules {
  /// The brokers of a configuration.
  ///
  /// @param location of their section
  public static StoreDeclaration declaration(Location location) {
    return new StoreDeclaration(
        StoreDeclaration.KAFKA, new EventRules(), ValueType.TEXT, false, location);
  }

  @Override
  public String kind() {
    return "kafka";
  }

  @Override
  public Set<ValueType> types() {
    return EnumSet.of(
        ValueType.BOOLEAN,
        ValueType.INT,
        ValueType.LONG,
        ValueType.DOUBLE,
        ValueType.BIG_INTEGER,
        ValueType.DECIMAL,
        ValueType.TEXT,
        ValueType.BYTES,
        ValueType.JSON);
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
        mapping.store() + " holds topics, in which no entity is stored",
        "Let a field of Subscription follow them with @eventStream(topics:)");
    return new Capabilities(List.of(), false, false);
  }
}
