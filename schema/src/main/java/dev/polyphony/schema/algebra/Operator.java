package dev.polyphony.schema.algebra;

/// How two values compare. A comparison with null is false, except that `NE` is true then: it is
/// the complement of `EQ`.
public enum Operator {
  EQ,
  NE,
  LT,
  LTE,
  GT,
  GTE
}
