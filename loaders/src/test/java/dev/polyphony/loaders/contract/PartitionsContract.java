package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.answered;
import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.column;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
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

/// Rows that share the first field of their key, in the order of the second: of one value, and of
/// many parents at once.
interface PartitionsContract extends Contract {
  List<FieldOrder> BY_ID = List.of(FieldOrder.ascending("id"));
  List<FieldOrder> BY_ID_REVERSED = List.of(FieldOrder.descending("id"));

  /// 60 posts of the authors 0 to 9; author a has the posts a, a + 10, …
  private Mapping posts() {
    Mapping mapping =
        declared()
            .entity(
                2,
                declared().value("author", ValueType.INT, "author_id"),
                declared().value("id", ValueType.INT),
                declared().value("title", ValueType.TEXT, "stored_title"),
                declared().value("unasked", ValueType.TEXT, "stored_unasked"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 59; i >= 0; i--) {
      rows.add(row(i % 10, i, "t" + i, "u"));
    }
    store().fillAll(mapping, rows);
    return mapping;
  }

  private static Condition author(int author) {
    return new Condition.Compare(FieldPath.of("author"), Operator.EQ, author);
  }

  private static Condition id(Operator operator, int id) {
    return new Condition.Compare(FieldPath.of("id"), operator, id);
  }

  private List<@Nullable Object> list(
      Mapping mapping, Condition filter, List<FieldOrder> order, Page page) {
    return column(
        answered(store().ask(new Source.All(mapping), Projection.of("id"), filter, order, page)));
  }

  private Answer related(Mapping mapping, List<FieldOrder> order, Page page, Object... authors) {
    return answered(
        store().ask(of(mapping, authors), Projection.of("id"), Condition.TRUE, order, page));
  }

  private static Source of(Mapping mapping, Object... authors) {
    return new Source.Related(mapping, List.of(FieldPath.of("author")), KeyBatch.of(authors));
  }

  @Test
  @Needs(Served.PARTITIONS)
  default void aListOfOneValueIsInOrderEitherWay() {
    Mapping mapping = posts();

    assertThat(list(mapping, author(3), BY_ID, Page.first(4))).containsExactly(3, 13, 23, 33);
    assertThat(list(mapping, author(3), BY_ID_REVERSED, Page.first(2))).containsExactly(53, 43);
    assertThat(list(mapping, author(99), BY_ID, Page.first(4))).isEmpty();
  }

  @Test
  @Needs({Served.PARTITIONS, Served.PAGES})
  default void aListOfOneValueHasPagesInBothDirections() {
    Mapping mapping = posts();
    Page after = new Page(2, PagesContract.at(20), null, false);
    Page before = new Page(2, null, PagesContract.at(43), true);
    Page between = new Page(9, PagesContract.at(13), PagesContract.at(50), false);

    assertThat(list(mapping, author(3), BY_ID, after)).containsExactly(23, 33);
    assertThat(list(mapping, author(3), BY_ID, before)).containsExactly(23, 33);
    assertThat(list(mapping, author(3), BY_ID, between)).containsExactly(23, 33, 43);
    assertThat(list(mapping, author(3), BY_ID_REVERSED, after)).containsExactly(13, 3);
    assertThat(list(mapping, author(3), BY_ID_REVERSED, before)).containsExactly(53);
  }

  @Test
  @Needs(Served.RANGES)
  default void aListOfOneValueMayBeBounded() {
    Mapping mapping = posts();
    Condition range =
        new Condition.And(List.of(author(3), id(Operator.GT, 13), id(Operator.LTE, 43)));

    assertThat(list(mapping, range, BY_ID, Page.first(9))).containsExactly(23, 33, 43);
    assertThat(list(mapping, range, BY_ID_REVERSED, Page.first(2))).containsExactly(43, 33);
  }

  @Test
  @Needs(Served.RELATIONS)
  default void eachParentHasItsRowsInOrderUpToTheLimit() {
    Mapping mapping = posts();

    Answer answer = related(mapping, BY_ID, Page.first(2), 3, 99, 5, 3);

    assertThat(byOrdinal(answer))
        .containsExactly(List.of(3, 13), List.of(), List.of(5, 15), List.of(3, 13));
    assertThat(answer.rows().header()).containsExactly("id");
    assertThat(store().sent().getLast().text()).doesNotContain("title").doesNotContain("unasked");
    assertThat(byOrdinal(related(mapping, BY_ID_REVERSED, Page.first(2), 1, 2)))
        .containsExactly(List.of(51, 41), List.of(52, 42));
  }

  @Test
  @Needs({Served.RELATIONS, Served.PAGES})
  default void eachParentHasItsPage() {
    Mapping mapping = posts();
    Page after = new Page(2, PagesContract.at(20), null, false);
    Page before = new Page(2, null, PagesContract.at(40), true);

    assertThat(byOrdinal(related(mapping, BY_ID, after, 1, 2, 0)))
        .containsExactly(List.of(21, 31), List.of(22, 32), List.of(30, 40));
    assertThat(byOrdinal(related(mapping, BY_ID, before, 1, 2, 0)))
        .containsExactly(List.of(21, 31), List.of(22, 32), List.of(20, 30));
  }

  @Test
  @Needs({Served.RELATIONS, Served.RANGES})
  default void eachParentHasItsRowsWithinBounds() {
    Mapping mapping = posts();

    Answer answer =
        answered(
            store()
                .ask(
                    of(mapping, 1, 2),
                    Projection.of("id"),
                    id(Operator.GTE, 22),
                    BY_ID,
                    Page.first(2)));

    assertThat(byOrdinal(answer)).containsExactly(List.of(31, 41), List.of(22, 32));
  }

  @Test
  @Needs(Served.RELATIONS)
  default void aThousandParentsMakeAsManyStatementsAsTwo() {
    Mapping mapping = posts();
    related(mapping, BY_ID, Page.first(2), 1, 2);
    List<Statement> two = store().sent();

    Answer answer =
        related(mapping, BY_ID, Page.first(2), IntStream.range(0, 1000).boxed().toArray());

    assertThat(byOrdinal(answer)).hasSize(1000).contains(List.of(9, 19), List.of());
    ListsContract.assertSameStatements(two, store().sent());
  }
}
