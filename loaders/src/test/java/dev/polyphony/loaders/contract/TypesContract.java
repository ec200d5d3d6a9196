package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static dev.polyphony.loaders.contract.TestedStore.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Values come back as they were stored.
interface TypesContract extends Contract {
  private Map<ValueType, List<Object>> exact() {
    Map<ValueType, List<Object>> values = new LinkedHashMap<>();
    values.put(ValueType.BOOLEAN, List.of(true, false));
    values.put(ValueType.INT, List.of(0, Integer.MIN_VALUE, Integer.MAX_VALUE));
    values.put(
        ValueType.LONG,
        List.of(9007199254740993L, -9007199254740993L, Long.MIN_VALUE, Long.MAX_VALUE));
    values.put(ValueType.DOUBLE, List.of(0.1, Double.MAX_VALUE, Double.MIN_VALUE, -2.5));
    values.put(
        ValueType.BIG_INTEGER,
        List.of(BigInteger.ZERO, new BigInteger("-1234567890123456789012345678901234")));
    values.put(
        ValueType.DECIMAL,
        List.of(
            new BigDecimal("12.50"),
            new BigDecimal("-0.10"),
            new BigDecimal("3"),
            new BigDecimal("1234567890123456789012345678.901230")));
    values.put(
        ValueType.TEXT,
        List.of("", " ", "null", "é 漢 👩‍🚀", "line\r\nbreak\ttab", "\ud83d\ude00\u0301"));
    values.put(
        ValueType.UUID,
        List.of(
            UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff"),
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")));
    values.put(ValueType.BYTES, List.of(new byte[] {0, -1, 127, -128, '\\'}, new byte[0]));
    values.put(
        ValueType.DATE,
        List.of(LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31), LocalDate.of(1582, 10, 10)));
    values.put(
        ValueType.TIME,
        List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.NOON));
    LocalDateTime finest = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);
    LocalDateTime time = finest.truncatedTo(store().fixture().precision());
    values.put(
        ValueType.LOCAL_DATE_TIME,
        List.of(time, time.withYear(1900).withDayOfMonth(1), LocalDateTime.of(2024, 3, 31, 2, 30)));
    Instant instant = Instant.parse("1969-12-31T23:59:59.123456Z");
    values.put(
        ValueType.DATE_TIME,
        List.of(
            instant.truncatedTo(store().fixture().precision()),
            Instant.EPOCH,
            Instant.parse("9999-12-31T23:59:59Z")));
    return values;
  }

  @Test
  default void valuesAreExact() {
    exact()
        .forEach((type, values) -> {
          Mapping mapping = numbered(type, values);

          for (int i = 0; i < values.size(); i++) {
            Answer answer = store().find(mapping, Projection.of("value"), i);
            assertThat(rowOf(answer, 0)[0]).as("%s", type).isEqualTo(values.get(i));
          }
        });
  }

  /// The values in the rows 0, 1, …
  private Mapping numbered(ValueType type, List<Object> values) {
    Mapping mapping =
        declared().entity(declared().value("id", ValueType.INT), declared().value("value", type));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rows.add(row(i, values.get(i)));
    }
    store().fillAll(mapping, rows);
    return mapping;
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void valuesAreFoundByThemselves() {
    exact()
        .forEach((type, values) -> {
          Mapping mapping = numbered(type, values);

          for (int i = 0; i < values.size(); i++) {
            Condition same =
                new Condition.Compare(FieldPath.of("value"), Operator.EQ, values.get(i));
            assertThat(store().list(mapping, "id", same))
                .as("%s = %s", type, values.get(i))
                .containsExactly(i);
          }
        });
  }

  @Test
  default void valuesAreKeys() {
    exact()
        .forEach((type, all) -> {
          List<Object> values = all.stream().filter(v -> store().admitsKey(List.of(v))).toList();
          if (values.isEmpty()) {
            return;
          }
          Mapping mapping =
              declared().entity(declared().value("id", type), declared().value("n", ValueType.INT));
          List<List<@Nullable Object>> rows = new ArrayList<>();
          List<List<@Nullable Object>> expected = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            rows.add(row(values.get(i), i));
            expected.add(row(i));
          }
          store().fillAll(mapping, rows);

          Answer answer = store().find(mapping, Projection.of("n"), values.toArray());

          assertThat(byOrdinal(answer)).as("keys of %s", type).isEqualTo(expected);
        });
  }

  @Test
  @Needs(Served.LIST_VALUES)
  default void listsComeWhole() {
    for (ValueType type :
        List.of(
            ValueType.INT,
            ValueType.LONG,
            ValueType.DOUBLE,
            ValueType.DECIMAL,
            ValueType.TEXT,
            ValueType.UUID,
            ValueType.BOOLEAN,
            ValueType.DATE,
            ValueType.DATE_TIME)) {
      Mapping mapping =
          declared().entity(declared().value("id", ValueType.INT), declared().list("values", type));
      List<Object> values = exact().getOrDefault(type, List.of());
      @Nullable Object between = store().fixture().holdsNullElements() ? null : values.getLast();
      List<@Nullable Object> three = row(values.getFirst(), between, values.getFirst());
      store().fill(mapping, row(1, values), row(2, List.of()), row(3, null), row(4, three));

      Answer answer = store().find(mapping, Projection.of("values"), 1, 2, 3, 4);

      boolean empty = store().fixture().holdsEmptyLists();
      assertThat(byOrdinal(answer))
          .as("lists of %s", type)
          .containsExactly(
              row(values), row(empty ? List.of() : null), row((Object) null), row(three));
    }
  }

  @Test
  default void enumsHaveTheirStoredNames() {
    Mapping mapping = sizes();

    List<List<@Nullable Object>> read =
        byOrdinal(store().find(mapping, Projection.of("size"), 1, 2, 3, 4));
    assertThat(read.get(0)).containsExactly("SMALL");
    assertThat(read.get(1)).containsExactly("LARGE");
    assertThat(read.get(2).getFirst()).isInstanceOf(BadValue.class);
    assertThat(read.get(3)).containsExactly((Object) null);
  }

  private Mapping sizes() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().enumeration("size", Map.of("SMALL", "s", "LARGE", "large one")));
    Mapping raw =
        declared()
            .again(
                mapping,
                declared().value("id", ValueType.INT),
                declared().value("size", ValueType.TEXT));
    store().fill(raw, row(1, "s"), row(2, "large one"), row(3, "SMALL"), row(4, null));
    return mapping;
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void enumsAreFoundByTheirNames() {
    Mapping mapping = sizes();
    FieldPath size = FieldPath.of("size");

    assertThat(store().list(mapping, "id", new Condition.Compare(size, Operator.EQ, "LARGE")))
        .containsExactly(2);
    assertThat(store().list(mapping, "id", new Condition.Compare(size, Operator.NE, "LARGE")))
        .containsExactly(1, 3, 4);
  }

  @Test
  default void anIdIsWhatItsStoreHolds() {
    ids()
        .forEach((stored, values) -> {
          if (store().fixture().rules().types().contains(stored)) {
            Mapping mapping = identified(stored, values);

            for (String id : values) {
              Answer answer =
                  store().find(mapping, Projection.of("id"), "x", id, "", "007", "' OR 1=1");
              assertThat(byOrdinal(answer))
                  .as("IDs in %s", stored)
                  .containsExactly(List.of(), List.of(id), List.of(), List.of(), List.of());
              assertThat(answer.failures()).isEmpty();
            }
          }
        });
  }

  /// By stored type, what an `ID` may be.
  private static Map<ValueType, List<String>> ids() {
    return Map.of(
        ValueType.INT, List.of("7", "-1"),
        ValueType.LONG, List.of("9007199254740993", "0"),
        ValueType.UUID, List.of("ffffffff-0000-4000-8000-00000000000a"),
        ValueType.OBJECT_ID, List.of("0123456789abcdef01234567"));
  }

  private Mapping identified(ValueType stored, List<String> ids) {
    Mapping mapping =
        declared()
            .entity(
                declared().stored("id", ValueType.TEXT, stored),
                declared().value("n", ValueType.INT));
    store().fillAll(mapping, ids.stream().map(id -> row(id, 1)).toList());
    return mapping;
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void anIdThatItsStoreCannotHoldEqualsNone() {
    ids()
        .forEach((stored, values) -> {
          if (store().fixture().rules().types().contains(stored)) {
            Mapping mapping = identified(stored, values);

            Condition none = new Condition.Compare(FieldPath.of("id"), Operator.EQ, "x");
            assertThat(store().list(mapping, "n", none)).isEmpty();
            assertThat(store().list(mapping, "n", new Condition.Not(none))).hasSize(values.size());
          }
        });
  }

  @Test
  default void whatDoesNotFitIsBadWhereItStands() {
    Mapping stored =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("a", ValueType.TEXT),
                declared().value("b", ValueType.LONG),
                declared().value("c", ValueType.TEXT));
    Mapping mapping =
        declared()
            .again(
                stored,
                declared().value("id", ValueType.INT),
                declared().value("a", ValueType.INT),
                declared().value("b", ValueType.INT),
                declared().list("c", ValueType.TEXT));
    store().fill(stored, row(1, "secret", 1L << 40, "secret"), row(2, null, 5L, null));

    Answer answer = store().find(mapping, Projection.of("a", "b", "c", "id"), 1, 2);

    assertThat(rowOf(answer, 0))
        .satisfiesExactly(
            a -> assertThat(a).isInstanceOf(BadValue.class),
            b -> assertThat(b).isInstanceOf(BadValue.class),
            c ->
                assertThat(c instanceof BadValue)
                    .isEqualTo(store().fixture().tellsListsFromValues()),
            id -> assertThat(id).isEqualTo(1));
    assertThat(rowOf(answer, 0))
        .filteredOn(BadValue.class::isInstance)
        .noneMatch(cell -> String.valueOf(cell).contains("secret"));
    assertThat(rowOf(answer, 1)).containsExactly(null, 5, null, 2);
  }
}
