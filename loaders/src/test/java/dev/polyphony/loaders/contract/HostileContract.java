package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.assertRefused;
import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Text is data or is refused; it is never syntax.
interface HostileContract extends Contract {
  List<String> BROKEN = List.of("\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d");

  private static List<String> hostile() {
    return List.of(
        "'; DROP TABLE thing_1; --",
        "\"",
        "\\",
        "\\'",
        "`",
        "$1",
        "?",
        "%",
        "_",
        "{}",
        "{1,2}",
        "NULL",
        "$where",
        "$ne",
        "{\"$ne\":1}",
        "{\"$where\":\"sleep(1000)\"}",
        "a.b",
        "a\r\nb",
        "\r\n*1\r\n$4\r\nPING\r\n",
        "\u0001\u001f\u007f",
        "\u2028\ufeff\u202e",
        "é",
        "e\u0301",
        "x".repeat(1 << 20),
        "y".repeat(1 << 20) + "'");
  }

  private Mapping notes() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.TEXT),
                declared().value("n", ValueType.INT),
                declared().value("body", ValueType.TEXT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < hostile().size(); i++) {
      rows.add(row(hostile().get(i), i, hostile().get(i)));
    }
    rows.removeIf(cells -> !store().admitsKey(cells.subList(0, 1)));
    store().fillAll(mapping, rows);
    return mapping;
  }

  @Test
  default void hostileKeysFindTheirRows() {
    Mapping mapping = notes();

    Answer answer = store().find(mapping, Projection.of("body"), hostile().toArray());

    List<List<@Nullable Object>> found = byOrdinal(answer);
    for (int i = 0; i < hostile().size(); i++) {
      String text = hostile().get(i);
      boolean admitted = store().admitsKey(List.of(text));
      assertThat(found.get(i)).isEqualTo(admitted ? row(text) : row());
      StoreException failure = answer.failures().get(i);
      assertThat(failure == null || (failure.reason() == FailureReason.REJECTED && !admitted))
          .as("%s", failure)
          .isTrue();
    }
    assertThat(store().sent())
        .allSatisfy(statement -> assertThat(statement.text().length()).isLessThan(10_000));
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void hostileParentsFindTheirRows() {
    Mapping mapping = notes();

    Answer answer =
        store().related(mapping, "body", Projection.of("n"), Page.first(5), hostile().toArray());

    List<List<@Nullable Object>> found = byOrdinal(answer);
    for (int i = 0; i < hostile().size(); i++) {
      assertThat(found.get(i)).containsExactly(i);
    }
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void hostileFilterValuesAreCompared() {
    Mapping mapping = notes();
    FieldPath body = FieldPath.of("body");
    for (int i = 0; i < hostile().size(); i++) {
      String text = hostile().get(i);
      Condition equal = new Condition.Compare(body, Operator.EQ, text);
      Condition in = new Condition.In(List.of(body), KeyBatch.of(text, "none of them"));

      assertThat(store().list(mapping, "n", equal)).containsExactly(i);
      assertThat(store().list(mapping, "n", in)).containsExactly(i);
    }
    assertThat(store().list(mapping, "n", Condition.TRUE)).hasSize(hostile().size());
  }

  @Test
  default void halfASurrogatePairIsNoKeyAndCostsNoOtherKey() {
    Mapping mapping = notes();

    BROKEN.forEach(text -> refusedAsKey(mapping, text));
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void halfASurrogatePairIsNoParentAndCostsNoOtherParent() {
    Mapping mapping = notes();

    BROKEN.forEach(text -> refusedAsParent(mapping, text));
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void halfASurrogatePairIsNotCompared() {
    Mapping mapping = notes();

    BROKEN.forEach(text -> refusedInFilter(mapping, text));
  }

  @Test
  default void nulIsDataOrRefused() {
    Mapping mapping = notes();
    if (!store().fixture().holdsNul()) {
      refusedAsKey(mapping, "a\0b");
      return;
    }
    store().fill(mapping, row("a\0b", 1, "x\0"), row("a", 2, "x"));

    assertThat(byOrdinal(store().find(mapping, Projection.of("body"), "a\0b", "a\0", "a")))
        .containsExactly(row("x\0"), row(), row("x"));
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS, Served.FREE_RELATIONS})
  default void nulIsComparedOrRefused() {
    Mapping mapping = notes();
    if (!store().fixture().holdsNul()) {
      refusedAsParent(mapping, "a\0b");
      refusedInFilter(mapping, "a\0b");
      return;
    }
    store().fill(mapping, row("a", 1, "x\0"), row("b", 2, "x"));

    Condition equal = new Condition.Compare(FieldPath.of("body"), Operator.EQ, "x\0");
    assertThat(store().list(mapping, "n", equal)).containsExactly(1);
    assertThat(
            byOrdinal(
                store().related(mapping, "body", Projection.of("n"), Page.first(2), "x\0", "\0")))
        .containsExactly(List.of(1), List.of());
  }

  private void refusedAsKey(Mapping mapping, String text) {
    refusedSecond(store().find(mapping, Projection.of("n"), "$ne", text, "?"));
  }

  private void refusedAsParent(Mapping mapping, String text) {
    refusedSecond(
        store().related(mapping, "body", Projection.of("n"), Page.first(2), "$ne", text, "?"));
  }

  private void refusedInFilter(Mapping mapping, String text) {
    Condition equal = new Condition.Compare(FieldPath.of("body"), Operator.EQ, text);

    assertRefused(
        FailureReason.REJECTED,
        store()
            .ask(
                new Source.All(mapping),
                Projection.of("n"),
                equal,
                mapping.order(),
                Page.first(1)));
  }

  private static void refusedSecond(Answer answer) {
    assertThat(byOrdinal(answer)).containsExactly(List.of(13), List.of(), List.of(6));
    assertThat(answer.failures()).containsOnlyKeys(1);
    assertThat(answer.failures().values())
        .allMatch(failure -> failure.reason() == FailureReason.REJECTED);
  }
}
