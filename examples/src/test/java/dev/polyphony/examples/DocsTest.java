package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.gateway.configuration.ConfigurationReader;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.loaders.plugin.PluginRules;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.events.EventRules;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation shows is what there is: whole schemas are read as they stand, and links
/// lead to files.
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SCHEMA = Pattern.compile("```graphql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  private static final Pattern REPORT =
      Pattern.compile(
          "(?:error|warning|wrong)\\((?:[^\";{}]{0,200}?)\"([A-Z]+(?:_[A-Z]+)*)\""
              + "(?:\\s*:\\s*\"([A-Z]+(?:_[A-Z]+)*)\")?");
  private static final Pattern KIND = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)`");

  static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String page :
        List.of("README.md", "CONTRIBUTING.md", "examples/README.md", "benchmarks/README.md")) {
      pages.add(ROOT.resolve(page));
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToFiles(Path page) {
    Matcher links = LINK.matcher(ExampleFile.read(page));
    while (links.find()) {
      assertThat(page.resolveSibling(links.group(1))).exists();
    }
  }

  @Test
  void wholeSchemasHaveNoProblem() {
    int read = 0;
    for (Path page : pages()) {
      Matcher blocks = SCHEMA.matcher(ExampleFile.read(page));
      while (!page.endsWith("README.md") && blocks.find()) {
        if (blocks.group(1).contains("type Query")) {
          assertThat(problems(blocks.group(1))).as(page.toString()).isEmpty();
          read++;
        }
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(2);
  }

  @Test
  void sectionsThatSayWhoMayAskAreReadAsTheyStand(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.graphql"), "type A");
    Matcher blocks = YAML.matcher(ExampleFile.read(ROOT.resolve("docs/auth.md")));
    assertThat(blocks.results().map(block -> block.group(1)))
        .isNotEmpty()
        .allSatisfy(section -> {
          Problems problems = new Problems();
          String rest = "schema: a.graphql\nstores: {a: {kind: redis, url: 'redis://a'}}\n";
          Path file = Files.writeString(folder.resolve("polyphony.yaml"), rest + section);
          Configuration configuration =
              new ConfigurationReader(StoreKinds.ALL, _ -> null, problems).read(file);
          assertThat(problems.all()).isEmpty();
          assertThat(Objects.requireNonNull(configuration).auth().jwt()).isNotNull();
        });
  }

  /// No kind is reported that the page lacks, and none is on the page that nobody reports.
  @Test
  void everyKindOfProblemIsDocumentedAndNoOther() {
    Set<String> reported = new TreeSet<>();
    for (String source : sources("main")) {
      REPORT
          .matcher(source)
          .results()
          .forEach(report -> {
            reported.add(report.group(1));
            Optional.ofNullable(report.group(2)).ifPresent(reported::add);
          });
    }

    assertThat(reported).hasSizeGreaterThan(80).isEqualTo(documentedKinds());
  }

  @Test
  void everyKindOfProblemIsTested() {
    String tests = String.join("\n", sources("test"));

    assertThat(documentedKinds())
        .allSatisfy(kind -> assertThat(tests).containsPattern("[\" ]" + kind + "[\" :|]"));
  }

  private static Set<String> documentedKinds() {
    Set<String> kinds = new TreeSet<>();
    KIND.matcher(ExampleFile.read(ROOT.resolve("docs/problems.md")))
        .results()
        .forEach(kind -> kinds.add(kind.group(1)));
    return kinds;
  }

  private static List<String> sources(String set) {
    List<String> texts = new ArrayList<>();
    for (String module : List.of("schema", "loaders", "gateway")) {
      Path folder = ROOT.resolve(module).resolve("src").resolve(set).resolve("java");
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> texts.add(ExampleFile.read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  private static List<?> problems(String schema) {
    Map<String, StoreDeclaration> stores =
        Map.of(
            "plugin:daylight",
            plugin("plugin:daylight"),
            StoreDeclaration.KAFKA,
            EventRules.declaration(Location.of("polyphony.yaml")),
            "office",
            store("office", "postgresql"),
            "guides",
            store("guides", "mongodb"),
            "shop",
            store("shop", "postgresql"),
            "catalog",
            store("catalog", "mongodb"),
            "hot",
            store("hot", "redis"),
            "telemetry",
            store("telemetry", "cassandra"),
            "routes",
            store("routes", "janusgraph"));
    List<SchemaReader.Sdl> files = List.of(new SchemaReader.Sdl("schema.graphql", schema));
    return SchemaReader.read(files, stores, Limits.DEFAULT, new Problems()).problems();
  }

  private static StoreDeclaration plugin(String name) {
    Location location = Location.of("polyphony.yaml");
    return new StoreDeclaration(name, new PluginRules(), ValueType.TEXT, false, location);
  }

  private static StoreDeclaration store(String name, String kind) {
    StoreFactory factory = Objects.requireNonNull(StoreKinds.ALL.factories().get(kind));
    StoreRules rules = factory.rules();
    return new StoreDeclaration(
        name, rules, ValueType.TEXT, rules.snakeCase(), Location.of("polyphony.yaml"));
  }
}
