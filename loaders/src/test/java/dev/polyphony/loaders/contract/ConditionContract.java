package dev.polyphony.loaders.contract;

import static dev.polyphony.schema.algebra.Operator.EQ;
import static dev.polyphony.schema.algebra.Operator.GT;
import static dev.polyphony.schema.algebra.Operator.GTE;
import static dev.polyphony.schema.algebra.Operator.LT;
import static dev.polyphony.schema.algebra.Operator.LTE;
import static dev.polyphony.schema.algebra.Operator.NE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Conditions are true or false: a comparison with null is false, and `not` is its complement.
interface ConditionContract extends Contract {
  private Mapping sized() {
    Mapping mapping =
        source("id")
            .id("id", ValueType.TEXT)
            .value("size", ValueType.INT)
            .value("name", ValueType.TEXT)
            .mapping();
    create(
        mapping,
        List.of(
            Contract.row("id", "1", "size", 1, "name", "a"),
            Contract.row("id", "2", "size", 2, "name", "B"),
            Contract.row("id", "3", "size", 3),
            Contract.row("id", "m", "name", "a"),
            Contract.row("id", "n", "size", null, "name", null)));
    return mapping;
  }

  @Test
  default void comparesAndIsFalseOnNull() {
    Mapping mapping = sized();

    assertThat(passing(mapping, Contract.compare("size", EQ, 2))).isEqualTo(List.of("2"));
    assertThat(passing(mapping, Contract.compare("size", LT, 2))).isEqualTo(List.of("1"));
    assertThat(passing(mapping, Contract.compare("size", LTE, 2))).isEqualTo(List.of("1", "2"));
    assertThat(passing(mapping, Contract.compare("size", GT, 2))).isEqualTo(List.of("3"));
    assertThat(passing(mapping, Contract.compare("size", GTE, 2))).isEqualTo(List.of("2", "3"));
    assertThat(passing(mapping, Contract.compare("name", EQ, "a"))).isEqualTo(List.of("1", "m"));
  }

  @Test
  default void notEqualIsTrueOnNull() {
    Mapping mapping = sized();

    assertThat(passing(mapping, Contract.compare("size", NE, 2)))
        .isEqualTo(List.of("1", "3", "m", "n"));
    assertThat(passing(mapping, new Condition.IsNull(FieldPath.of("size"))))
        .isEqualTo(List.of("m", "n"));
  }

  @Test
  default void notIsTheComplementOfEveryCondition() {
    Mapping mapping = sized();
    Condition and =
        new Condition.And(
            List.of(Contract.compare("size", GTE, 2), Contract.compare("name", EQ, "B")));
    List<Condition> conditions =
        List.of(
            Contract.compare("size", EQ, 2),
            Contract.compare("size", NE, 2),
            Contract.compare("size", LT, 2),
            Contract.compare("size", GTE, 2),
            new Condition.IsNull(FieldPath.of("size")),
            new Condition.In(List.of(FieldPath.of("size")), KeyBatch.of(1, 3)),
            and,
            new Condition.Or(List.of(and, Contract.compare("size", EQ, 1))),
            new Condition.Not(and),
            Condition.TRUE);
    for (Condition condition : conditions) {
      List<Object> all = new java.util.ArrayList<>();
      passing(mapping, condition).forEach(id -> all.add(String.valueOf(id)));
      passing(mapping, new Condition.Not(condition)).forEach(id -> all.add(String.valueOf(id)));
      assertThat(all).as(condition.toString()).containsExactlyInAnyOrder("1", "2", "3", "m", "n");
    }
  }

  @Test
  default void inTakesSeveralKeysAlsoCompositeAndNone() {
    Mapping mapping = sized();
    FieldPath size = FieldPath.of("size");
    FieldPath name = FieldPath.of("name");

    assertThat(passing(mapping, new Condition.In(List.of(size), KeyBatch.of(3, 1, 1, 9))))
        .isEqualTo(List.of("1", "3"));
    assertThat(passing(mapping, new Condition.In(List.of(size), KeyBatch.wrap(1, new Object[0]))))
        .isEmpty();
    KeyBatch pairs =
        KeyBatch.ofTuples(2, List.of(List.of(1, "a"), List.of(2, "a"), List.of(1, "B")));
    assertThat(passing(mapping, new Condition.In(List.of(size, name), pairs)))
        .isEqualTo(List.of("1"));
  }

  @Test
  default void anOrOfNothingHoldsForNoRow() {
    Mapping mapping = sized();

    assertThat(passing(mapping, new Condition.Or(List.of()))).isEmpty();
    assertThat(passing(mapping, Condition.TRUE)).hasSize(5);
  }
}
