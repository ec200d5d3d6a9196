package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.refused;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
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
    for (String text : hostile()) {
      rows.add(row(text, rows.size(), text));
    }
    store().fillAll(mapping, rows);
    return mapping;
  }

  @Test
  default void hostileKeysFindTheirRows() {
    Mapping mapping = notes();

    Answer answer = store().find(mapping, Projection.of("body"), hostile().toArray());

    List<List<@Nullable Object>> found = byOrdinal(answer);
    for (int i = 0; i < hostile().size(); i++) {
      assertThat(found.get(i)).isEqualTo(row(hostile().get(i)));
    }
    assertThat(store().sent())
        .allSatisfy(statement -> assertThat(statement.text().length()).isLessThan(10_000));
  }

  @Test
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
  default void halfASurrogatePairIsRefusedAndCostsNoOtherKey() {
    Mapping mapping = notes();

    for (String broken : List.of("\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d")) {
      refusedAlone(mapping, broken);
    }
  }

  @Test
  default void nulIsDataOrRefused() {
    Mapping mapping = notes();
    if (!store().fixture().holdsNul()) {
      refusedAlone(mapping, "a\0b");
      return;
    }
    store().fill(mapping, row("a\0b", 1, "x\0"), row("a", 2, "x"));

    assertThat(byOrdinal(store().find(mapping, Projection.of("body"), "a\0b", "a\0", "a")))
        .containsExactly(row("x\0"), row(), row("x"));
  }

  private void refusedAlone(Mapping mapping, String text) {
    Answer byKeys = store().find(mapping, Projection.of("n"), "$ne", text, "?");
    assertThat(byOrdinal(byKeys)).containsExactly(List.of(13), List.of(), List.of(6));
    refusedSecond(byKeys);

    Answer related =
        store().related(mapping, "body", Projection.of("n"), Page.first(2), "$ne", text, "?");
    assertThat(byOrdinal(related)).containsExactly(List.of(13), List.of(), List.of(6));
    refusedSecond(related);

    Condition equal = new Condition.Compare(FieldPath.of("body"), Operator.EQ, text);
    assertThat(
            refused(
                store()
                    .ask(
                        new Source.All(mapping),
                        Projection.of("n"),
                        equal,
                        mapping.order(),
                        Page.first(1))))
        .isEqualTo(FailureReason.REJECTED);
  }

  private static void refusedSecond(Answer answer) {
    assertThat(answer.failures()).containsOnlyKeys(1);
    assertThat(answer.failures().values())
        .allMatch(failure -> failure.reason() == FailureReason.REJECTED);
  }
}
