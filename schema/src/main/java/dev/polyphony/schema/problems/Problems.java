package dev.polyphony.schema.problems;

import dev.polyphony.schema.problems.Problem.Severity;
import java.util.List;
import java.util.TreeSet;

/// Collects problems; reads back in order of place. A problem that is added twice counts once.
public final class Problems {
  private final TreeSet<Problem> problems = new TreeSet<>(Problem.ORDER);

  public void error(String kind, Location location, String message, String remedy) {
    problems.add(new Problem(Severity.ERROR, kind, location, message, remedy));
  }

  public void warning(String kind, Location location, String message, String remedy) {
    problems.add(new Problem(Severity.WARNING, kind, location, message, remedy));
  }

  public void add(Problem problem) {
    problems.add(problem);
  }

  public List<Problem> all() {
    return List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }
}
