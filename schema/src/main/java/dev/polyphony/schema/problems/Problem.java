package dev.polyphony.schema.problems;

import java.util.Comparator;

/// One thing that is wrong in SDL or YAML: where, what, and how to mend it.
///
/// `kind` is the stable name of the sort of problem, such as `UNKNOWN_STORE`; docs and tests refer
/// to it.
public record Problem(
    Severity severity, String kind, Location location, String message, String remedy) {
  public static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::location)
          .thenComparing(Problem::kind)
          .thenComparing(Problem::message);

  public enum Severity {
    /// The gateway does not start.
    ERROR,
    /// The gateway starts; `check` says it and start-up logs it.
    WARNING
  }

  @Override
  public String toString() {
    return "%s: %s %s: %s. %s"
        .formatted(
            location, severity.name().toLowerCase(java.util.Locale.ROOT), kind, message, remedy);
  }
}
