package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JanusGraphRulesTest {
  private static final String QUERY = "type Query { airport(code: ID!): Airport @lookup }";

  private static Capabilities bind(String sdl) {
    Problems problems = new Problems();
    Capabilities capabilities =
        new JanusGraphRules()
            .bind(TestGraph.catalog(sdl + QUERY).entity("Airport").primary().mapping(), problems);
    assertThat(problems.all()).isEmpty();
    return capabilities;
  }

  private static List<Problem> problems(String entity, String fields) {
    return TestGraph.read(
            "type Airport @entity(store: \"routes\", "
                + entity
                + ") { code: ID! "
                + fields
                + " } "
                + QUERY)
        .problems();
  }

  @Test
  void servesEqualityOnItsIndexesAndNothingElse() {
    Capabilities capabilities =
        bind(
            """
            type Airport @entity(store: "routes", from: "airport", key: "code") @index(fields: ["city"]) {
              code: ID!  city: String  feet: Int
            }
            """);

    assertThat(capabilities.scans()).isFalse();
    assertThat(capabilities.relatesFreely()).isFalse();
    assertThat(capabilities.paths()).allMatch(path -> path.range() == null);
    assertThat(capabilities.paths().stream().map(AccessPath::equal).distinct())
        .containsExactly(List.of(FieldPath.of("code")), List.of(FieldPath.of("city")));
    assertThat(capabilities.paths().getFirst().unique()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "from: \"~airport\", key: \"code\" | n: Int | INVALID_SOURCE",
        "from: \"airport\", key: \"code\" | n: Int @column(name: \"a.b\") | INVALID_COLUMN_NAME",
        "from: \"airport\", key: \"code\" | n: Int @column(name: \"$ttl\") | INVALID_COLUMN_NAME",
      })
  void whatAGraphDoesNotHaveIsSaidWithAPlaceAndARemedy(String entity, String fields, String kind) {
    List<Problem> problems = problems(entity, fields);

    assertThat(problems).extracting(Problem::kind).contains(kind);
    assertThat(problems)
        .allSatisfy(problem -> {
          assertThat(problem.remedy()).isNotBlank();
          assertThat(problem.location().toString()).startsWith("schema.graphql:");
        });
  }

  /// Numbers that are stored as text are equal as text, and in no order.
  @Test
  void doesNotSortNumbersThatItHoldsAsText() {
    assertThat(
            problems(
                "from: \"airport\", key: \"code\", order: [\"price ASC\"]", "price: BigDecimal"))
        .isNotEmpty();
  }

  @Test
  void aVertexHasNoObjects() {
    assertThat(
            TestGraph.read(
                    """
                    type Airport @entity(store: "routes", from: "airport", key: "code") { code: ID!  place: Place }
                    type Place { lat: Float }
                    """
                        + QUERY)
                .problems())
        .extracting(Problem::kind)
        .contains("OBJECT_NOT_SERVED");
  }
}
