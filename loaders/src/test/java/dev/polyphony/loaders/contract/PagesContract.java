package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.column;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pages by position.
interface PagesContract extends Contract {
  static Position at(@Nullable Object... values) {
    return new Position(Arrays.asList(values));
  }

  /// 40 rows that share ratings and days; every fifth has no rating, every seventh no day.
  private Mapping visits() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("rating", ValueType.INT),
                declared().value("day", ValueType.TEXT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Object rating = i % 5 == 0 ? Documents.MISSING : (Object) (i % 3);
      rows.add(row(i, i % 10 == 0 ? null : rating, i % 7 == 0 ? null : "d" + i % 4));
    }
    store().fillAll(mapping, rows);
    return mapping;
  }

  private static List<List<FieldOrder>> orders() {
    FieldOrder rating = FieldOrder.ascending("rating");
    FieldOrder day = FieldOrder.ascending("day");
    FieldOrder id = FieldOrder.ascending("id");
    return List.of(
        List.of(id),
        List.of(id.reversed()),
        List.of(rating, id),
        List.of(rating, id.reversed()),
        List.of(rating.reversed(), id),
        List.of(rating.reversed(), id.reversed()),
        List.of(rating, day, id),
        List.of(rating.reversed(), day, id.reversed()),
        List.of(day, rating.reversed(), id));
  }

  @Test
  @Needs({Served.LISTS, Served.ORDERS, Served.PAGES})
  default void pagesInBothDirectionsMeetEveryRowOnce() {
    Mapping mapping = visits();
    for (List<FieldOrder> order : orders()) {
      List<@Nullable Object> whole =
          column(store().list(mapping, Projection.of("id"), order, Page.first(100)));

      assertThat(whole).as("by %s", order).hasSize(40).doesNotHaveDuplicates();
      assertThat(walk(mapping, order, 7, false)).as("forward by %s", order).isEqualTo(whole);
      assertThat(walk(mapping, order, 6, true)).as("backward by %s", order).isEqualTo(whole);
    }
  }

  private List<@Nullable Object> walk(
      Mapping mapping, List<FieldOrder> order, int size, boolean backward) {
    List<@Nullable Object> met = new ArrayList<>();
    Position from = null;
    for (int pages = 0; pages < 50; pages++) {
      Page page = new Page(size, backward ? null : from, backward ? from : null, backward);
      Answer answer = store().list(mapping, Projection.of("id", "rating", "day"), order, page);
      if (answer.links().count(0) == 0) {
        return met;
      }
      List<@Nullable Object> ids = column(answer);
      int place = backward ? 0 : met.size();
      for (int i = 0; i < ids.size(); i++) {
        met.add(place + i, ids.get(i));
      }
      from = position(answer, order, backward ? 0 : ids.size() - 1);
    }
    throw new AssertionError("paging does not end by " + order);
  }

  private static Position position(Answer answer, List<FieldOrder> order, int index) {
    @Nullable Object[] row = answer.rows().row(answer.links().row(0, index));
    List<@Nullable Object> values = new ArrayList<>();
    for (FieldOrder field : order) {
      values.add(row[answer.rows().column(field.field().toString())]);
    }
    return at(values.toArray());
  }

  @Test
  @Needs({Served.LISTS, Served.ORDERS, Served.PAGES})
  default void aWindowLiesStrictlyBetweenItsEnds() {
    Mapping mapping = visits();
    for (List<FieldOrder> order : orders()) {
      Answer whole =
          store().list(mapping, Projection.of("id", "rating", "day"), order, Page.first(100));
      Position after = position(whole, order, 4);
      Position before = position(whole, order, 36);

      assertThat(window(mapping, order, new Page(100, after, before, false)))
          .as("by %s", order)
          .isEqualTo(column(whole).subList(5, 36));
      assertThat(window(mapping, order, new Page(3, after, before, false)))
          .isEqualTo(column(whole).subList(5, 8));
      assertThat(window(mapping, order, new Page(3, after, before, true)))
          .isEqualTo(column(whole).subList(33, 36));
      assertThat(window(mapping, order, new Page(3, before, after, false))).isEmpty();
    }
  }

  private List<@Nullable Object> window(Mapping mapping, List<FieldOrder> order, Page page) {
    return column(store().list(mapping, Projection.of("id"), order, page));
  }

  @Test
  @Needs({Served.LISTS, Served.ORDERS})
  default void nullIsTheGreatestValue() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT), declared().value("rating", ValueType.INT));
    store().fill(mapping, row(1, 5), row(2, null), row(3, Documents.MISSING), row(4, 7));
    FieldOrder rating = FieldOrder.ascending("rating");
    FieldOrder id = FieldOrder.ascending("id");

    assertThat(window(mapping, List.of(rating, id), Page.first(9))).containsExactly(1, 4, 2, 3);
    assertThat(window(mapping, List.of(rating.reversed(), id), Page.first(9)))
        .containsExactly(2, 3, 4, 1);
  }

  @Test
  @Needs({Served.LISTS, Served.PAGES})
  default void aPositionNeedsNoRow() {
    Mapping mapping = visits();

    assertThat(window(mapping, mapping.order(), new Page(3, at(-7), null, false)))
        .containsExactly(0, 1, 2);
    assertThat(window(mapping, mapping.order(), new Page(3, at(1000), null, false))).isEmpty();
  }
}
