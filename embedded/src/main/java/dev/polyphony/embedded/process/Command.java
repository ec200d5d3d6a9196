package dev.polyphony.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A short command that is run to its end.
public final class Command {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// How a command ended, with all that it printed.
  public record Outcome(int status, String output) {
    public boolean succeeded() {
      return status == 0;
    }
  }

  private Command() {}

  /// @throws StartFailure when the command does not exist or does not end
  public static Outcome run(List<String> command) {
    try {
      var output = Files.createTempFile("polyphony-", ".out");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new StartFailure(command.getFirst() + " did not end");
        }
        return new Outcome(
            process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
      } finally {
        Files.delete(output);
      }
    } catch (IOException failure) {
      throw new StartFailure(
          "cannot run " + command.getFirst() + ": " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while running " + command.getFirst());
    }
  }
}
