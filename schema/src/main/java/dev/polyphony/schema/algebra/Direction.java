package dev.polyphony.schema.algebra;

/// Null is greater than every value: last ascending, first descending.
public enum Direction {
  ASC,
  DESC;

  public Direction reversed() {
    return this == ASC ? DESC : ASC;
  }
}
