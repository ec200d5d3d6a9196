package dev.polyphony.schema.algebra;

/// One field of an order. An order is a list of these; it is total, because it ends with the key.
public record FieldOrder(FieldPath field, Direction direction) {
  public static FieldOrder ascending(String field) {
    return new FieldOrder(FieldPath.of(field), Direction.ASC);
  }

  public static FieldOrder descending(String field) {
    return new FieldOrder(FieldPath.of(field), Direction.DESC);
  }

  public FieldOrder reversed() {
    return new FieldOrder(field, direction.reversed());
  }

  @Override
  public String toString() {
    return field + " " + direction;
  }
}
