package dev.polyphony.benchmarks.outages;

/// What happens to a store.
public enum Fault {
  /// Its connections break, and new ones are refused.
  REFUSED,
  /// It takes requests and answers none.
  HUNG,
  /// Its process is killed, and started again over what it kept.
  KILLED
}
