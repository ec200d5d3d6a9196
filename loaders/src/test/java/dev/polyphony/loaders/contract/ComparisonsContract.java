package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.Documents.MISSING;
import static dev.polyphony.loaders.contract.TestedStore.column;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The one meaning of values: every operator and order, on values, null and what is missing.
interface ComparisonsContract extends Contract {
  FieldPath FIELD = FieldPath.of("value");

  /// Of each type three values, ascending.
  private static Map<ValueType, List<Object>> ordered() {
    Map<ValueType, List<Object>> values = new LinkedHashMap<>();
    values.put(ValueType.INT, List.of(-3, 2, 10));
    values.put(ValueType.LONG, List.of(9007199254740992L, 9007199254740993L, Long.MAX_VALUE));
    values.put(ValueType.DOUBLE, List.of(-1.5, 0.1, 1e300));
    values.put(
        ValueType.BIG_INTEGER,
        List.of(
            BigInteger.valueOf(-9),
            new BigInteger("18446744073709551616"),
            new BigInteger("1234567890123456789012345678901234")));
    values.put(
        ValueType.DECIMAL,
        List.of(new BigDecimal("-2.5"), new BigDecimal("9.99"), new BigDecimal("10.000")));
    // Beyond the first plane text sorts as the store does.
    values.put(ValueType.TEXT, List.of("B", "a", "\uffee"));
    values.put(
        ValueType.DATE,
        List.of(LocalDate.of(999, 12, 31), LocalDate.of(2023, 12, 31), LocalDate.of(2024, 2, 29)));
    values.put(
        ValueType.TIME,
        List.of(LocalTime.of(1, 2), LocalTime.of(1, 2, 0, 1000), LocalTime.of(23, 59, 59)));
    values.put(
        ValueType.LOCAL_DATE_TIME,
        List.of(
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
            LocalDateTime.of(2024, 2, 29, 0, 0),
            LocalDateTime.of(2024, 2, 29, 0, 0, 0, 1_000_000)));
    values.put(
        ValueType.DATE_TIME,
        List.of(
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.parse("2024-02-29T00:00:00Z"),
            Instant.parse("2024-02-29T00:00:00.001Z")));
    return values;
  }

  /// The three values in the rows 1, 2, 3; null in 4, nothing in 5.
  private Mapping filled(ValueType type, List<Object> values) {
    Mapping mapping =
        declared().entity(declared().value("id", ValueType.INT), declared().value("value", type));
    store()
        .fill(
            mapping,
            row(2, values.get(1)),
            row(4, null),
            row(1, values.get(0)),
            row(5, MISSING),
            row(3, values.get(2)));
    return mapping;
  }

  private List<@Nullable Object> passing(Mapping mapping, Condition condition) {
    return store().list(mapping, "id", condition);
  }

  /// Values that the kind keeps as numbers in text have no order there.
  private boolean isOrdered(ValueType type) {
    boolean number = type == ValueType.BIG_INTEGER || type == ValueType.DECIMAL;
    return !number || store().fixture().rules().types().contains(type);
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void everyOperatorMeansTheSameOnEveryType() {
    ordered()
        .forEach((type, values) -> {
          Mapping mapping = filled(type, values);
          Object middle = values.get(1);

          assertThat(passing(mapping, compare(Operator.EQ, middle)))
              .as("= %s", type)
              .containsExactly(2);
          assertThat(passing(mapping, compare(Operator.NE, middle)))
              .as("<> %s", type)
              .containsExactly(1, 3, 4, 5);
          if (isOrdered(type)) {
            assertThat(passing(mapping, compare(Operator.LT, middle)))
                .as("< %s", type)
                .containsExactly(1);
            assertThat(passing(mapping, compare(Operator.LTE, middle)))
                .as("<= %s", type)
                .containsExactly(1, 2);
            assertThat(passing(mapping, compare(Operator.GT, middle)))
                .as("> %s", type)
                .containsExactly(3);
            assertThat(passing(mapping, compare(Operator.GTE, middle)))
                .as(">= %s", type)
                .containsExactly(2, 3);
          }
        });
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void notIsTheComplement() {
    ordered()
        .forEach((type, values) -> {
          Mapping mapping = filled(type, values);
          Object middle = values.get(1);
          Condition in = new Condition.In(List.of(FIELD), KeyBatch.of(middle, values.get(2)));

          assertThat(passing(mapping, not(compare(Operator.EQ, middle))))
              .as("not = %s", type)
              .containsExactly(1, 3, 4, 5);
          assertThat(passing(mapping, not(compare(Operator.NE, middle))))
              .as("not <> %s", type)
              .containsExactly(2);
          assertThat(passing(mapping, in)).as("in %s", type).containsExactly(2, 3);
          assertThat(passing(mapping, not(in))).as("not in %s", type).containsExactly(1, 4, 5);
          if (isOrdered(type)) {
            assertThat(passing(mapping, not(compare(Operator.GTE, middle))))
                .as("not >= %s", type)
                .containsExactly(1, 4, 5);
          }
        });
  }

  @Test
  @Needs({Served.LISTS, Served.ORDERS})
  default void ordersAreThoseOfTheOperators() {
    ordered()
        .forEach((type, values) -> {
          Mapping mapping = filled(type, values);
          FieldOrder value = FieldOrder.ascending("value");
          FieldOrder id = FieldOrder.ascending("id");
          Projection projection = Projection.of("id");

          if (isOrdered(type)) {
            assertThat(column(store().list(mapping, projection, List.of(value, id), Page.first(9))))
                .as("%s ascending", type)
                .containsExactly(1, 2, 3, 4, 5);
            assertThat(
                    column(
                        store()
                            .list(
                                mapping, projection, List.of(value.reversed(), id), Page.first(9))))
                .as("%s descending", type)
                .containsExactly(4, 5, 3, 2, 1);
          }
        });
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void nullAndMissingAreTheSame() {
    Mapping mapping = filled(ValueType.INT, List.of(1, 2, 3));
    Condition isNull = new Condition.IsNull(FIELD);

    assertThat(passing(mapping, isNull)).containsExactly(4, 5);
    assertThat(passing(mapping, not(isNull))).containsExactly(1, 2, 3);
    assertThat(store().list(mapping, "value", isNull)).containsExactly(null, null);
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void conditionsCombine() {
    Mapping mapping = filled(ValueType.INT, List.of(1, 2, 3));
    Condition small = compare(Operator.LTE, 2);
    Condition isNull = new Condition.IsNull(FIELD);
    Condition one = new Condition.Compare(FieldPath.of("id"), Operator.EQ, 1);

    assertThat(passing(mapping, new Condition.Or(List.of(small, isNull))))
        .containsExactly(1, 2, 4, 5);
    assertThat(passing(mapping, new Condition.And(List.of(small, not(one))))).containsExactly(2);
    assertThat(
            passing(
                mapping, not(new Condition.Or(List.of(isNull, new Condition.And(List.of(one)))))))
        .containsExactly(2, 3);
    assertThat(passing(mapping, not(Condition.TRUE))).isEmpty();
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void compositeInPairsItsValues() {
    Mapping mapping = filled(ValueType.INT, List.of(1, 2, 3));
    List<FieldPath> fields = List.of(FieldPath.of("id"), FIELD);
    Condition in =
        new Condition.In(
            fields, KeyBatch.ofTuples(2, List.of(List.of(1, 1), List.of(2, 3), List.of(3, 3))));

    assertThat(passing(mapping, in)).containsExactly(1, 3);
    assertThat(passing(mapping, not(in))).containsExactly(2, 4, 5);
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void whatHasNoOrderHasEquality() {
    UUID uuid = UUID.fromString("ffffffff-0000-4000-8000-00000000000a");
    Map<ValueType, List<Object>> values =
        Map.of(
            ValueType.BOOLEAN, List.of(false, true),
            ValueType.UUID, List.of(new UUID(0, 1), uuid),
            ValueType.BYTES, List.of(new byte[] {1}, new byte[] {-1, 0, 1}));
    values.forEach((type, two) -> {
      Mapping mapping =
          declared().entity(declared().value("id", ValueType.INT), declared().value("value", type));
      store().fill(mapping, row(1, two.get(0)), row(2, two.get(1)), row(3, null));

      assertThat(passing(mapping, compare(Operator.EQ, two.get(1))))
          .as("= %s", type)
          .containsExactly(2);
      assertThat(passing(mapping, compare(Operator.NE, two.get(1))))
          .as("<> %s", type)
          .containsExactly(1, 3);
      assertThat(passing(mapping, new Condition.In(List.of(FIELD), KeyBatch.of(two.toArray()))))
          .as("in %s", type)
          .containsExactly(1, 2);
    });
  }

  @Test
  @Needs({Served.LISTS, Served.FILTERS})
  default void decimalsAreEqualWhateverTheirScale() {
    Mapping mapping =
        filled(
            ValueType.DECIMAL,
            List.of(new BigDecimal("1.5"), new BigDecimal("2.50"), new BigDecimal("3")));

    assertThat(passing(mapping, compare(Operator.EQ, new BigDecimal("2.50")))).containsExactly(2);
    if (isOrdered(ValueType.DECIMAL)) {
      assertThat(passing(mapping, compare(Operator.EQ, new BigDecimal("2.5")))).containsExactly(2);
      assertThat(passing(mapping, compare(Operator.EQ, new BigDecimal("3.000"))))
          .containsExactly(3);
    }
  }

  private static Condition compare(Operator operator, Object value) {
    return new Condition.Compare(FIELD, operator, value);
  }

  private static Condition not(Condition condition) {
    return new Condition.Not(condition);
  }
}
