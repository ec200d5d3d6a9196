package dev.polyphony.schema.algebra;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is read of each row: fields by name, in the order of the answer's header; embedded objects
/// with a projection of their own.
public record Projection(List<Item> items) {
  /// `nested` is there exactly when the field is an embedded object or a list of such.
  public record Item(String field, @Nullable Projection nested) {}

  public Projection {
    items = List.copyOf(items);
  }

  /// Values only, nothing embedded.
  public static Projection of(String... fields) {
    return new Projection(
        java.util.Arrays.stream(fields).map(field -> new Item(field, null)).toList());
  }

  public List<String> names() {
    return items.stream().map(Item::field).toList();
  }
}
