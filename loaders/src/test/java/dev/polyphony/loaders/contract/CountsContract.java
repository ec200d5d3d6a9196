package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.answered;
import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How many rows there are: of a whole mapping, and of many parents at once.
interface CountsContract extends Contract {
  /// 60 posts of the authors 0 to 9, and one of none.
  private Mapping counted() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("author", ValueType.TEXT),
                declared().value("rating", ValueType.LONG));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(row(i, "author " + i % 10, (long) (i / 10)));
    }
    rows.add(row(60, null, Documents.MISSING));
    store().fillAll(mapping, rows);
    return mapping;
  }

  private static Source of(Mapping mapping, String remote, Object... parents) {
    return new Source.Related(mapping, List.of(FieldPath.of(remote)), KeyBatch.of(parents));
  }

  private Answer count(Source source) {
    return answered(store().count(source, Condition.TRUE));
  }

  @Test
  @Needs({Served.COUNTS, Served.LISTS, Served.FILTERS})
  default void aListIsCountedWhole() {
    Mapping mapping = counted();
    Condition high = new Condition.Compare(FieldPath.of("rating"), Operator.GTE, 4L);
    Condition none = new Condition.Or(List.of());

    Answer all = count(new Source.All(mapping));

    assertThat(all.rows().header()).containsExactly("$count");
    assertThat(byOrdinal(all)).containsExactly(List.of(61L));
    assertThat(byOrdinal(answered(store().count(new Source.All(mapping), high))))
        .containsExactly(List.of(20L));
    assertThat(byOrdinal(answered(store().count(new Source.All(mapping), none))))
        .containsExactly(List.of(0L));
  }

  @Test
  @Needs({Served.COUNTS, Served.FREE_RELATIONS})
  default void eachParentIsCounted() {
    Mapping mapping = counted();
    Condition high = new Condition.Compare(FieldPath.of("rating"), Operator.GTE, 4L);
    Source authors = of(mapping, "author", "author 3", "none", "author 5", "author 3");

    assertThat(byOrdinal(count(authors)))
        .containsExactly(List.of(6L), List.of(0L), List.of(6L), List.of(6L));
    assertThat(byOrdinal(answered(store().count(authors, high))))
        .containsExactly(List.of(2L), List.of(0L), List.of(2L), List.of(2L));
    assertThat(byOrdinal(answered(store().count(authors, new Condition.Or(List.of())))))
        .containsExactly(List.of(0L), List.of(0L), List.of(0L), List.of(0L));
    assertThat(byOrdinal(count(of(mapping, "rating", 0L, 9L, Long.MAX_VALUE))))
        .containsExactly(List.of(10L), List.of(0L), List.of(0L));
  }

  @Test
  @Needs({Served.COUNTS, Served.FREE_RELATIONS})
  default void parentsOfCompositeKeysAreCounted() {
    Mapping mapping = counted();
    List<FieldPath> fields = List.of(FieldPath.of("author"), FieldPath.of("rating"));
    KeyBatch parents =
        KeyBatch.ofTuples(
            2, List.of(List.of("author 1", 1L), List.of("author 1", 9L), List.of("none", 1L)));

    assertThat(byOrdinal(count(new Source.Related(mapping, fields, parents))))
        .containsExactly(List.of(1L), List.of(0L), List.of(0L));
  }

  @Test
  @Needs({Served.COUNTS, Served.FREE_RELATIONS})
  default void decimalsAreCountedWhateverTheirScale() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("price", ValueType.DECIMAL));
    store()
        .fill(
            mapping,
            row(1, new BigDecimal("1.5")),
            row(2, new BigDecimal("1.50")),
            row(3, new BigDecimal("2")),
            row(4, null));

    Source prices =
        of(mapping, "price", new BigDecimal("1.500"), new BigDecimal("2.0"), BigDecimal.ZERO);

    assertThat(byOrdinal(count(prices))).containsExactly(List.of(2L), List.of(1L), List.of(0L));
  }

  @Test
  @Needs({Served.COUNTS, Served.FREE_RELATIONS, Served.LIST_VALUES})
  default void aRowCountsOnceForEachOfItsElements() {
    Mapping mapping =
        declared()
            .entity(declared().value("id", ValueType.INT), declared().list("tags", ValueType.TEXT));
    store()
        .fill(
            mapping,
            row(1, List.of("a", "b")),
            row(2, List.of("b", "b")),
            row(3, List.of()),
            row(4, null),
            row(5, List.of("ab")));

    assertThat(byOrdinal(count(of(mapping, "tags", "b", "a", "c", "b"))))
        .containsExactly(List.of(2L), List.of(1L), List.of(0L), List.of(2L));
  }

  @Test
  @Needs({Served.COUNTS, Served.FREE_RELATIONS})
  default void aParentThatIsRefusedCostsNoOther() {
    Mapping mapping = counted();

    Answer answer = count(of(mapping, "author", "author 1", "\ud83d", "author 2"));

    assertThat(byOrdinal(answer)).containsExactly(List.of(6L), List.of(), List.of(6L));
    assertThat(answer.failures()).containsOnlyKeys(1);
    assertThat(answer.failures().values())
        .allMatch(failure -> failure.reason() == FailureReason.REJECTED);
  }

  @Test
  @Needs({Served.COUNTS, Served.FREE_RELATIONS})
  default void aThousandParentsAreCountedByOneStatement() {
    Mapping mapping = counted();
    store().sent();

    Answer none = count(of(mapping, "author"));
    assertThat(none.links().size()).isZero();
    assertThat(store().sent()).isEmpty();

    count(of(mapping, "author", "author 1", "author 2"));
    List<Statement> two = store().sent();
    Object[] parents = IntStream.range(0, 1000).mapToObj(i -> "author " + i).toArray();
    Answer answer = count(of(mapping, "author", parents));

    assertThat(byOrdinal(answer)).hasSize(1000).startsWith(List.of(6L)).endsWith(List.of(0L));
    assertThat(two).singleElement().extracting(Statement::executions).isEqualTo(1);
    ListsContract.assertSameStatements(two, store().sent());
    assertThat(Arrays.stream(parents))
        .noneMatch(parent -> two.getFirst().text().contains("" + parent));
  }
}
