package dev.polyphony.gateway.command;

import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problem.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// `--config`, and what commands do with it.
final class ConfigurationOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("polyphony.yaml");

  Path file() {
    return file;
  }

  Project read() {
    return Project.read(file, StoreKinds.ALL, System::getenv);
  }

  /// Every problem on a line, and how many there are.
  static void print(List<Problem> problems, PrintWriter out) {
    problems.forEach(out::println);
    if (!problems.isEmpty()) {
      out.println(summary(problems));
    }
    out.flush();
  }

  static String summary(List<Problem> problems) {
    long errors = problems.stream().filter(problem -> problem.severity() == Severity.ERROR).count();
    long warnings = problems.size() - errors;
    return count(errors, "error") + ", " + count(warnings, "warning");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
