package dev.polyphony.loaders;

/// Why a store did not answer. The set is closed; every driver error is mapped to one of these.
public enum FailureReason {
  /// It cannot be reached, or it refuses to work.
  UNAVAILABLE,
  /// It did not answer before the deadline.
  TIMED_OUT,
  /// It refuses this request: a value that it cannot hold, a permission, a constraint.
  REJECTED,
  /// Its kind cannot do this.
  UNSUPPORTED,
  /// What it holds does not fit the declaration.
  BAD_DATA
}
