package dev.polyphony.schema.sdl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.NativeField;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.NativeStatement.Grouping;
import dev.polyphony.schema.catalog.NativeStatement.Part;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.TypeBinding;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeReaderTest {
  @Test
  void aTextIsCutAtItsPlaceholders() {
    NativeStatement statement =
        field(
                "Query",
                "counts",
                "counts(day: Date, codes: [ID!]!): [Row!] "
                    + text("{$$ {$args.day} of {$args.codes} for {$claims.sub} and {$args.day}"))
            .statement();

    assertThat(statement.grouping()).isEqualTo(Grouping.NONE);
    assertThat(statement.parts())
        .containsExactly(
            new Part.Text("{$ "),
            new Part.Argument(0),
            new Part.Text(" of "),
            new Part.Argument(1),
            new Part.Text(" for "),
            new Part.Argument(2),
            new Part.Text(" and "),
            new Part.Argument(0));
    assertThat(statement.arguments())
        .extracting(parameter ->
            parameter.name() + " " + parameter.column().type() + " " + parameter.column().list())
        .containsExactly("args.day DATE false", "args.codes TEXT true", "claims.sub TEXT false");
  }

  @Test
  void rowsAreTypedByTheFieldsOfTheirType() {
    Catalog catalog = catalog("Query", "counts: [Row!] " + text("all"));
    NativeField field = (NativeField) catalog.field("Query", "counts");

    assertThat(field.list()).isTrue();
    assertThat(field.statement().row().from()).isEqualTo("Query.counts");
    assertThat(field.statement().row().columns()).containsOnlyKeys("code", "count");
    assertThat(requireNonNull(field.statement().row().columns().get("count")).type())
        .isEqualTo(ValueType.LONG);
    assertThat(catalog.type("Row").kind()).isEqualTo(TypeBinding.Kind.ROW);
    assertThat(catalog.field("Row", "airport")).isInstanceOf(JoinField.class);
  }

  /// Beside a single value, the columns that pair with the parents have no field to be named by.
  @Test
  void pairedColumnsOfAValueAreNamedAsTheStoreNames() {
    StoreDeclaration texts = TestStores.store("texts");
    StoreDeclaration snake =
        new StoreDeclaration("s", texts.rules(), ValueType.TEXT, true, texts.location());
    Column local = NativeColumns.text("code", texts.location());

    assertThat(NativeColumns.named(snake, "bikeCity", local).name()).isEqualTo("bike_city");
    assertThat(NativeColumns.named(texts, "bikeCity", local).name()).isEqualTo("bikeCity");
  }

  @Test
  void aBatchPairsWhatOnSays() {
    NativeField field =
        field(
            "Airport",
            "counts",
            "counts: [Row!] " + text("{$batch.code}", ", on: {local: \"code\", remote: \"code\"}"));

    assertThat(field.statement().grouping()).isEqualTo(Grouping.BY_VALUE);
    assertThat(field.local()).hasToString("[code]");
    assertThat(field.statement().remote()).hasToString("[code]");
  }

  @Test
  void thisAsksForEachParent() {
    NativeField field =
        field("Airport", "counts", "counts: Row " + text("{$this.city} {$this.code}"));

    assertThat(field.statement().grouping()).isEqualTo(Grouping.BY_PARENT);
    assertThat(field.list()).isFalse();
    assertThat(field.local()).hasToString("[city, code]");
    assertThat(field.statement().parts())
        .containsExactly(new Part.Key(0), new Part.Text(" "), new Part.Key(1));
  }

  @Test
  void aValueIsAColumnOfTheFieldsName() {
    NativeField field =
        field(
            "Airport",
            "rowCount",
            "rowCount: Int " + text("{$batch.code}", ", on: {remote: \"iata\"}"));

    assertThat(field.type()).isNull();
    assertThat(field.statement().row().columns()).containsOnlyKeys("iata", "rowCount");
  }

  private static String text(String text, String... more) {
    return "@native(store: \"texts\", text: \"" + text + "\"" + String.join("", more) + ")";
  }

  private static NativeField field(String owner, String name, String field) {
    return (NativeField) catalog(owner, field).field(owner, name);
  }

  private static Catalog catalog(String owner, String field) {
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(
                new SchemaReader.Sdl("base.graphql", ProblemsTest.BASE),
                new SchemaReader.Sdl(
                    "native.graphql",
                    "extend type %s { %s } type Row { code: ID! count: Long airport: Airport"
                            .formatted(owner, field)
                        + " @join(on: {local: \"code\"}) }")),
            TestStores.ALL,
            Limits.DEFAULT,
            new Problems());
    assertThat(outcome.problems()).allMatch(problem -> problem.kind().equals("UNUSED_TYPE"));
    return requireNonNull(outcome.catalog());
  }
}
