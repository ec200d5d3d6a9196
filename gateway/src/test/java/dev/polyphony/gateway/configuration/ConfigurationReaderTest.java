package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
  private static final String MINIMAL =
      """
      schema: schema/*.graphql
      stores:
        office: {kind: shelf, url: somewhere}
      """;

  @TempDir private Path folder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private final Problems problems = new Problems();
  private final ShelfFactory shelf = new ShelfFactory();

  @BeforeEach
  void schemaFile() throws IOException {
    Files.createDirectories(folder.resolve("schema/deep"));
    Files.writeString(folder.resolve("schema/b.graphql"), "type B");
    Files.writeString(folder.resolve("schema/a.graphql"), "type A");
    Files.writeString(folder.resolve("schema/deep/c.graphql"), "type C");
    Files.writeString(folder.resolve("schema/notes.txt"), "no schema");
  }

  @Test
  void whatIsNotWrittenHasItsDefault() {
    Configuration configuration = valid(MINIMAL);

    assertThat(configuration.limits()).isEqualTo(LimitSettings.DEFAULT);
    assertThat(configuration.server()).isEqualTo(ServerSettings.DEFAULT);
    assertThat(configuration.examples()).isEmpty();
    assertThat(configuration.stores().keySet()).containsExactly("office");
  }

  @Test
  void everyKeyIsRead() {
    Configuration configuration =
        valid(
            """
            schema: [schema/*.graphql]
            stores:
              office: {kind: shelf, url: somewhere, id: uuid, naming: as_written}
            limits:
              list: 1
              page: {default: 2, max: 3}
              inMemoryRows: 4
              rows: 5
              objects: 15
              tokens: 6
              depth: 7
              aliases: 8
              rootFields: 9
              documents: 10
              errors: 11
              body: 12KB
              concurrentRequests: 13
              deadline: 14s
            server:
              host: 0.0.0.0
              port: 81
              eventLoops: 2
              cors:
                origins: ["https://app.example", "http://localhost:3000"]
                headers: [X-Tenant]
                credentials: true
                maxAge: 5m
              compression: false
              graphiql: false
              introspection: false
              plans: true
              cursorKey: 0123456789abcdef
              headers: 8KB
              headerTimeout: 1s
              bodyTimeout: 2s
              writeTimeout: 3s
              shutdownTimeout: 500ms
            graphiql:
              examples: schema/*.txt
            """);

    assertThat(configuration.limits())
        .isEqualTo(
            new LimitSettings(
                new Limits(1, 2, 3, 4, 5, 15),
                6,
                7,
                8,
                9,
                10,
                11,
                12 * 1024,
                13,
                Duration.ofSeconds(14)));
    assertThat(configuration.server())
        .isEqualTo(
            new ServerSettings(
                "0.0.0.0",
                81,
                2,
                new CorsSettings(
                    Set.of("https://app.example", "http://localhost:3000"),
                    List.of("X-Tenant"),
                    true,
                    Duration.ofMinutes(5)),
                false,
                false,
                false,
                true,
                "0123456789abcdef",
                8 * 1024,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMillis(500)));
    assertThat(configuration.examples()).extracting(ExampleQuery::name).containsExactly("notes");
    assertThat(store(configuration).declaration().id()).isEqualTo(ValueType.UUID);
    assertThat(store(configuration).declaration().snakeCase()).isFalse();
  }

  @Test
  void schemaFilesComeInOrderOfTheirNamesAndOnce() {
    Configuration configuration =
        valid(MINIMAL.replace("schema/*.graphql", "[schema/*.graphql, 'schema/**.graphql']"));

    assertThat(configuration.schema())
        .containsExactly(
            folder.resolve("schema/a.graphql"),
            folder.resolve("schema/b.graphql"),
            folder.resolve("schema/deep/c.graphql"));
  }

  @Test
  void theEnvironmentIsPutIntoTextsAndNeverReadAsYaml() {
    environment.put("SECRET", "a: {b: [c");
    environment.put("PORT", "82");

    Configuration configuration =
        valid(
            """
            schema: schema/*.graphql
            stores:
              office: {kind: shelf, url: "x${SECRET}y$${z}${HOST:nowhere}${EMPTY:}"}
            server: {port: "${PORT}"}
            """);

    assertThat(shelf.url).isEqualTo("xa: {b: [cy${z}nowhere");
    assertThat(configuration.server().port()).isEqualTo(82);
  }

  @Test
  void aMissingVariableIsOneProblemWithItsPlace() {
    read(MINIMAL.replace("somewhere", "\"${OFFICE_URL}\""));

    assertThat(found()).containsExactly("3:25 MISSING_VARIABLE");
    assertThat(problems.all().getFirst().message()).contains("OFFICE_URL");
  }

  @Test
  void aMalformedPlaceholderIsAProblem() {
    read(MINIMAL.replace("somewhere", "\"${not a name}\""));

    assertThat(found()).containsExactly("3:25 INVALID_PLACEHOLDER");
  }

  @Test
  void noMessageShowsWhatCameFromTheEnvironment() {
    environment.put("SECRET", "hunter2");

    read(
        MINIMAL
            + """
            limits: {list: "${SECRET}", deadline: "${SECRET}", body: "${SECRET}"}
            server: {compression: "${SECRET}"}
            """);

    assertThat(found()).hasSize(4).allMatch(problem -> problem.endsWith("INVALID_VALUE"));
    assertThat(problems.all().toString()).doesNotContain("hunter2");
  }

  @Test
  void valuesDoNotPrint() {
    assertThat(new Section.Value("hunter2", problem().location(), true).toString())
        .doesNotContain("hunter2");
  }

  private Problem problem() {
    read("a: b");
    return problems.all().getFirst();
  }

  @Test
  void unknownKeysAreRefusedWithTheClosestName() {
    read(
        MINIMAL
            + """
            limit: {list: 5}
            server: {hots: x}
            """);

    assertThat(found()).containsExactly("4:1 UNKNOWN_KEY", "5:10 UNKNOWN_KEY");
    assertThat(problems.all().getFirst().remedy()).startsWith("Did you mean `limits`?");
    assertThat(problems.all().getLast().remedy()).startsWith("Did you mean `host`?");
  }

  @Test
  void whatIsWrongComesTogether() {
    read(
        """
        schema: nothing/*.graphql
        stores:
          office: {kind: shelff, url: somewhere}
          hall: {url: somewhere}
          1st: {kind: shelf, url: x, id: NUMBER, naming: camel}
          flat: text
        limits:
          list: 0
          deadline: 10
          body: 1TB
          page: {default: 5, max: 2}
        server:
          port: 99999
          graphiql: maybe
          cors: {origins: ["*", "https://a.example/path"], headers: ["a b"], credentials: true}
        """);

    assertThat(found())
        .containsExactly(
            "1:1 INVALID_VALUE",
            "3:12 UNKNOWN_STORE_KIND",
            "4:9 MISSING_KEY",
            "5:3 INVALID_VALUE",
            "5:30 INVALID_VALUE",
            "5:42 INVALID_VALUE",
            "6:3 INVALID_VALUE",
            "8:3 INVALID_VALUE",
            "9:3 INVALID_VALUE",
            "10:3 INVALID_VALUE",
            "11:10 INVALID_VALUE",
            "13:3 INVALID_VALUE",
            "14:3 INVALID_VALUE",
            "15:10 INVALID_VALUE",
            "15:52 INVALID_VALUE",
            "15:70 INVALID_VALUE");
  }

  @Test
  void whatIsRequiredIsAskedFor() {
    read("server: {port: 0}");

    assertThat(problems.all())
        .extracting(Problem::message)
        .containsExactly("the configuration has no `schema`", "the configuration has no `stores`");
  }

  @Test
  void aKeyTwiceIsAProblem() {
    read(MINIMAL + "schema: schema/*.graphql\n");

    assertThat(found()).containsExactly("4:1 DUPLICATE_KEY");
  }

  @Test
  void aKeyWithoutValueIsAProblem() {
    read(MINIMAL + "limits:\n");

    assertThat(found()).containsExactly("4:1 MISSING_VALUE");
  }

  @Test
  void anchorsAreRefused() {
    read(
        """
        schema: schema/*.graphql
        stores: &stores
          office: {kind: shelf, url: somewhere, more: *stores}
        """);

    assertThat(found()).contains("3:41 INVALID_YAML");
  }

  @Test
  void brokenYamlIsAProblemWithItsPlace() {
    read("schema: [a\nstores: {");

    assertThat(found()).containsExactly("2:7 INVALID_YAML");
  }

  @Test
  void aListIsNoConfiguration() {
    read("- schema");

    assertThat(found()).containsExactly("0:0 INVALID_YAML");
  }

  @Test
  void anAbsentFileIsAProblem() {
    Configuration configuration = reader().read(folder.resolve("absent.yaml"));

    assertThat(configuration).isNull();
    assertThat(found()).containsExactly("0:0 UNREADABLE_FILE");
  }

  private Configuration valid(String yaml) {
    Configuration configuration = read(yaml);
    assertThat(problems.all()).isEmpty();
    return Objects.requireNonNull(configuration);
  }

  private @Nullable Configuration read(String yaml) {
    Path file = folder.resolve("polyphony.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return reader().read(file);
  }

  private ConfigurationReader reader() {
    return new ConfigurationReader(StoreKinds.of(List.of(shelf)), environment::get, problems);
  }

  private List<String> found() {
    return problems.all().stream()
        .map(problem ->
            "%d:%d %s"
                .formatted(problem.location().line(), problem.location().column(), problem.kind()))
        .toList();
  }

  private static ConfiguredStore store(Configuration configuration) {
    return Objects.requireNonNull(configuration.stores().get("office"));
  }

  /// A kind that keeps nothing.
  private static final class ShelfFactory implements StoreFactory {
    private String url = "";

    @Override
    public StoreRules rules() {
      return new StoreRules() {
        @Override
        public String kind() {
          return "shelf";
        }

        @Override
        public Set<ValueType> types() {
          return Set.of();
        }

        @Override
        public boolean snakeCase() {
          return true;
        }

        @Override
        public Capabilities bind(Mapping mapping, Problems problems) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public Opening configure(String store, Section section) {
      url = section.requiredText("url");
      section.finish();
      return vertx -> {
        throw new UnsupportedOperationException();
      };
    }
  }
}
