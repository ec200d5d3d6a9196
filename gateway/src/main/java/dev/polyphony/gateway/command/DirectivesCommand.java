package dev.polyphony.gateway.command;

import dev.polyphony.schema.sdl.DirectiveDefinitions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints what a schema may say.
@Command(
    name = "directives",
    description = "Prints the definitions of the directives, for editors and linters.",
    mixinStandardHelpOptions = true)
public final class DirectivesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(DirectiveDefinitions.text());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
