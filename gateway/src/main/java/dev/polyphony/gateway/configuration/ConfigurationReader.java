package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads `polyphony.yaml`. What is wrong becomes a problem and reading goes on with a default, so
/// that all problems come together.
public final class ConfigurationReader {
  private final StoreKinds kinds;
  private final UnaryOperator<@Nullable String> environment;
  private final Problems problems;

  /// @param environment variables by name, null where there is none
  public ConfigurationReader(
      StoreKinds kinds, UnaryOperator<@Nullable String> environment, Problems problems) {
    this.kinds = kinds;
    this.environment = environment;
    this.problems = problems;
  }

  /// The configuration; with problems reported, as far as it could be read. Null when there is no
  /// file or it is no YAML mapping.
  public @Nullable Configuration read(Path file) {
    String name = file.toString();
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException _) {
      unreadable(name, "is not UTF-8 text");
      return null;
    } catch (IOException _) {
      unreadable(name, Files.exists(file) ? "cannot be read" : "does not exist");
      return null;
    }
    Section root = YamlFile.read(name, text, new Environment(environment, problems), problems);
    return root == null ? null : read(root, file.getParent());
  }

  private void unreadable(String name, String what) {
    problems.error(
        "UNREADABLE_FILE",
        Location.of(name),
        "the configuration " + what,
        "Name the file with --config; docs/configuration.md says what goes into it");
  }

  private Configuration read(Section root, @Nullable Path folder) {
    Path here = folder == null ? Path.of("") : folder;
    FileGlobs globs = new FileGlobs(here);
    List<Path> schema = files(root, "schema", globs);
    if (schema.isEmpty() && !root.keys().contains("schema")) {
      root.requiredText("schema");
    }
    Section stores = root.section("stores");
    if (stores == null && !root.keys().contains("stores")) {
      root.requiredText("stores");
    }
    Map<String, ConfiguredStore> configured =
        stores == null ? Map.of() : new StoreReader(kinds).read(stores);
    Map<String, ConfiguredStore> all = new LinkedHashMap<>(configured);
    List<Path> jars = files(root, "plugins", globs);
    all.putAll(new PluginReader(problems, root.locationOf("plugins")).read(jars));
    KafkaSettings kafka = KafkaSettings.read(root.section("kafka"));
    LimitSettings limits = LimitSettings.read(root.section("limits"));
    ServerSettings server = ServerSettings.read(root.section("server"));
    AuthSettings auth = AuthSettings.read(root.section("auth"), here);
    Section graphiql = root.section("graphiql");
    List<ExampleQuery> examples = List.of();
    if (graphiql != null) {
      examples = new ExampleReader(problems).read(files(graphiql, "examples", globs));
      graphiql.finish();
    }
    root.finish();
    return new Configuration(schema, all, kafka, limits, server, auth, examples);
  }

  private List<Path> files(Section section, String key, FileGlobs globs) {
    TreeSet<Path> files = new TreeSet<>();
    for (String pattern : section.texts(key)) {
      try {
        List<Path> found = globs.find(pattern);
        if (found.isEmpty()) {
          section.wrong(key, "finds no file", "Patterns are seen from the configuration's folder");
        }
        files.addAll(found);
      } catch (IOException _) {
        section.wrong(key, "names a folder that cannot be read", "Give the gateway the right to");
      }
    }
    return List.copyOf(files);
  }
}
