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
import dev.polyphony.schema.rows.Rows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Embedded objects and what lies inside them.
interface DocumentsContract extends Contract {
  /// Airports with a position and runways: whole, empty, and without.
  private Mapping airports() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared()
                    .object(
                        "position",
                        false,
                        declared().value("lat", ValueType.DOUBLE),
                        declared().object("at", false, declared().value("name", ValueType.TEXT))),
                declared()
                    .object(
                        "runways",
                        true,
                        declared().value("ident", ValueType.TEXT),
                        declared().value("feet", ValueType.INT, "length")),
                declared().value("place", ValueType.TEXT, "position.at.name"));
    store()
        .create(
            mapping,
            List.of(
                Map.of(
                    "id",
                    1,
                    "position",
                    Map.of("lat", 47.45, "at", Map.of("name", "Sea-Tac")),
                    "runways",
                    List.of(Map.of("ident", "16L", "length", 11901), Map.of("ident", "34R"))),
                Map.of("id", 2, "position", Map.of("lat", -1.5), "runways", List.of()),
                Map.of("id", 3)));
    return mapping;
  }

  private static Rows nested(@Nullable Object cell) {
    if (cell instanceof Rows rows) {
      return rows;
    }
    throw new AssertionError("no nested rows but " + cell);
  }

  @Test
  @Needs(Served.OBJECTS)
  default void embeddedObjectsAreNestedRows() {
    Mapping mapping = airports();
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("runways", Projection.of("feet", "ident")),
                new Projection.Item(
                    "position",
                    new Projection(
                        List.of(
                            new Projection.Item("at", Projection.of("name")),
                            new Projection.Item("lat", null))))));

    Answer answer = store().find(mapping, projection, 1, 2, 3);

    Rows runways = nested(rowOf(answer, 0)[0]);
    assertThat(runways.header()).containsExactly("feet", "ident");
    assertThat(runways.size()).isEqualTo(2);
    assertThat(runways.row(0)).containsExactly(11901, "16L");
    assertThat(runways.row(1)).containsExactly(null, "34R");
    Rows position = nested(rowOf(answer, 0)[1]);
    assertThat(position.size()).isEqualTo(1);
    assertThat(position.get(0, 1)).isEqualTo(47.45);
    assertThat(nested(position.get(0, 0)).row(0)).containsExactly("Sea-Tac");
    assertThat(nested(rowOf(answer, 1)[0]).size()).isZero();
    assertThat(nested(nested(rowOf(answer, 1)[1]).get(0, 0)).size()).isZero();
    assertThat(rowOf(answer, 2)[0]).isNull();
    assertThat(nested(rowOf(answer, 2)[1]).size()).isZero();
  }

  @Test
  @Needs(Served.OBJECTS)
  default void valuesInsideDocumentsAreColumns() {
    Mapping mapping = airports();

    assertThat(byOrdinal(store().find(mapping, Projection.of("place"), 1, 2, 3)))
        .containsExactly(row("Sea-Tac"), row((Object) null), row((Object) null));
  }

  @Test
  @Needs({Served.OBJECTS, Served.LISTS, Served.FILTERS})
  default void valuesInsideDocumentsAreCompared() {
    Mapping mapping = airports();
    Condition inSeattle = new Condition.Compare(FieldPath.of("place"), Operator.EQ, "Sea-Tac");
    Condition south = new Condition.Compare(FieldPath.of("position.lat"), Operator.LT, 0.0);
    Condition nameless = new Condition.IsNull(FieldPath.of("position.at.name"));

    assertThat(store().list(mapping, "id", inSeattle)).containsExactly(1);
    assertThat(store().list(mapping, "id", south)).containsExactly(2);
    assertThat(store().list(mapping, "id", nameless)).containsExactly(2, 3);
  }

  private Mapping priced() {
    Mapping mapping =
        declared()
            .entity(
                declared().value("id", ValueType.INT),
                declared().value("price", ValueType.INT, "price.amount", "old_price"));
    store()
        .create(
            mapping,
            List.of(
                Map.of("id", 1, "price", Map.of("amount", 20), "old_price", 99),
                Map.of("id", 2, "old_price", 30),
                Map.of("id", 3),
                Map.of("id", 4, "price", Map.of("currency", "EUR"), "old_price", 10)));
    return mapping;
  }

  @Test
  @Needs(Served.OBJECTS)
  default void theFirstNameThatIsPresentIsRead() {
    Mapping mapping = priced();

    assertThat(byOrdinal(store().find(mapping, Projection.of("price"), 1, 2, 3, 4)))
        .containsExactly(row(20), row(30), row((Object) null), row(10));
  }

  @Test
  @Needs({Served.OBJECTS, Served.LISTS, Served.FILTERS})
  default void theFirstNameThatIsPresentIsCompared() {
    Mapping mapping = priced();
    FieldPath price = FieldPath.of("price");

    assertThat(store().list(mapping, "id", new Condition.Compare(price, Operator.LTE, 20)))
        .containsExactly(1, 4);
    assertThat(store().list(mapping, "id", new Condition.IsNull(price))).containsExactly(3);
  }
}
