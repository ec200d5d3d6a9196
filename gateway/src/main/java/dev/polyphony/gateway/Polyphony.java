package dev.polyphony.gateway;

import dev.polyphony.gateway.command.CheckCommand;
import dev.polyphony.gateway.command.DirectivesCommand;
import dev.polyphony.gateway.command.ExplainCommand;
import dev.polyphony.gateway.command.SchemaCommand;
import dev.polyphony.gateway.command.ServeCommand;
import dev.polyphony.gateway.command.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `polyphony`.
@Command(
    name = "polyphony",
    description = "A GraphQL federation gateway over polyglot stores.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      SchemaCommand.class,
      ExplainCommand.class,
      DirectivesCommand.class
    })
public final class Polyphony {
  public static void main(String[] arguments) {
    // Ends the process whatever happens: threads of the servers and clients would go on without us.
    System.exit(run(arguments, out(System.out), out(System.err)));
  }

  /// The exit code: 0 when all is well, 1 when the command failed, 2 when it was used wrongly.
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine commandLine =
        new CommandLine(new Polyphony())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failure, command, _) -> {
              command.getErr().println("polyphony: " + message(failure));
              command.getErr().flush();
              return 1;
            });
    if (arguments.length == 0) {
      commandLine.usage(err);
      return 2;
    }
    return commandLine.execute(arguments);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private static PrintWriter out(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
