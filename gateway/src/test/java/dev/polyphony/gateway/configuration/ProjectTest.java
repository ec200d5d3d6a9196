package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
