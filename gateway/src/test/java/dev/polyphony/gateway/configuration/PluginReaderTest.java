package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.plugin.BatchResolver;
import dev.polyphony.schema.problems.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jars of the plug-in path, as they may be built well or badly.
class PluginReaderTest {
  private static final String SERVICES = "META-INF/services/" + BatchResolver.class.getName();
  private static final String SCHEMA =
      """
      type Book @entity(store: "shelf", from: "book", key: "isbn") {
        isbn: ID!
        rank(isbn: ID! @require(field: "isbn")): Int @resolve(with: "rank")
      }
      type Query { book(isbn: ID!): Book @lookup }
      """;

  @TempDir private Path folder = Path.of("");

  private Project project(String plugins) throws IOException {
    Files.writeString(folder.resolve("books.graphql"), SCHEMA);
    Path file =
        Files.writeString(
            folder.resolve("polyphony.yaml"),
            """
            schema: books.graphql
            stores: {shelf: {kind: postgresql, url: "postgresql://a:b@127.0.0.1:1/library"}}
            """
                + plugins);
    return Project.read(file, StoreKinds.ALL, _ -> null);
  }

  private void jar(String file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private byte[] resolver(String type, String name, String constructor) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve(type + ".java"),
            """
            public class %1$s implements dev.polyphony.schema.plugin.BatchResolver {
              %3$s
              public String name() { return "%2$s"; }
              public java.util.List<Object> resolve(dev.polyphony.schema.plugin.Batch batch) {
                return java.util.List.of();
              }
            }
            """
                .formatted(type, name, constructor));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("java.class.path");
    assertThat(compiler.run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
        .isZero();
    return Files.readAllBytes(folder.resolve(type + ".class"));
  }

  private void jarOf(String type, String name, String constructor) throws IOException {
    byte[] bytes = resolver(type, name, constructor);
    jar(
        type.toLowerCase(Locale.ROOT) + ".jar",
        Map.of(type + ".class", bytes, SERVICES, (type + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Problem> invalid(Project project) {
    assertThat(project).isInstanceOf(Project.Broken.class);
    List<Problem> found =
        project.problems().stream()
            .filter(problem -> problem.kind().equals("INVALID_PLUGIN"))
            .toList();
    assertThat(found)
        .allSatisfy(problem -> {
          assertThat(problem.location().file()).endsWith("polyphony.yaml");
          assertThat(problem.location().line()).isEqualTo(3);
        });
    return found;
  }

  @Test
  void resolversOfAllJarsAreFound() throws IOException {
    jarOf("Rank", "rank", "");
    jarOf("Other", "other", "");

    Project project = project("plugins: [rank.jar, other.jar]");

    assertThat(project.problems()).isEmpty();
    assertThat(((Project.Sound) project).configuration().stores())
        .containsOnlyKeys("shelf", "plugin:rank", "plugin:other");
  }

  @Test
  void aResolverThatIsMissingIsNamed() throws IOException {
    jarOf("Rang", "rang", "");

    assertThat(project("plugins: '*.jar'").problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.kind()).isEqualTo("UNKNOWN_RESOLVER");
          assertThat(problem.message()).contains("rang");
        });
    assertThat(project("").problems())
        .extracting(Problem::kind)
        .containsExactly("UNKNOWN_RESOLVER");
  }

  @Test
  void aJarWithoutResolversIsRefused() throws IOException {
    jar("empty.jar", Map.of("a.txt", new byte[0]));

    assertThat(invalid(project("plugins: empty.jar")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).contains(SERVICES));
  }

  @Test
  void aResolverThatCannotBeLoadedIsRefused() throws IOException {
    jarOf("Rank", "rank", "public Rank(int x) {}");
    assertThat(invalid(project("plugins: rank.jar"))).hasSize(1);

    jarOf("Rank", "rank", "public Rank() { throw new IllegalStateException(); }");
    assertThat(invalid(project("plugins: rank.jar"))).hasSize(1);

    jar("gone.jar", Map.of(SERVICES, "example.Gone".getBytes(StandardCharsets.UTF_8)));
    assertThat(invalid(project("plugins: gone.jar")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("example.Gone"));
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    Files.writeString(folder.resolve("rank.jar"), "not a jar");

    assertThat(invalid(project("plugins: rank.jar"))).hasSize(1);
  }

  @Test
  void twoOfOneNameAreRefused() throws IOException {
    jarOf("Rank", "rank", "");
    jarOf("Again", "rank", "");

    assertThat(invalid(project("plugins: [rank.jar, again.jar]")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("`rank`"));
  }

  @Test
  void aFileThatIsMissingIsReported() throws IOException {
    assertThat(project("plugins: none.jar").problems())
        .extracting(Problem::kind)
        .containsExactlyInAnyOrder("INVALID_VALUE", "UNKNOWN_RESOLVER");
  }
}
