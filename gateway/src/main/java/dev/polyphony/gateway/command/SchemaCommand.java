package dev.polyphony.gateway.command;

import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.schema.sdl.SchemaText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints what clients see.
@Command(
    name = "schema",
    description = "Prints the schema that is served, as SDL.",
    mixinStandardHelpOptions = true)
public final class SchemaCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Project project = configuration.read();
    // What is printed may become a file: problems go elsewhere.
    ConfigurationOption.print(project.problems(), spec.commandLine().getErr());
    return switch (project) {
      case Project.Broken _ -> 1;
      case Project.Sound sound -> {
        spec.commandLine().getOut().print(SchemaText.print(sound.catalog()));
        spec.commandLine().getOut().flush();
        yield 0;
      }
    };
  }
}
