package dev.polyphony.loaders.postgresql;

import static dev.polyphony.loaders.postgresql.Declared.entity;
import static dev.polyphony.loaders.postgresql.Declared.list;
import static dev.polyphony.loaders.postgresql.Declared.object;
import static dev.polyphony.loaders.postgresql.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresRulesTest {
  private final Problems problems = new Problems();
  private final PostgresRules rules = new PostgresRules();

  private static Mapping airport(List<String> indexed) {
    Mapping plain =
        entity(
            "public.airport",
            List.of("code"),
            value("code", ValueType.TEXT),
            value("city", ValueType.TEXT, "spot.city"),
            list("tags", ValueType.TEXT));
    Index index =
        new Index(indexed.stream().map(FieldPath::of).toList(), false, Location.of("test.graphql"));
    return new Mapping(
        plain.entity(),
        plain.store(),
        plain.kind(),
        plain.from(),
        plain.key(),
        List.of(),
        plain.order(),
        List.of(index),
        plain.columns(),
        plain.storage(),
        plain.location());
  }

  private static boolean serves(Capabilities capabilities, Set<String> equal, String order) {
    Set<FieldPath> fields =
        equal.stream().map(FieldPath::of).collect(java.util.stream.Collectors.toSet());
    return capabilities.paths().stream()
        .anyMatch(
            path -> path.serves(fields, true, Set.of(), List.of(FieldOrder.ascending(order))));
  }

  @Test
  void keysAndIndexesAreServed() {
    Capabilities capabilities = rules.bind(airport(List.of("city")), problems);

    assertThat(problems.all()).isEmpty();
    assertThat(serves(capabilities, Set.of("code"), "code")).isTrue();
    assertThat(serves(capabilities, Set.of("city"), "code")).isTrue();
    assertThat(serves(capabilities, Set.of(), "city")).isTrue();
    assertThat(serves(capabilities, Set.of("code", "city"), "code")).isFalse();
    assertThat(capabilities.scans()).isTrue();
    assertThat(capabilities.relatesFreely()).isTrue();
  }

  @Test
  void anIndexOverElementsYieldsNoOrder() {
    Capabilities capabilities = rules.bind(airport(List.of("tags")), problems);

    assertThat(serves(capabilities, Set.of("tags"), "code")).isTrue();
    assertThat(serves(capabilities, Set.of(), "tags")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "public.", ".airport", "a..b", "nul\0"})
  void aNameThatNoTableHasIsAProblem(String from) {
    rules.bind(entity(from, List.of("id"), value("id", ValueType.INT)), problems);

    assertThat(problems.all()).extracting(Problem::kind).containsExactly("INVALID_SOURCE");
  }

  @Test
  void aNameThatNoColumnHasIsAProblem() {
    rules.bind(
        entity(
            "airport",
            List.of("id"),
            value("id", ValueType.INT, ".id"),
            value("long", ValueType.INT, "x".repeat(64)),
            object("spot", false, value("lat", ValueType.INT, "at..lat")),
            object("fine", false, value("lat", ValueType.INT, "x".repeat(64)))),
        problems);

    assertThat(problems.all())
        .hasSize(3)
        .extracting(Problem::kind)
        .containsOnly("INVALID_COLUMN_NAME");
  }
}
