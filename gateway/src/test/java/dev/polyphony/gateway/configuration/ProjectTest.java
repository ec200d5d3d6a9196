package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A configuration with its schema.
class ProjectTest {
  private static final String CONFIGURATION =
      """
      schema: books.graphql
      stores: {shelf: {kind: postgresql, url: "postgresql://a:b@127.0.0.1:1/library"}}
      """;
  private static final String AUTH =
      "auth: {jwt: {jwks: 'https://issuer.example/keys', issuer: a, audience: b}}";

  @TempDir private Path folder = Path.of("");

  private List<Problem> problems(String configuration, String directive) throws IOException {
    Files.writeString(
        folder.resolve("books.graphql"),
        """
        type Book @entity(store: "shelf", from: "book", key: "isbn") { isbn: ID!  title: String %s }
        type Query { book(isbn: ID!): Book @lookup }
        """
            .formatted(directive));
    Path file = Files.writeString(folder.resolve("polyphony.yaml"), configuration);
    return switch (Project.read(file, StoreKinds.ALL, _ -> null)) {
      case Project.Broken broken -> throw new AssertionError(broken.problems());
      case Project.Sound sound -> sound.problems();
    };
  }

  @Test
  void restrictionsThatNobodyCanMeetAreWarnedOf() throws IOException {
    assertThat(problems(CONFIGURATION, "@authenticated"))
        .extracting(Problem::kind)
        .containsExactly("ACCESS_WITHOUT_AUTH");
    assertThat(problems(CONFIGURATION + AUTH, "@authenticated")).isEmpty();
    assertThat(problems(CONFIGURATION, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: postgresql, url: '${A}', user: a, password: '${B}'}",
        "{kind: mongodb, url: '${A}', user: a, password: '${B}'}",
        "{kind: mongodb, url: '${A}', database: '${B}'}",
        "{kind: mongodb, url: 'mongodb://127.0.0.1', database: '${A}', user: '${B}', password: b}",
        "{kind: redis, url: '${A}', user: a, password: '${B}'}",
        "{kind: cassandra, contactPoints: ['${A}'], localDatacenter: one, keyspace: '${B}'}",
        "{kind: janusgraph, url: '${A}', user: a, password: '${B}'}"
      })
  void aVariableThatIsMissingIsOneProblemInEveryKindOfStore(String store) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("polyphony.yaml"), "schema: none.graphql\nstores:\n  shelf: " + store);
    Files.writeString(folder.resolve("none.graphql"), "type Query { a: Int }");

    assertThat(Project.read(file, StoreKinds.ALL, _ -> null).problems())
        .filteredOn(problem -> problem.location().toString().contains("polyphony.yaml"))
        .extracting(problem -> problem.kind() + problem.message().replaceAll("[^`]*(`.*`)", " $1"))
        .containsExactlyInAnyOrder("MISSING_VARIABLE `A`", "MISSING_VARIABLE `B`");
  }
}
