package dev.polyphony.resolvers.explain;

import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.explain.Figures.Time;
import dev.polyphony.resolvers.explain.Step.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An explanation as lines of text, for a terminal.
public final class ExplanationText {
  private static final String TOP = "";

  private final List<String> lines = new ArrayList<>();

  private ExplanationText() {}

  public static String of(Explanation explanation) {
    ExplanationText text = new ExplanationText();
    for (Step step : explanation.steps()) {
      text.step(step, TOP, TOP);
    }
    return text.lines.isEmpty() ? "" : String.join("\n", text.lines) + "\n";
  }

  /// @param first what stands before the step's first line
  /// @param rest what stands before its others, and before those of the steps below
  private void step(Step step, String first, String rest) {
    lines.add(first + title(step));
    String below = rest + (step.steps().isEmpty() ? "    " : "│   ");
    details(step).forEach(line -> lines.add(below + line));
    for (int i = 0; i < step.steps().size(); i++) {
      boolean last = i == step.steps().size() - 1;
      step(step.steps().get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }

  private static String title(Step step) {
    Read read = step.read();
    String paths = String.join(", ", step.paths());
    return read == null
        ? "%s: %s".formatted(paths, step.kind().words())
        : "%s: %s, %s in %s (%s)"
            .formatted(paths, step.kind().words(), source(read), read.store(), read.kind());
  }

  private static String source(Read read) {
    return read.direction() == null ? read.from() : read.from() + " " + read.direction();
  }

  private static List<String> details(Step step) {
    List<String> details = new ArrayList<>();
    Read read = step.read();
    if (read != null) {
      add("text", read.text() == null ? "" : read.text(), details);
      add("from", read.mapping().isEmpty() ? "" : "mapping " + read.mapping(), details);
      add("key", String.join(", ", read.key()), details);
      add("reads", String.join(", ", read.fields()), details);
      add("filter", String.join(" and ", read.filter()), details);
      add("order", String.join(", ", read.order()), details);
      add("page", read.page(), details);
    }
    if (step.figures() != null) {
      add(step.figures(), details);
    }
    return details;
  }

  private static void add(Figures figures, List<String> details) {
    figures.statements().forEach(statement -> add("sent", sent(statement), details));
    Time time = figures.time();
    if (time != null) {
      String duration = millis(time.durationMicros());
      String start = millis(time.startMicros());
      add(
          "did",
          "%d in, %d out, %s after %s".formatted(figures.keys(), figures.rows(), duration, start),
          details);
    } else if (figures.failures().isEmpty()) {
      add("did", "nothing: there was no key", details);
    }
    figures
        .failures()
        .forEach(failure ->
            add(
                "failed",
                "%s: %s (× %d)"
                    .formatted(failure.error().code(), failure.error().message(), failure.count()),
                details));
  }

  private static String sent(Statement statement) {
    String multiples =
        statement.unit().isEmpty()
            ? ""
            : "  × %d %s".formatted(statement.multiples(), statement.unit());
    String executions =
        statement.executions() == 1 ? "" : ", %d at once".formatted(statement.executions());
    return statement.text() + multiples + executions;
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
  }

  private static void add(String name, String value, List<String> details) {
    if (!value.isEmpty()) {
      details.add(String.format(Locale.ROOT, "%-7s%s", name, value));
    }
  }
}
