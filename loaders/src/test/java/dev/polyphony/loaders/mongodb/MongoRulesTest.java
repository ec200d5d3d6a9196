package dev.polyphony.loaders.mongodb;

import static dev.polyphony.loaders.mongodb.Declared.list;
import static dev.polyphony.loaders.mongodb.Declared.mapping;
import static dev.polyphony.loaders.mongodb.Declared.named;
import static dev.polyphony.loaders.mongodb.Declared.object;
import static dev.polyphony.loaders.mongodb.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class MongoRulesTest {
  private final MongoRules rules = new MongoRules();
  private final Problems problems = new Problems();

  @Test
  void servesTheKeyAndAdmitsScans() {
    Capabilities capabilities = rules.bind(mapping("thing"), problems);

    assertThat(problems.all()).isEmpty();
    assertThat(capabilities.scans()).isTrue();
    assertThat(capabilities.relatesFreely()).isTrue();
    assertThat(capabilities.paths())
        .anyMatch(
            path -> path.unique() && path.values() && path.equal().equals(mapping("t").key()));
  }

  @Test
  void holdsAllTypesButDatesAndTimesOfDay() {
    assertThat(rules.types())
        .contains(ValueType.OBJECT_ID, ValueType.BIG_INTEGER, ValueType.UUID)
        .doesNotContain(ValueType.DATE, ValueType.TIME);
  }

  @Test
  void refusesNamesThatMongoWouldReadAsOperators() {
    for (String name : List.of("$where", "a.$b", "", "a..b", "a.", "a\0b")) {
      assertThat(kinds(mapping("thing", named("field", ValueType.INT, name))))
          .as(name)
          .containsExactly("INVALID_COLUMN_NAME");
    }
    assertThat(
            kinds(
                mapping("thing", object("position", true, named("lat", ValueType.DOUBLE, "$lat")))))
        .containsExactly("INVALID_COLUMN_NAME");
  }

  @Test
  void refusesCollectionsThatCannotBe() {
    for (String from : List.of("", "system.users", "a$b", ".a", "a.")) {
      assertThat(kinds(mapping(from))).as(from).containsExactly("INVALID_SOURCE");
    }
    assertThat(kinds(mapping("travel.guides"))).isEmpty();
  }

  @Test
  void refusesIndexesOverWhatHasNoOrder() {
    assertThat(kinds(Declared.indexed(mapping("thing", value("open", ValueType.JSON)), "open")))
        .containsExactly("INVALID_INDEX");
    assertThat(kinds(Declared.indexed(mapping("thing", list("tags", ValueType.TEXT)), "tags")))
        .isEmpty();
  }

  @Test
  void offersNoOrderByTheElementsOfLists() {
    Mapping mapping = Declared.indexed(mapping("thing", list("tags", ValueType.TEXT)), "tags");

    List<AccessPath> paths = rules.bind(mapping, problems).paths();

    FieldPath tags = FieldPath.of("tags");
    assertThat(paths).anyMatch(path -> path.equal().equals(List.of(tags)));
    assertThat(paths)
        .noneMatch(path -> path.order().stream().anyMatch(order -> order.field().equals(tags)));
  }

  @Test
  void refusesOrdersThatMongoCannotKeep() {
    assertThat(kinds(ordered("tags", list("tags", ValueType.TEXT))))
        .containsExactly("INVALID_ORDER");
    assertThat(kinds(ordered("open", value("open", ValueType.JSON))))
        .containsExactly("INVALID_ORDER");
    assertThat(kinds(ordered("moved", named("moved", ValueType.INT, "a.b", "a"))))
        .containsExactly("INVALID_ORDER");
  }

  @Test
  void boundsHowManyFieldsOfAnOrderCanBeNull() {
    Mapping four =
        mapping(
            "thing",
            List.of(
                FieldOrder.ascending("a"),
                FieldOrder.ascending("b"),
                FieldOrder.ascending("c"),
                FieldOrder.ascending("d"),
                FieldOrder.ascending("id")),
            value("a", ValueType.INT),
            value("b", ValueType.INT),
            value("c", ValueType.INT),
            value("d", ValueType.INT));

    assertThat(kinds(four)).containsExactly("INVALID_ORDER");
  }

  private static Mapping ordered(String field, Column column) {
    return mapping(
        "thing", List.of(FieldOrder.ascending(field), FieldOrder.ascending("id")), column);
  }

  private static List<String> kinds(Mapping mapping) {
    Problems found = new Problems();
    new MongoRules().bind(mapping, found);
    return found.all().stream().map(Problem::kind).toList();
  }
}
