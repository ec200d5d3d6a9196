package dev.polyphony.loaders.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rows by unique key.
interface KeyContract extends Contract {
  @Test
  default void inspectSaysWhatServerItIs() {
    assertThat(Contract.await(store().inspect(Contract.context())).version()).isNotBlank();
  }

  private Mapping numbered(int rows) {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .value("name", ValueType.TEXT)
            .value("size", ValueType.INT)
            .mapping();
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(Contract.row("id", "k" + i, "name", "name " + i, "size", i));
    }
    create(mapping, all);
    return mapping;
  }

  @Test
  default void answersByOrdinalAlsoAbsentAndDuplicateKeys() {
    Mapping mapping = numbered(3);

    Answer answer = find(mapping, Projection.of("name"), "k2", "absent", "k0", "k2");

    assertThat(answer.links().size()).isEqualTo(4);
    assertThat(Contract.cell(answer, 0)).isEqualTo("name 2");
    assertThat(answer.links().count(1)).isZero();
    assertThat(Contract.cell(answer, 2)).isEqualTo("name 0");
    assertThat(Contract.cell(answer, 3)).isEqualTo("name 2");
    assertThat(answer.failures()).isEmpty();
  }

  @Test
  default void readsTheAskedFieldsOnlyInTheirOrder() {
    Mapping mapping = numbered(1);
    List<Statement> log = new ArrayList<>();

    Answer answer =
        Contract.await(
            store()
                .findByKeys(
                    new KeyLookup(
                        mapping, mapping.key(), KeyBatch.of("k0"), Projection.of("size", "id")),
                    Contract.context(log)));

    assertThat(answer.rows().header()).containsExactly("size", "id");
    assertThat(answer.rows().row(0)).containsExactly(0, "k0");
    assertThat(log.getFirst().text()).doesNotContain("name");
  }

  @Test
  default void anEmptyBatchCostsNothing() {
    Mapping mapping = numbered(1);
    List<Statement> log = new ArrayList<>();

    Answer answer =
        Contract.await(
            store()
                .findByKeys(
                    new KeyLookup(
                        mapping,
                        mapping.key(),
                        KeyBatch.wrap(1, new Object[0]),
                        Projection.of("id")),
                    Contract.context(log)));

    assertThat(answer.links().size()).isZero();
    assertThat(answer.rows().header()).containsExactly("id");
    assertThat(log).isEmpty();
  }

  @Test
  default void aThousandKeysAreOneExecutionOfTheSameTextAsTwo() {
    Mapping mapping = numbered(1000);
    List<Statement> two = new ArrayList<>();
    List<Statement> many = new ArrayList<>();
    Object[] keys = IntStream.range(0, 1000).mapToObj(i -> "k" + i).toArray();

    lookup(mapping, KeyBatch.of("k1", "k2"), two);
    Answer answer = lookup(mapping, KeyBatch.of(keys), many);

    assertThat(Contract.cell(answer, 999)).isEqualTo("k999");
    assertThat(two).hasSize(1);
    assertThat(many).hasSize(1);
    assertThat(many.getFirst().text()).isEqualTo(two.getFirst().text());
    assertThat(many.getFirst().executions()).isEqualTo(1);
    assertThat(many.getFirst().multiples()).isEqualTo(1000);
    assertThat(many.getFirst().unit()).isEqualTo("keys");
  }

  private Answer lookup(Mapping mapping, KeyBatch keys, List<Statement> log) {
    return Contract.await(
        store()
            .findByKeys(
                new KeyLookup(mapping, mapping.key(), keys, Projection.of("id")),
                Contract.context(log)));
  }

  @Test
  default void compositeKeysDoNotRunTogether() {
    Mapping mapping =
        source("id", "part")
            .id("id", ValueType.TEXT)
            .id("part", ValueType.TEXT)
            .value("name", ValueType.TEXT)
            .mapping();
    create(
        mapping,
        List.of(
            Contract.row("id", "ab", "part", "c", "name", "ab+c"),
            Contract.row("id", "a", "part", "bc", "name", "a+bc"),
            Contract.row("id", "", "part", "abc", "name", "+abc"),
            Contract.row("id", "a,b", "part", "c", "name", "a,b+c")));
    KeyBatch keys =
        KeyBatch.ofTuples(
            2,
            List.of(
                List.of("a", "bc"),
                List.of("ab", "c"),
                List.of("abc", ""),
                List.of("", "abc"),
                List.of("a,b", "c")));

    Answer answer = find(mapping, mapping.key(), keys, Projection.of("name"));

    assertThat(Contract.cell(answer, 0)).isEqualTo("a+bc");
    assertThat(Contract.cell(answer, 1)).isEqualTo("ab+c");
    assertThat(answer.links().count(2)).isZero();
    assertThat(Contract.cell(answer, 3)).isEqualTo("+abc");
    assertThat(Contract.cell(answer, 4)).isEqualTo("a,b+c");
  }

  @Test
  default void anotherUniqueKeyFindsToo() {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .value("code", ValueType.LONG)
            .unique("code")
            .mapping();
    create(
        mapping,
        List.of(
            Contract.row("id", "a", "code", 9007199254740993L),
            Contract.row("id", "b", "code", 9007199254740992L)));

    Answer answer =
        find(
            mapping,
            List.of(FieldPath.of("code")),
            KeyBatch.of(9007199254740992L, 9007199254740993L, 9007199254740994L),
            Projection.of("id"));

    assertThat(Contract.cell(answer, 0)).isEqualTo("b");
    assertThat(Contract.cell(answer, 1)).isEqualTo("a");
    assertThat(answer.links().count(2)).isZero();
  }

  @Test
  default void idsAreFoundHoweverTheyAreStored() {
    Map<ValueType, List<String>> forms =
        Map.of(
            ValueType.INT, List.of("7", "-1"),
            ValueType.LONG, List.of("9007199254740993", "0"),
            ValueType.UUID,
                List.of(
                    "123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000001"),
            ValueType.OBJECT_ID, List.of("65a1b2c3d4e5f60718293a4b", "000000000000000000000001"));
    forms.forEach((stored, ids) -> {
      if (fixture().rules().types().contains(stored)) {
        Mapping mapping = source("id").id("id", stored).mapping();
        create(mapping, ids.stream().map(id -> Contract.row("id", id)).toList());

        Answer answer = find(mapping, Projection.of("id"), ids.get(1), ids.get(0));

        assertThat(Contract.cell(answer, 0)).as(stored.name()).isEqualTo(ids.get(1));
        assertThat(Contract.cell(answer, 1)).as(stored.name()).isEqualTo(ids.get(0));
      }
    });
  }
}
