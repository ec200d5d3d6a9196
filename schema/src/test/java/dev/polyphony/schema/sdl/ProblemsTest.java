package dev.polyphony.schema.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problem.Severity;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of problem: where it is found and what the remedy names.
class ProblemsTest {
  /// Without a problem of its own; each case adds a file to it.
  static final String BASE =
      """
      enum Size { SMALL LARGE }
      type Airport @entity(store: "rows", from: "airport", key: "code") @index(fields: ["city"]) {
        code: ID!
        city: String
        size: Size
        altitude: Int
        labels: [String!]
        countryCode: ID
        country: Country @join(on: {local: "countryCode"})
        guide: Guide @join
      }
      type Country @entity(store: "rows", from: "country", key: "code") { code: ID! name: String }
      type Guide @entity(store: "documents", from: "guides", key: "code") { code: ID! text: String }
      type Leg @entity(store: "rows", from: "leg", key: ["carrier", "number"]) {
        carrier: ID!
        number: Int!
      }
      type Query { airport(code: ID!): Airport @lookup }
      """;

  record Case(String kind, int line, String remedy, String sdl) {
    @Override
    public String toString() {
      return kind + ": " + sdl.strip().lines().findFirst().orElse("");
    }
  }

  static Stream<Case> errors() {
    return Stream.of(
            ProblemCases.ERRORS, ExpressionCases.ERRORS, PluginCases.ERRORS, EventCases.ERRORS)
        .flatMap(List::stream);
  }

  static Stream<Case> warnings() {
    return Stream.of(ProblemCases.WARNINGS, ExpressionCases.WARNINGS, EventCases.WARNINGS)
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorIsReportedAtItsPlaceWithARemedy(Case given) {
    SchemaReader.Outcome outcome = read(given.sdl());

    assertThat(outcome.catalog()).isNull();
    assertReported(given, outcome, Severity.ERROR);
  }

  @ParameterizedTest
  @MethodSource("warnings")
  void aWarningIsReportedAndTheCatalogIsMade(Case given) {
    SchemaReader.Outcome outcome = read(given.sdl());

    assertThat(outcome.catalog()).isNotNull();
    assertReported(given, outcome, Severity.WARNING);
  }

  @Test
  void aSchemaWithoutQueryIsReported() {
    SchemaReader.Outcome outcome =
        SchemaReader.read(List.of(), TestStores.ALL, Limits.DEFAULT, new Problems());

    assertThat(outcome.problems()).extracting(Problem::kind).containsExactly("NO_QUERY");
    assertThat(outcome.problems().getFirst().remedy()).contains("type Query");
  }

  @Test
  void whatOnlyTheWholeSchemaShowsIsReportedToo() {
    SchemaReader.Outcome outcome =
        read("extend type Query { l(keys: [LegKey!]! = [{a: 1}]): [Leg] @lookupMany }");

    assertThat(outcome.problems()).extracting(Problem::kind).containsExactly("INVALID_SCHEMA");
  }

  @Test
  void allProblemsAreReportedTogetherInOrderOfPlace() {
    SchemaReader.Outcome outcome =
        read(
            """
            extend type Airport { a: Strin
              b: Country @jion }
            extend type Query { c: Airport }
            """);

    assertThat(outcome.problems())
        .extracting(problem -> problem.location().line() + " " + problem.kind())
        .containsExactly(
            "1 UNKNOWN_TYPE", "2 MISSING_JOIN", "2 UNKNOWN_DIRECTIVE", "3 ROOT_WITHOUT_BINDING");
  }

  @Test
  void thereAreAtLeastThirtyKinds() {
    assertThat(Stream.concat(errors(), warnings()).map(Case::kind).distinct().count())
        .isGreaterThan(30);
  }

  private static SchemaReader.Outcome read(String sdl) {
    List<SchemaReader.Sdl> files =
        List.of(
            new SchemaReader.Sdl("base.graphql", BASE), new SchemaReader.Sdl("case.graphql", sdl));
    return SchemaReader.read(files, TestStores.ALL, Limits.DEFAULT, new Problems());
  }

  private static void assertReported(Case given, SchemaReader.Outcome outcome, Severity severity) {
    assertThat(outcome.problems())
        .as("problems")
        .allSatisfy(problem -> {
          assertThat(problem.kind()).isEqualTo(given.kind());
          assertThat(problem.severity()).isEqualTo(severity);
          assertThat(problem.location().file()).isEqualTo("case.graphql");
        })
        .anySatisfy(problem -> {
          assertThat(problem.location().line()).isEqualTo(given.line());
          assertThat(problem.remedy()).contains(given.remedy());
        });
  }
}
