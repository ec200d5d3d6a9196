package dev.polyphony.loaders.contract;

import static dev.polyphony.schema.algebra.Direction.ASC;
import static dev.polyphony.schema.algebra.Direction.DESC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lists, and rows by parent: filter, order, page.
interface ListContract extends Contract {
  /// Forty rows of four owners; ranks repeat, and every fifth is null or missing.
  private Mapping ranked() {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .value("owner", ValueType.TEXT)
            .value("rank", ValueType.INT)
            .indexed("owner", "rank")
            .mapping();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, @Nullable Object> row =
          Contract.row("id", "r%02d".formatted(i), "owner", "o" + i % 4, "rank", i * 7 % 5);
      if (i % 10 == 0) {
        row.put("rank", null);
      } else if (i % 10 == 5) {
        row.remove("rank");
      }
      rows.add(row);
    }
    Collections.shuffle(rows, new java.util.Random(7));
    create(mapping, rows);
    return mapping;
  }

  private static List<FieldOrder> order(FieldOrder... fields) {
    return List.of(fields);
  }

  /// The expected ids, computed over plain rows: null is greater than every value.
  private static List<String> expected(boolean descending, java.util.function.IntPredicate owned) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, 40).filter(owned).boxed().toList());
    rows.sort((a, b) -> {
      int left = a % 5 == 0 ? 99 : a * 7 % 5;
      int right = b % 5 == 0 ? 99 : b * 7 % 5;
      int byRank = descending ? right - left : left - right;
      return byRank != 0 ? byRank : a - b;
    });
    return rows.stream().map("r%02d"::formatted).toList();
  }

  @Test
  default void nullIsLastAscendingAndFirstDescending() {
    Mapping mapping = ranked();

    for (boolean descending : new boolean[] {false, true}) {
      FieldOrder rank = Contract.order("rank", descending ? DESC : ASC);
      Answer answer =
          list(
              mapping,
              Condition.TRUE,
              order(rank, Contract.order("id", ASC)),
              Page.first(100),
              "id");
      assertThat(Contract.cells(answer, 0)).isEqualTo(expected(descending, i -> true));
    }
  }

  @Test
  default void limitsAndOrdersForEachParent() {
    Mapping mapping = ranked();
    List<FieldOrder> order = order(Contract.order("rank", DESC), Contract.order("id", ASC));

    Answer answer = related(mapping, "owner", order, Page.first(3), "o2", "none", "o0", "o2");

    assertThat(answer.links().size()).isEqualTo(4);
    assertThat(Contract.cells(answer, 0)).isEqualTo(expected(true, i -> i % 4 == 2).subList(0, 3));
    assertThat(Contract.cells(answer, 1)).isEmpty();
    assertThat(Contract.cells(answer, 2)).isEqualTo(expected(true, i -> i % 4 == 0).subList(0, 3));
    assertThat(Contract.cells(answer, 3)).isEqualTo(Contract.cells(answer, 0));
  }

  @Test
  default void pagesMeetEveryRowOnceForwardAndBackward() {
    Mapping mapping = ranked();
    for (boolean descending : new boolean[] {false, true}) {
      List<FieldOrder> order =
          order(Contract.order("rank", descending ? DESC : ASC), Contract.order("id", ASC));
      List<String> expected = expected(descending, i -> true);

      assertThat(walk(mapping, order, false)).isEqualTo(expected);
      assertThat(walk(mapping, order, true)).isEqualTo(expected);
    }
  }

  /// All ids, page by page.
  private List<@Nullable Object> walk(Mapping mapping, List<FieldOrder> order, boolean backward) {
    List<@Nullable Object> met = new ArrayList<>();
    Position edge = null;
    while (met.size() < 41) {
      Page page = backward ? new Page(7, null, edge, true) : new Page(7, edge, null, false);
      Answer answer = list(mapping, Condition.TRUE, order, page, "id", "rank");
      List<@Nullable Object> ids = Contract.cells(answer, 0);
      if (ids.isEmpty()) {
        return met;
      }
      int row = answer.links().row(0, backward ? 0 : ids.size() - 1);
      edge = new Position(Arrays.asList(answer.rows().get(row, 1), answer.rows().get(row, 0)));
      met.addAll(backward ? 0 : met.size(), ids);
    }
    return met;
  }

  @Test
  default void afterAndBeforeTogetherAreAWindow() {
    Mapping mapping = ranked();
    List<FieldOrder> order = order(Contract.order("id", ASC));
    Position after = new Position(Collections.singletonList("r10"));
    Position before = new Position(Collections.singletonList("r20"));

    Answer first = list(mapping, Condition.TRUE, order, new Page(3, after, before, false), "id");
    Answer last = list(mapping, Condition.TRUE, order, new Page(3, after, before, true), "id");

    assertThat(Contract.cells(first, 0)).isEqualTo(List.of("r11", "r12", "r13"));
    assertThat(Contract.cells(last, 0)).isEqualTo(List.of("r17", "r18", "r19"));
  }

  @Test
  default void aPagePerParentStartsAtOnePosition() {
    Mapping mapping = ranked();
    Position after = new Position(Collections.singletonList("r20"));
    List<FieldOrder> order = order(Contract.order("id", ASC));

    Answer answer = related(mapping, "owner", order, new Page(2, after, null, false), "o0", "o1");

    assertThat(Contract.cells(answer, 0)).isEqualTo(List.of("r24", "r28"));
    assertThat(Contract.cells(answer, 1)).isEqualTo(List.of("r21", "r25"));
  }

  @Test
  default void aThousandParentsAreOneEntryOfTheSameTextAsTwo() {
    Mapping mapping = ranked();
    List<Statement> two = new ArrayList<>();
    List<Statement> many = new ArrayList<>();
    Object[] parents = IntStream.range(0, 1000).mapToObj(i -> "o" + i).toArray();

    related(mapping, KeyBatch.of("o1", "o2"), two);
    Answer answer = related(mapping, KeyBatch.of(parents), many);

    assertThat(answer.links().count(3)).isEqualTo(5);
    assertThat(answer.links().count(999)).isZero();
    assertThat(many).hasSameSizeAs(two);
    assertThat(many.stream().map(Statement::text))
        .isEqualTo(two.stream().map(Statement::text).toList());
    assertThat(many.getFirst().multiples()).isEqualTo(1000);
    assertThat(many.getFirst().unit()).isEqualTo("parents");
  }

  private Answer related(Mapping mapping, KeyBatch parents, List<Statement> log) {
    Source source = new Source.Related(mapping, List.of(FieldPath.of("owner")), parents);
    return Contract.await(
        store()
            .query(
                new Query(
                    source, Projection.of("id"), Condition.TRUE, mapping.order(), Page.first(5)),
                Contract.context(log)));
  }

  @Test
  default void noParentsCostNothing() {
    Mapping mapping = ranked();
    List<Statement> log = new ArrayList<>();

    Answer answer = related(mapping, KeyBatch.wrap(1, new Object[0]), log);

    assertThat(answer.links().size()).isZero();
    assertThat(log).isEmpty();
  }

  @Test
  default void aRemoteListMatchesByItsElements() {
    Mapping mapping = source("id").id("id", ValueType.TEXT).list("tags", ValueType.TEXT).mapping();
    create(
        mapping,
        List.of(
            Contract.row("id", "a", "tags", List.of("x", "y")),
            Contract.row("id", "b", "tags", List.of("y", "y")),
            Contract.row("id", "c", "tags", List.of()),
            Contract.row("id", "d", "tags", null)));

    Answer answer = related(mapping, "tags", mapping.order(), Page.first(10), "y", "x", "z");

    assertThat(Contract.cells(answer, 0)).isEqualTo(List.of("a", "b"));
    assertThat(Contract.cells(answer, 1)).isEqualTo(List.of("a"));
    assertThat(Contract.cells(answer, 2)).isEmpty();
  }
}
