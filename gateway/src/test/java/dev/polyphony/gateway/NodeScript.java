package dev.polyphony.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a script of this module's `checks` folder, which holds what only JavaScript can check.
final class NodeScript {
  private final Path script;
  private final Duration deadline;

  private NodeScript(Path script, Duration deadline) {
    this.script = script;
    this.deadline = deadline;
  }

  static NodeScript of(String name, Duration deadline) {
    return new NodeScript(Path.of("checks", name).toAbsolutePath(), deadline);
  }

  /// What the script printed; a test fails with it when the script fails or takes too long.
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(arguments));
    // A file, so that a child of the script that outlives it cannot keep us waiting for the end.
    Path output = Files.createTempFile("polyphony-check", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
      String printed = Files.readString(output);
      assertThat(ended).as("%s ends within %s:%n%s", script, deadline, printed).isTrue();
      assertThat(process.exitValue()).as("%s:%n%s", script, printed).isZero();
      return printed;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
