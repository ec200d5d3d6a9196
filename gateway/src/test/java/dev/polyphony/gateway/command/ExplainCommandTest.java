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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExplainCommandTest {
  /// Nothing listens at this port.
  private static final String CONFIGURATION =
      """
      schema: library.graphql
      stores: {shelf: {kind: postgresql, url: "postgresql://a:b@127.0.0.1:1/library"}}
      """;

  private static final String SCHEMA =
      """
      type Book @entity(store: "shelf", from: "book", key: "isbn")
          @index(fields: ["authorId"]) @index(fields: ["authorId", "title"]) {
        isbn: ID!
        title: String
        price: String @requiresScopes(scopes: [["office", "read"]])
        authorId: ID @inaccessible
        author: Author @join(on: {local: "authorId"})
      }
      type Author @entity(store: "shelf", from: "author", key: "id") {
        id: ID!
        name: String
        books(title: String @filter(field: "title")): BookConnection @join(on: {remote: "authorId"})
      }
      type Query {
        book(isbn: ID!): Book @lookup
        authors: [Author!] @list
      }
      """;

  @TempDir private Path folder = Path.of("");

  private record Printed(int status, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("polyphony.yaml"), CONFIGURATION);
    Files.writeString(folder.resolve("library.graphql"), SCHEMA);
  }

  private Printed explain(String document, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("query.graphql"), document);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "explain",
                file.toString(),
                "--config",
                folder.resolve("polyphony.yaml").toString()));
    arguments.addAll(List.of(options));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Polyphony.run(arguments.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    return new Printed(status, out.toString(), err.toString().replace(folder + "/", ""));
  }

  @Test
  void printsTheStepsWithoutAskingAStore() throws IOException {
    Printed printed =
        explain(
            """
            query Book($isbn: ID!, $title: String) {
              book(isbn: $isbn) {
                title
                author { name books(title: $title, first: 3) { nodes { title } } }
              }
              authors { name }
              __type(name: "Book") { name }
            }
            """);

    assertThat(printed.err()).isEmpty();
    assertThat(printed.status()).isZero();
    assertThat(printed.out())
        .isEqualTo(
            """
            book: by key, book in shelf (postgresql)
            │   key    isbn = {$args.isbn}
            │   reads  title, authorId
            └─ book.author: by key, author in shelf (postgresql)
               │   key    id = {$this.authorId}
               │   reads  name, id
               └─ book.author.books: related, book in shelf (postgresql)
                      key    authorId = {$this.id}
                      reads  title
                      filter title = {$args.title}
                      order  isbn ASC
                      page   first {$args.first}
            authors: list, author in shelf (postgresql)
                reads  name
                order  id ASC
                page   all, at most 1000
            __type: introspection
            """);
  }

  @Test
  void saysWhatEachStepDidWhenItRuns() throws IOException {
    Printed printed =
        explain(
            "query Book($isbn: ID!) { book(isbn: $isbn) { title author { name } } }",
            "--run",
            "--variables",
            "{\"isbn\": \"1\"}");

    assertThat(printed.status()).isZero();
    assertThat(printed.out().replaceAll("[0-9.]+ ms", "N ms"))
        .isEqualTo(
            """
            book: by key, book in shelf (postgresql)
            │   key    isbn = {$args.isbn}
            │   reads  title, authorId
            │   did    1 in, 0 out, N ms after N ms
            │   failed UNAVAILABLE: Store shelf is not available (× 1)
            └─ book.author: by key, author in shelf (postgresql)
                   key    id = {$this.authorId}
                   reads  name
                   did    nothing: there was no key
            """);
  }

  @Test
  void showsThePlanOfWhoAsks() throws IOException {
    String document = "{ book(isbn: \"1\") { title price } }";
    Path claims = Files.writeString(folder.resolve("claims.json"), "{\"scp\": [\"office\"]}");

    Printed nobody = explain(document);
    Printed office = explain(document, "--scopes", "office read");
    Printed claimed = explain(document, "--claims", "{\"scope\": \"read office\"}");
    Printed both = explain(document, "--claims", claims.toString(), "--scopes", " read");
    Printed other = explain(document, "--claims", claims.toString());
    Printed broken = explain(document, "--claims", "{scope}");

    assertThat(List.of(nobody.out(), other.out())).allMatch(out -> !out.contains("title, price"));
    assertThat(List.of(office.out(), claimed.out(), both.out()))
        .allMatch(out -> out.contains("reads  title, price"));
    assertThat(broken.err()).startsWith("polyphony: The claims is no valid JSON");
  }

  @Test
  void takesTheNamedOperationAndVariablesOfAFile() throws IOException {
    Path variables = Files.writeString(folder.resolve("variables.json"), "{\"with\": false}");
    String document =
        """
        query One($with: Boolean!) { book(isbn: "1") { title author @include(if: $with) { name } } }
        query Two { authors { name } }
        """;

    Printed one = explain(document, "--operation", "One", "--variables", variables.toString());
    Printed undecided = explain(document, "--operation", "One");
    Printed unnamed = explain(document);

    assertThat(one.out()).startsWith("book: by key").doesNotContain("author");
    assertThat(undecided.status()).isEqualTo(1);
    assertThat(undecided.err()).contains("BAD_USER_INPUT", "$with");
    assertThat(unnamed.status()).isEqualTo(1);
    assertThat(unnamed.err()).contains("OPERATION_RESOLUTION_FAILURE");
  }

  @Test
  void saysWhereADocumentIsWrong() throws IOException {
    Printed invalid = explain("{\n  book(isbn: \"1\") { titel }\n}");
    Printed broken = explain("{ book(");
    Printed incomplete = explain("query Book($isbn: ID!) { book(isbn: $isbn) { title } }", "--run");
    Printed noJson = explain("{ authors { name } }", "--variables", "{1}");

    assertThat(List.of(invalid.status(), broken.status(), incomplete.status(), noJson.status()))
        .containsOnly(1);
    assertThat(invalid.out()).isEmpty();
    assertThat(invalid.err())
        .startsWith("query.graphql:2:21: GRAPHQL_VALIDATION_FAILED: ")
        .contains("titel");
    assertThat(broken.err()).startsWith("query.graphql:1:8: GRAPHQL_PARSE_FAILED: ");
    assertThat(incomplete.err()).startsWith("query.graphql: BAD_USER_INPUT: ").contains("isbn");
    assertThat(noJson.err()).startsWith("polyphony: The variables is no valid JSON");
  }
}
