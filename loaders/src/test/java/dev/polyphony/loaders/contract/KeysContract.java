package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rows by unique key.
interface KeysContract extends Contract {
  /// 1,000 rows: `id` counts from 0, `name` is `n<id>`.
  private Mapping thousand() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("name", ValueType.TEXT, "stored_name"),
                declared().value("unasked", ValueType.TEXT, "stored_unasked"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(row(i, "n" + i, "u" + i));
    }
    store().fillAll(mapping, rows);
    return mapping;
  }

  @Test
  default void absentKeysHaveNoRowAndDuplicatesEachHaveTheirs() {
    Mapping mapping = thousand();

    Answer answer = store().find(mapping, Projection.of("name"), 7, 5000, 3, 7, -1, 7);

    assertThat(byOrdinal(answer))
        .containsExactly(
            List.of("n7"), List.of(), List.of("n3"), List.of("n7"), List.of(), List.of("n7"));
    assertThat(answer.failures()).isEmpty();
  }

  @Test
  default void noKeysCostNothing() {
    Mapping mapping = thousand();
    store().find(mapping, Projection.of("name"), 1);
    store().sent();

    Answer answer = store().find(mapping, Projection.of("name", "id"));

    assertThat(answer.links().size()).isZero();
    assertThat(answer.rows().size()).isZero();
    assertThat(answer.rows().header()).containsExactly("name", "id");
    assertThat(store().sent()).isEmpty();
  }

  @Test
  default void aThousandKeysAreTheStatementThatTwoAre() {
    Mapping mapping = thousand();
    store().find(mapping, Projection.of("name"), 1, 2);
    List<Statement> two = store().sent();

    Answer answer =
        store()
            .find(
                mapping,
                Projection.of("name"),
                IntStream.range(0, 1000).mapToObj(i -> 999 - i).toArray());

    List<Statement> thousand = store().sent();
    assertThat(byOrdinal(answer)).hasSize(1000).startsWith(List.of("n999"), List.of("n998"));
    assertThat(thousand).hasSize(1).hasSameSizeAs(two);
    Statement sent = thousand.getFirst();
    assertThat(sent.text()).isEqualTo(two.getFirst().text());
    assertThat(sent.multiples()).isEqualTo(1000);
    assertThat(sent.unit()).isEqualTo("keys");
    assertThat(two.getFirst().multiples()).isEqualTo(2);
    // Once for all, or once for each key.
    assertThat(sent.executions()).isEqualTo(two.getFirst().executions() == 1 ? 1 : 1000);
  }

  @Test
  default void onlyWhatIsAskedForIsRead() {
    Mapping mapping = thousand();

    Answer answer = store().find(mapping, Projection.of("name"), 1);

    assertThat(answer.rows().header()).containsExactly("name");
    assertThat(answer.rows().row(0)).containsExactly("n1");
    assertThat(store().sent().getFirst().text()).contains("name").doesNotContain("unasked");
  }

  @Test
  default void fieldsComeInTheOrderAskedFor() {
    Mapping mapping = thousand();

    Answer answer = store().find(mapping, Projection.of("unasked", "id", "name"), 4);

    assertThat(answer.rows().header()).containsExactly("unasked", "id", "name");
    assertThat(answer.rows().row(0)).containsExactly("u4", 4, "n4");
  }

  @Test
  default void compositeKeysAreNeverRunTogether() {
    Mapping mapping =
        declared()
            .entity(
                2,
                declared().value("carrier", ValueType.TEXT),
                declared().value("number", ValueType.TEXT),
                declared().value("found", ValueType.TEXT));
    Stream<List<@Nullable Object>> rows =
        Stream.of(
            row("A", "BC", "A+BC"),
            row("AB", "C", "AB+C"),
            row("a,b", "c", "a,b+c"),
            row("a", "b,c", "a+b,c"),
            row("", "ABC", "+ABC"),
            row("ABC", "", "ABC+"));
    boolean empty = store().admitsKey(List.of(""));
    store().fillAll(mapping, rows.filter(cells -> store().admitsKey(cells.subList(0, 2))).toList());
    List<List<Object>> keys =
        List.of(
            List.of("AB", "C"),
            List.of("A", "BC"),
            List.of("A", "C"),
            List.of("a", "b,c"),
            List.of("a,b", "c"),
            List.of("ABC", ""),
            List.of("", "ABC"),
            List.of("BC", "A"));

    Answer answer =
        store().find(mapping, mapping.key(), KeyBatch.ofTuples(2, keys), Projection.of("found"));

    assertThat(byOrdinal(answer))
        .containsExactly(
            List.of("AB+C"),
            List.of("A+BC"),
            List.of(),
            List.of("a+b,c"),
            List.of("a,b+c"),
            empty ? List.of("ABC+") : List.of(),
            empty ? List.of("+ABC") : List.of(),
            List.of());
  }

  @Test
  default void compositeKeysMayBeOfSeveralTypesAndInAnyOrder() {
    Mapping mapping =
        declared()
            .entity(
                2,
                declared().value("carrier", ValueType.TEXT),
                declared().value("number", ValueType.LONG),
                declared().value("found", ValueType.INT));
    store().fill(mapping, row("1", 2L, 12), row("2", 1L, 21));

    Answer answer =
        store()
            .find(
                mapping,
                List.of(FieldPath.of("number"), FieldPath.of("carrier")),
                KeyBatch.ofTuples(2, List.of(List.of(1L, "2"), List.of(2L, "1"), List.of(2L, "2"))),
                Projection.of("found"));

    assertThat(byOrdinal(answer)).containsExactly(List.of(21), List.of(12), List.of());
  }

  @Test
  @Needs(Served.UNIQUE_KEYS)
  default void anotherUniqueKeyFindsToo() {
    Mapping mapping =
        declared()
            .unique(
                declared().value("id", ValueType.INT), declared().value("name", ValueType.TEXT));
    store().fill(mapping, row(9, "n9"), row(5, "n5"), row(1, "n1"));

    Answer answer =
        store()
            .find(
                mapping,
                List.of(FieldPath.of("name")),
                KeyBatch.of("n9", "n", "n5"),
                Projection.of("id"));

    assertThat(byOrdinal(answer)).containsExactly(List.of(9), List.of(), List.of(5));
  }

  @Test
  default void theServerSaysItsVersion() {
    assertThat(store().version()).isNotBlank();
  }
}
