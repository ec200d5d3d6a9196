package dev.polyphony.embedded.demo;

import dev.polyphony.embedded.seed.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Tells a person what starts, what loads, how far and how long, a line at a time.
public final class Report implements Progress {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final PrintStream out;
  private final long start = System.nanoTime();
  private final Map<String, Long> told = new HashMap<>();

  public Report(PrintStream out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
  }

  void step(String subject, String text) {
    out.printf(Locale.ROOT, "  %5.1f s  %-8s %s%n", seconds(), subject, text);
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /// A line for each table or collection, and one a second while it takes long.
  @Override
  public synchronized void loaded(String store, String into, long rows, long of) {
    var now = System.nanoTime();
    var last = told.computeIfAbsent(store, _ -> now);
    if (rows == of || now - last > QUIET.toNanos()) {
      told.put(store, now);
      step(store, String.format(Locale.ROOT, "%-9s %,6d of %,d", into, rows, of));
    }
  }
}
