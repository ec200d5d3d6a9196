package dev.polyphony.gateway.command;

import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.schema.problems.Problems;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says everything that is wrong with configuration and schema.
@Command(
    name = "check",
    description = "Finds everything wrong in a schema and its configuration.",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--live",
      description = "Also compares the schema with the running stores, reading their catalogs.")
  private boolean live;

  @Override
  public Integer call() throws InterruptedException {
    Project project = configuration.read();
    Problems problems = new Problems();
    project.problems().forEach(problems::add);
    if (live && project instanceof Project.Sound sound) {
      LiveCheck.of(sound).forEach(problems::add);
    }
    PrintWriter out = spec.commandLine().getOut();
    ConfigurationOption.print(problems.all(), out);
    if (project instanceof Project.Sound sound && !problems.hasErrors()) {
      out.printf(
          "%s is sound%s: %d stores, %d entities, %d types%n",
          configuration.file(),
          live ? ", compared with its stores" : "",
          sound.catalog().stores().size(),
          sound.catalog().entities().size(),
          sound.catalog().types().size());
      return 0;
    }
    return 1;
  }
}
