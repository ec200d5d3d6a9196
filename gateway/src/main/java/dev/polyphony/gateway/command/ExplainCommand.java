package dev.polyphony.gateway.command;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.auth.IdentityReader;
import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.gateway.configuration.JwtSettings;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.json.BadJson;
import dev.polyphony.gateway.json.JsonReader;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.explain.Explanation;
import dev.polyphony.resolvers.explain.ExplanationText;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Catalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints the plan of a query.
@Command(
    name = "explain",
    description =
        "Prints how a query is answered, step by step. Asks no store unless it is told to run it.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The GraphQL document.")
  private Path file = Path.of("");

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Which operation, where the document holds several.")
  private @Nullable String operation;

  @Option(
      names = "--variables",
      paramLabel = "JSON",
      description = "The variables: a JSON object, or a file that holds one.")
  private String variables = "{}";

  @Option(names = "--run", description = "Runs it, and prints what each step did.")
  private boolean run;

  @Option(
      names = "--claims",
      paramLabel = "JSON",
      description =
          "Asks as a caller with a valid token of these claims: a JSON object, or a file that holds"
              + " one. By default as one without a token.")
  private @Nullable String claims;

  @Option(
      names = "--scopes",
      paramLabel = "SCOPES",
      description = "Asks as a caller with a valid token of these scopes, separated by blanks.")
  private @Nullable String scopes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = configuration.read();
    return switch (project) {
      case Project.Broken broken -> {
        ConfigurationOption.print(broken.problems(), spec.commandLine().getErr());
        yield 1;
      }
      case Project.Sound sound -> explain(sound.configuration(), sound.catalog());
    };
  }

  private int explain(Configuration settings, Catalog catalog)
      throws IOException, InterruptedException {
    GraphqlRequest request = request();
    Identity identity = identity(settings);
    if (run) {
      try (PlanRun running = PlanRun.open(settings, catalog)) {
        return switch (running.engine().prepare(request, identity)) {
          case Prepared.Refused refused -> refuse(refused.errors());
          case Prepared.Ready ready -> print(running.explain(ready));
        };
      }
    }
    Engine engine = new Engine(catalog, Map.<String, Store>of(), Gateway.engineLimits(settings));
    return switch (engine.outline(request, identity)) {
      case Prepared.Refused refused -> refuse(refused.errors());
      case Prepared.Ready ready -> print(engine.explain(ready));
    };
  }

  private Identity identity(Configuration settings) throws IOException {
    if (claims == null && scopes == null) {
      return Identity.ANONYMOUS;
    }
    JwtSettings jwt = settings.auth().jwt();
    IdentityReader reader = new IdentityReader(jwt == null ? "scope" : jwt.scopes());
    Identity claimed = read(claims == null ? "{}" : claims, "claims", reader::read);
    Set<String> held = new LinkedHashSet<>(claimed.scopes());
    if (scopes != null) {
      held.addAll(List.of(scopes.split("\\s+")));
      held.remove("");
    }
    return new Identity(true, held, claimed.claims());
  }

  // The compiler leaves the type annotation out of the class file of a compact constructor.
  @SuppressWarnings("NullAway")
  private GraphqlRequest request() throws IOException {
    return new GraphqlRequest(Files.readString(file), operation, variables());
  }

  private Map<String, @Nullable Object> variables() throws IOException {
    return read(variables, "variables", new JsonReader()::object);
  }

  /// What is made of JSON.
  @FunctionalInterface
  private interface Reader<T> {
    T read(byte[] json, String what) throws BadJson;
  }

  /// @param value JSON, or the name of a file that holds it
  private static <T> T read(String value, String what, Reader<T> reader) throws IOException {
    boolean literal = value.stripLeading().startsWith("{");
    byte[] json =
        literal ? value.getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(Path.of(value));
    try {
      return reader.read(json, literal ? what : "file " + value);
    } catch (BadJson e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private int print(Explanation explanation) {
    spec.commandLine().getOut().print(ExplanationText.of(explanation));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private int refuse(List<RequestError> errors) {
    PrintWriter err = spec.commandLine().getErr();
    for (RequestError error : errors) {
      String place =
          error.locations().isEmpty()
              ? ""
              : ":%d:%d"
                  .formatted(
                      error.locations().getFirst().line(), error.locations().getFirst().column());
      err.println("%s%s: %s: %s".formatted(file, place, error.code(), error.message()));
    }
    err.flush();
    return 1;
  }
}
