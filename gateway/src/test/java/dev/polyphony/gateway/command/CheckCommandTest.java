package dev.polyphony.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.Polyphony;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckCommandTest {
  /// Nothing listens at this port.
  private static final String CONFIGURATION =
      """
      schema: library.graphql
      stores:
        shelf: {kind: postgresql, url: "postgresql://a:b@127.0.0.1:1/library"}
        annex: {kind: postgresql, url: "postgresql://a:b@127.0.0.1:1/annex"}
        notes: {kind: mongodb, url: "mongodb://127.0.0.1:1", database: notes}
        hot: {kind: redis, url: "redis://127.0.0.1:1"}
      """;

  private static final String SCHEMA =
      """
      type Book @entity(store: "shelf", from: "book", key: "isbn") { isbn: ID! title: String }
      type Query { book(isbn: ID!): Book @lookup }
      """;

  @TempDir private Path folder = Path.of("");

  private record Printed(int status, String out) {}

  private Printed check(String schema, String... options) throws IOException {
    Files.writeString(folder.resolve("library.graphql"), schema);
    Path file = Files.writeString(folder.resolve("polyphony.yaml"), CONFIGURATION);
    List<String> arguments = new ArrayList<>(List.of("check", "--config", file.toString()));
    arguments.addAll(List.of(options));
    StringWriter out = new StringWriter();
    int status =
        Polyphony.run(
            arguments.toArray(String[]::new),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()));
    return new Printed(status, out.toString().replace(folder + "/", ""));
  }

  @Test
  void asksNoStoreUnlessTold() throws IOException {
    Printed printed = check(SCHEMA);

    assertThat(printed.status()).isZero();
    assertThat(printed.out()).isEqualTo("polyphony.yaml is sound: 4 stores, 1 entities, 2 types\n");
  }

  @Test
  void reportsEachStoreThatDoesNotAnswerAtItsPlace() throws IOException {
    Printed printed = check(SCHEMA, "--live");

    assertThat(printed.status()).isEqualTo(1);
    assertThat(printed.out().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "polyphony.yaml:3:10: error STORE_NOT_REACHED: "
                            + "shelf (postgresql) could not be compared: UNAVAILABLE"),
            line ->
                assertThat(line).startsWith("polyphony.yaml:4:10: error STORE_NOT_REACHED: annex"),
            line ->
                assertThat(line).startsWith("polyphony.yaml:5:10: error STORE_NOT_REACHED: notes"),
            line ->
                assertThat(line)
                    .startsWith("polyphony.yaml:6:8: error STORE_NOT_REACHED: hot (redis)"),
            line -> assertThat(line).isEqualTo("4 errors, 0 warnings"));
  }

  @Test
  void asksNoStoreWhileTheFilesAreWrong() throws IOException {
    Printed printed = check(SCHEMA.replace("\"shelf\"", "\"shelves\""), "--live");

    assertThat(printed.status()).isEqualTo(1);
    assertThat(printed.out())
        .contains("error UNKNOWN_STORE")
        .doesNotContain("STORE_NOT_REACHED")
        .endsWith("1 error, 0 warnings\n");
  }
}
