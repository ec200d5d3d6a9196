package dev.polyphony.benchmarks.outages;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What one fault of one store did to the answers meanwhile.
///
/// @param answers that came, and how many of them had errors
/// @param codes of the errors
/// @param slowest answer
/// @param problems of answers that were not the whole one but for the store's own fields
/// @param healed from the fault's end to the first of the answers that stayed whole
public record Outage(
    String store,
    Fault fault,
    int answers,
    int affected,
    Set<String> codes,
    Duration slowest,
    List<String> problems,
    Duration healed) {
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration LONGEST_HEALING = Duration.ofSeconds(10);

  public Outage {
    codes = Set.copyOf(codes);
    problems = List.copyOf(problems);
  }

  /// @param deadline of each request
  public boolean isGood(Duration deadline) {
    return problems.isEmpty()
        && slowest.compareTo(deadline.plus(GRACE)) <= 0
        && healed.compareTo(LONGEST_HEALING) <= 0;
  }

  static String heading() {
    return String.format(
        "%-10s %-8s %8s %9s %9s %8s %7s  %s",
        "store", "fault", "answers", "affected", "slowest", "others", "healed", "codes");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-10s %-8s %8d %9d %7.2f s %8s %5.1f s  %s",
        store,
        fault,
        answers,
        affected,
        slowest.toMillis() / 1e3,
        problems.isEmpty() ? "equal" : "DIFFER",
        healed.toMillis() / 1e3,
        String.join(" ", codes));
  }
}
