package dev.polyphony.loaders.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.Rows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Values come back as they were stored, exactly.
interface ValueContract extends Contract {
  private Map<ValueType, List<Object>> samples() {
    LocalDateTime time =
        LocalDateTime.of(2001, 1, 8, 23, 59, 59, 123_456_000).truncatedTo(fixture().precision());
    Instant instant =
        Instant.parse("2001-01-08T23:59:59.123456Z").truncatedTo(fixture().precision());
    return Map.ofEntries(
        Map.entry(ValueType.BOOLEAN, List.of(true, false)),
        Map.entry(ValueType.INT, List.of(0, Integer.MAX_VALUE, Integer.MIN_VALUE)),
        Map.entry(ValueType.LONG, List.of(9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE)),
        Map.entry(ValueType.DOUBLE, List.of(0.1, -1.5e300, 4.9e-324)),
        Map.entry(
            ValueType.BIG_INTEGER,
            List.of(BigInteger.ZERO, new BigInteger("1234567890123456789012345678901234"))),
        Map.entry(
            ValueType.DECIMAL,
            List.of(
                new BigDecimal("1250.00"), new BigDecimal("-0.0000000001"), new BigDecimal("7"))),
        Map.entry(ValueType.TEXT, List.of("", " a ", "日本 😀", "a'b\"c\\d\n\t$x")),
        Map.entry(ValueType.UUID, List.of(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"))),
        Map.entry(ValueType.DATE, List.of(LocalDate.of(2001, 1, 8), LocalDate.of(1969, 12, 31))),
        Map.entry(ValueType.TIME, List.of(LocalTime.of(23, 59, 59, 123_456_000), LocalTime.MIN)),
        Map.entry(ValueType.LOCAL_DATE_TIME, List.of(time, LocalDateTime.of(1969, 12, 31, 0, 0))),
        Map.entry(ValueType.DATE_TIME, List.of(instant, Instant.EPOCH)));
  }

  @Test
  default void everyTypeComesBackExactly() {
    samples()
        .forEach((type, values) -> {
          Mapping mapping = source("id").id("id", ValueType.TEXT).value("v", type).mapping();
          List<Map<String, @Nullable Object>> rows = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            rows.add(Contract.row("id", "v" + i, "v", values.get(i)));
          }
          rows.add(Contract.row("id", "null", "v", null));
          create(mapping, rows);

          for (int i = 0; i < values.size(); i++) {
            Object found = Contract.cell(find(mapping, Projection.of("v"), "v" + i), 0);
            assertThat(found).as(type + " " + values.get(i)).isEqualTo(values.get(i));
          }
          assertThat(Contract.cell(find(mapping, Projection.of("v"), "null"), 0)).isNull();
        });
  }

  @Test
  default void everyValueIsFoundByItself() {
    samples()
        .forEach((type, values) -> {
          Mapping mapping = source("id").id("id", ValueType.TEXT).value("v", type).mapping();
          List<Map<String, @Nullable Object>> rows = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            rows.add(Contract.row("id", "v" + i, "v", values.get(i)));
          }
          create(mapping, rows);

          for (int i = 0; i < values.size(); i++) {
            assertThat(passing(mapping, Contract.compare("v", Operator.EQ, values.get(i))))
                .as(type + " " + values.get(i))
                .isEqualTo(List.of("v" + i));
          }
        });
  }

  @Test
  default void bytesComeBack() {
    Mapping mapping = source("id").id("id", ValueType.TEXT).value("v", ValueType.BYTES).mapping();
    create(mapping, List.of(Contract.row("id", "a", "v", new byte[] {0, -1, 127, -128})));

    assertThat(Contract.cell(find(mapping, Projection.of("v"), "a"), 0))
        .isEqualTo(new byte[] {0, -1, 127, -128});
  }

  @Test
  default void listsComeBackInOrderWithNulls() {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .list("numbers", ValueType.LONG)
            .list("words", ValueType.TEXT)
            .mapping();
    List<@Nullable Object> words = new ArrayList<>(List.of("b", "a", "b"));
    words.add(null);
    create(
        mapping,
        List.of(
            Contract.row("id", "a", "numbers", List.of(3L, 1L, 9007199254740993L), "words", words),
            Contract.row("id", "b", "numbers", List.of(), "words", null)));

    Answer answer = find(mapping, Projection.of("numbers", "words"), "a", "b");

    assertThat(answer.rows().row(answer.links().single(0)))
        .containsExactly(List.of(3L, 1L, 9007199254740993L), words);
    assertThat(answer.rows().row(answer.links().single(1))).containsExactly(List.of(), null);
  }

  @Test
  default void embeddedObjectsAreRowsOfTheirOwn() {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .object("place", false, Map.of("city", ValueType.TEXT, "height", ValueType.INT))
            .object("parts", true, Map.of("name", ValueType.TEXT))
            .mapping();
    create(
        mapping,
        List.of(
            Contract.row(
                "id", "a",
                "place", Contract.row("city", "Reykjavík", "height", 12),
                "parts", List.of(Contract.row("name", "x"), Contract.row("name", null))),
            Contract.row("id", "b", "place", null, "parts", null)));
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("place", Projection.of("height", "city")),
                new Projection.Item("parts", Projection.of("name"))));

    Answer answer = find(mapping, projection, "a", "b");

    int a = answer.links().single(0);
    Rows place = (Rows) java.util.Objects.requireNonNull(answer.rows().get(a, 0));
    assertThat(place.size()).isEqualTo(1);
    assertThat(place.row(0)).containsExactly(12, "Reykjavík");
    Rows parts = (Rows) java.util.Objects.requireNonNull(answer.rows().get(a, 1));
    assertThat(parts.size()).isEqualTo(2);
    assertThat(parts.get(0, 0)).isEqualTo("x");
    assertThat(parts.get(1, 0)).isNull();
    int b = answer.links().single(1);
    assertThat(answer.rows().get(b, 1)).isNull();
    Object none = answer.rows().get(b, 0);
    assertThat(none == null || ((Rows) none).size() == 0).isTrue();
  }

  @Test
  default void enumsAreStoredByTheirOwnNames() {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .enumeration("kind", Map.of("LARGE", "large_one", "SMALL", "s"))
            .mapping();
    create(
        mapping,
        List.of(
            Contract.row("id", "a", "kind", "LARGE"), Contract.row("id", "b", "kind", "SMALL")));

    assertThat(Contract.cell(find(mapping, Projection.of("kind"), "a"), 0)).isEqualTo("LARGE");
    assertThat(passing(mapping, Contract.compare("kind", Operator.EQ, "SMALL")))
        .isEqualTo(List.of("b"));
  }
}
