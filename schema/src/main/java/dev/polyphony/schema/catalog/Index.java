package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.problems.Location;
import java.util.List;

/// A declared index: equality on a prefix of its fields, then one range or order.
public record Index(List<FieldPath> fields, boolean unique, Location location) {
  public Index {
    fields = List.copyOf(fields);
  }
}
