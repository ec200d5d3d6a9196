package dev.polyphony.gateway.command;

import dev.polyphony.gateway.configuration.Project;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says everything that is wrong with configuration and schema.
@Command(
    name = "check",
    description = "Finds everything wrong in a schema and its configuration; asks no store.",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Project project = configuration.read();
    ConfigurationOption.print(project.problems(), out);
    return switch (project) {
      case Project.Broken _ -> 1;
      case Project.Sound sound -> {
        out.printf(
            "%s is sound: %d stores, %d entities, %d types%n",
            configuration.file(),
            sound.catalog().stores().size(),
            sound.catalog().entities().size(),
            sound.catalog().types().size());
        yield 0;
      }
    };
  }
}
