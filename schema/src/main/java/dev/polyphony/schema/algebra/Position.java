package dev.polyphony.schema.algebra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in an order: the values of its fields, one per field of the order, null included.
public record Position(List<@Nullable Object> values) {
  public Position {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  public static Position of(List<@Nullable Object> values) {
    return new Position(values);
  }
}
