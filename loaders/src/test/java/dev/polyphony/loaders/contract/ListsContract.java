package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.answered;
import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.column;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lists: of a whole mapping, and of many parents at once.
interface ListsContract extends Contract {
  /// 60 posts of the authors 0 to 9; author a has the posts a, a + 10, …
  private Mapping posts() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("author", ValueType.INT, "author_id"),
                declared().value("rating", ValueType.INT, "stored_rating"),
                declared().value("unasked", ValueType.TEXT, "stored_unasked"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 59; i >= 0; i--) {
      rows.add(row(i, i % 10, i / 10 % 3, "u"));
    }
    store().fillAll(mapping, rows);
    return mapping;
  }

  @Test
  @Needs({Served.LISTS, Served.ORDERS})
  default void aListIsInOrderAndLimited() {
    Mapping mapping = posts();
    List<FieldOrder> order = List.of(FieldOrder.descending("rating"), FieldOrder.ascending("id"));

    assertThat(column(store().list(mapping, Projection.of("id"), order, Page.first(4))))
        .containsExactly(20, 21, 22, 23);
    assertThat(column(store().list(mapping, Projection.of("id"), mapping.order(), Page.first(999))))
        .hasSize(60)
        .startsWith(0, 1, 2);
    assertThat(store().sent()).allMatch(statement -> !statement.text().contains("unasked"));
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void anEmptyListIsOneOrdinalWithoutRows() {
    Mapping mapping = posts();
    Condition none = new Condition.Compare(FieldPath.of("id"), Operator.GT, 1000);

    assertThat(store().list(mapping, "id", none)).isEmpty();
    assertThat(store().list(mapping, "id", new Condition.Or(List.of()))).isEmpty();
    assertThat(
            store()
                .list(mapping, "id", new Condition.In(List.of(FieldPath.of("id")), KeyBatch.of())))
        .isEmpty();
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void aLimitIsPerParent() {
    Mapping mapping = posts();

    Answer answer =
        store().related(mapping, "author", Projection.of("id"), Page.first(2), 3, 99, 5, 3);

    assertThat(byOrdinal(answer))
        .containsExactly(List.of(3, 13), List.of(), List.of(5, 15), List.of(3, 13));
    assertThat(answer.rows().header()).containsExactly("id");
    assertThat(store().sent().getLast().text()).doesNotContain("rating").doesNotContain("unasked");
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void orderAndFilterArePerParent() {
    Mapping mapping = posts();
    Source source = new Source.Related(mapping, List.of(FieldPath.of("author")), KeyBatch.of(1, 2));

    Answer answer =
        answered(
            store()
                .ask(
                    source,
                    Projection.of("id"),
                    new Condition.Compare(FieldPath.of("rating"), Operator.LT, 2),
                    List.of(FieldOrder.ascending("rating"), FieldOrder.descending("id")),
                    Page.first(3)));

    assertThat(byOrdinal(answer)).containsExactly(List.of(31, 1, 41), List.of(32, 2, 42));
  }

  @Test
  @Needs({Served.FREE_RELATIONS, Served.PAGES})
  default void aPageIsPerParent() {
    Mapping mapping = posts();
    Page after = new Page(2, PagesContract.at(20), null, false);
    Page before = new Page(2, null, PagesContract.at(40), true);

    assertThat(byOrdinal(store().related(mapping, "author", Projection.of("id"), after, 1, 2, 0)))
        .containsExactly(List.of(21, 31), List.of(22, 32), List.of(30, 40));
    assertThat(byOrdinal(store().related(mapping, "author", Projection.of("id"), before, 1, 2, 0)))
        .containsExactly(List.of(21, 31), List.of(22, 32), List.of(20, 30));
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void noParentsCostNothing() {
    Mapping mapping = posts();
    store().sent();

    Answer answer = store().related(mapping, "author", Projection.of("id"), Page.first(2));

    assertThat(answer.links().size()).isZero();
    assertThat(answer.rows().header()).containsExactly("id");
    assertThat(store().sent()).isEmpty();
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void aThousandParentsMakeAsManyEntriesAsTwo() {
    Mapping mapping = posts();
    store().related(mapping, "author", Projection.of("id"), Page.first(2), 1, 2);
    List<Statement> two = store().sent();

    Answer answer =
        store()
            .related(
                mapping,
                "author",
                Projection.of("id"),
                Page.first(2),
                IntStream.range(0, 1000).boxed().toArray());

    assertThat(byOrdinal(answer)).hasSize(1000).contains(List.of(9, 19), List.of());
    assertSameStatements(two, store().sent());
  }

  /// What two parents sent and what a thousand did.
  static void assertSameStatements(List<Statement> two, List<Statement> thousand) {
    assertThat(thousand).hasSameSizeAs(two);
    for (int i = 0; i < two.size(); i++) {
      assertThat(thousand.get(i).text()).isEqualTo(two.get(i).text());
      assertThat(thousand.get(i).multiples()).isEqualTo(1000);
      assertThat(thousand.get(i).unit()).isEqualTo("parents");
      // Once for all, or once for each parent.
      assertThat(thousand.get(i).executions())
          .isEqualTo(two.get(i).executions() == 1 ? 1 : two.get(i).executions() * 500);
    }
  }

  @Test
  @Needs(Served.FREE_RELATIONS)
  default void parentsMayHaveCompositeKeys() {
    Mapping mapping = posts();
    Source source =
        new Source.Related(
            mapping,
            List.of(FieldPath.of("author"), FieldPath.of("rating")),
            KeyBatch.ofTuples(2, List.of(List.of(1, 1), List.of(1, 9), List.of(11, 1))));

    Answer answer =
        answered(
            store()
                .ask(source, Projection.of("id"), Condition.TRUE, mapping.order(), Page.first(9)));

    assertThat(byOrdinal(answer)).containsExactly(List.of(11, 41), List.of(), List.of());
  }

  @Test
  @Needs({Served.FREE_RELATIONS, Served.LIST_VALUES})
  default void aRemoteListMatchesByItsElements() {
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

    Answer answer =
        store().related(mapping, "tags", Projection.of("id"), Page.first(9), "b", "a", "c", "b");

    assertThat(byOrdinal(answer))
        .containsExactly(List.of(1, 2), List.of(1), List.of(), List.of(1, 2));
    FieldPath tags = FieldPath.of("tags");
    assertThat(store().list(mapping, "id", new Condition.Compare(tags, Operator.EQ, "b")))
        .containsExactly(1, 2);
    assertThat(store().list(mapping, "id", new Condition.In(List.of(tags), KeyBatch.of("ab", "a"))))
        .containsExactly(1, 5);
    assertThat(store().list(mapping, "id", new Condition.Compare(tags, Operator.NE, "b")))
        .containsExactly(3, 4, 5);
  }

  @Test
  @Needs(Served.OBJECTS)
  default void whatAKindCannotDoIsUnsupported() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().object("open", false, declared().value("x", ValueType.INT)));
    store().fillAll(mapping, List.of());
    Condition object = new Condition.Compare(FieldPath.of("open"), Operator.EQ, java.util.Map.of());

    assertThat(
            TestedStore.refused(
                store()
                    .ask(
                        new Source.All(mapping),
                        Projection.of("id"),
                        object,
                        mapping.order(),
                        Page.first(2))))
        .isEqualTo(FailureReason.UNSUPPORTED);
  }
}
