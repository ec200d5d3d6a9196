package dev.polyphony.loaders.postgresql;

import static dev.polyphony.loaders.postgresql.Declared.entity;
import static dev.polyphony.loaders.postgresql.Declared.enumeration;
import static dev.polyphony.loaders.postgresql.Declared.list;
import static dev.polyphony.loaders.postgresql.Declared.object;
import static dev.polyphony.loaders.postgresql.Declared.value;
import static dev.polyphony.loaders.postgresql.TestStore.byOrdinal;
import static dev.polyphony.loaders.postgresql.TestStore.column;
import static dev.polyphony.loaders.postgresql.TestStore.nested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What only PostgreSQL has: its own types, and documents inside rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresTypesTest {
  private final TestStore store = new TestStore();

  @BeforeAll
  void fill() {
    store.holding(
        """
        CREATE EXTENSION citext;
        CREATE TYPE size AS ENUM ('small', 'medium', 'large');
        CREATE TABLE airport (code citext PRIMARY KEY, size size, tags text[], sizes size[],
          spot jsonb, runways json, real real, "odd ""name" varchar(10));
        INSERT INTO airport VALUES
          ('SEA', 'large', '{hub,"a,b","{c}"}', '{small,large}',
           '{"city": "Seattle", "at": {"lat": 47.450, "lon": -122.3}, "opened": "1944-07-09"}',
           '[{"id": "16L", "feet": 11901}, {"id": "34R"}]', 0.1, 'x'),
          ('{A}', 'small', '{}', NULL, '{"city": 5, "at": null}', '{}', 2, NULL),
          ('JFK', 'medium', NULL, '{}', NULL, NULL, NULL, NULL);
        CREATE TABLE odd (id int PRIMARY KEY, n numeric, t timestamptz, d date, clock time,
          grid int[], words text);
        INSERT INTO odd VALUES
          (1, 'NaN', 'infinity', '-infinity', '24:00', '{{1,2},{3,4}}', 'one'),
          (2, 'Infinity', '-infinity', 'infinity', '23:59:59.999999', '{1,null}', '2');
        """);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private final Mapping airport =
      entity(
          "public.airport",
          List.of("code"),
          value("code", ValueType.TEXT),
          enumeration("size", Map.of("SMALL", "small", "MEDIUM", "medium", "LARGE", "large")),
          list("tags", ValueType.TEXT),
          list("sizes", ValueType.TEXT),
          value("city", ValueType.TEXT, "spot.city"),
          value("lat", ValueType.DECIMAL, "spot.at.lat"),
          value("opened", ValueType.DATE, "spot.opened"),
          value("anything", ValueType.JSON, "spot"),
          object("spot", false, object("at", false, value("lat", ValueType.DECIMAL))),
          object("runways", true, value("id", ValueType.TEXT), value("feet", ValueType.INT)),
          value("real", ValueType.DOUBLE),
          value("odd", ValueType.TEXT, "odd \"name"));

  @Test
  void citextKeysAreMatchedByTheServer() {
    Answer answer = store.find(airport, "code", Projection.of("code"), "sea", "nope", "{a}", "SEA");

    assertThat(byOrdinal(answer))
        .containsExactly(List.of("SEA"), List.of(), List.of("{A}"), List.of("SEA"));
  }

  @Test
  void nativeEnumsAreReadComparedAndSorted() {
    Condition large = new Condition.Compare(FieldPath.of("size"), Operator.EQ, "LARGE");
    Condition some = new Condition.In(List.of(FieldPath.of("size")), KeyBatch.of("SMALL", "LARGE"));

    assertThat(column(store.list(airport, large, "size"), "size")).containsExactly("LARGE");
    assertThat(column(store.list(airport, some, "code"), "code")).containsExactly("SEA", "{A}");
  }

  @Test
  void arraysComeWhole() {
    Answer answer = store.list(airport, Condition.TRUE, "tags", "sizes");

    assertThat(column(answer, "tags"))
        .containsExactly(null, List.of("hub", "a,b", "{c}"), List.of());
    assertThat(column(answer, "sizes")).containsExactly(List.of(), List.of("small", "large"), null);
  }

  @Test
  void arraysAreAskedForTheirElements() {
    Condition tag = new Condition.Compare(FieldPath.of("tags"), Operator.EQ, "a,b");
    Condition size =
        new Condition.In(List.of(FieldPath.of("sizes")), KeyBatch.of("large", "none of it"));

    assertThat(column(store.list(airport, tag, "code"), "code")).containsExactly("SEA");
    assertThat(column(store.list(airport, new Condition.Not(tag), "code"), "code"))
        .containsExactly("JFK", "{A}");
    assertThat(
            store.refused(
                store
                    .store()
                    .query(
                        new Query(
                            new Source.All(airport),
                            Projection.of("code"),
                            size,
                            airport.order(),
                            Page.first(5)),
                        store.context())))
        .isEqualTo(FailureReason.REJECTED);
  }

  @Test
  void documentsAreReadByPath() {
    Answer answer = store.list(airport, Condition.TRUE, "city", "lat", "opened", "anything");

    assertThat(column(answer, "lat")).containsExactly(null, new BigDecimal("47.450"), null);
    assertThat(column(answer, "city").getLast()).isInstanceOf(BadValue.class);
    assertThat(column(answer, "city").get(1)).isEqualTo("Seattle");
    assertThat(column(answer, "anything").getLast()).isInstanceOf(Map.class);
    assertThat(column(answer, "opened").get(1)).isEqualTo(java.time.LocalDate.of(1944, 7, 9));
  }

  @Test
  void documentsAreFilteredByPath() {
    Condition lat =
        new Condition.Compare(FieldPath.of("spot.at.lat"), Operator.GT, new BigDecimal("47.4"));
    Condition city = new Condition.Compare(FieldPath.of("city"), Operator.NE, "Seattle");
    Condition opened =
        new Condition.Compare(
            FieldPath.of("opened"), Operator.LT, java.time.LocalDate.of(1950, 1, 1));
    Condition none = new Condition.IsNull(FieldPath.of("spot.at"));

    assertThat(column(store.list(airport, lat, "code"), "code")).containsExactly("SEA");
    assertThat(column(store.list(airport, city, "code"), "code")).containsExactly("JFK", "{A}");
    assertThat(column(store.list(airport, opened, "code"), "code")).containsExactly("SEA");
    assertThat(column(store.list(airport, none, "code"), "code")).containsExactly("JFK", "{A}");
  }

  @Test
  void embeddedObjectsAreNestedRows() {
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("runways", Projection.of("id", "feet")),
                new Projection.Item(
                    "spot",
                    new Projection(List.of(new Projection.Item("at", Projection.of("lat")))))));

    Answer answer = store.find(airport, "code", projection, "SEA", "JFK", "{A}");

    Rows rows = answer.rows();
    Rows runways = nested(rows, answer.links().single(0), 0);
    assertThat(runways.row(0)).containsExactly("16L", 11901);
    assertThat(runways.row(1)).containsExactly("34R", null);
    Rows spot = nested(rows, answer.links().single(0), 1);
    assertThat(nested(spot, 0, 0).get(0, 0)).isEqualTo(new BigDecimal("47.450"));
    assertThat(rows.get(answer.links().single(1), 0)).isNull();
    assertThat(nested(rows, answer.links().single(1), 1).size()).isZero();
    assertThat(rows.get(answer.links().single(2), 0)).isInstanceOf(BadValue.class);
  }

  @Test
  void aRealIsWhatItSays() {
    Condition tenth = new Condition.Compare(FieldPath.of("real"), Operator.EQ, 0.1);

    assertThat(column(store.list(airport, tenth, "real"), "real")).containsExactly(0.1);
  }

  @Test
  void namesAreQuoted() {
    assertThat(column(store.list(airport, Condition.TRUE, "odd"), "odd"))
        .containsExactly(null, "x", null);
  }

  @Test
  void whatNoValueCanHoldIsBadWhereItStands() {
    Mapping odd =
        entity(
            "odd",
            List.of("id"),
            value("id", ValueType.INT),
            value("n", ValueType.DECIMAL),
            value("t", ValueType.DATE_TIME),
            value("d", ValueType.DATE),
            value("clock", ValueType.TIME),
            list("grid", ValueType.INT),
            value("words", ValueType.INT));

    Answer answer = store.list(odd, Condition.TRUE, "n", "t", "d", "clock", "grid", "words", "id");

    for (String field : List.of("n", "t", "d", "words")) {
      assertThat(column(answer, field)).as(field).hasOnlyElementsOfType(BadValue.class);
    }
    assertThat(column(answer, "clock").getFirst()).isInstanceOf(BadValue.class);
    assertThat(column(answer, "grid").getFirst()).isInstanceOf(BadValue.class);
    assertThat(column(answer, "id")).containsExactly(1, 2);
  }

  @Test
  void comparingAColumnOfAnotherTypeIsBadData() {
    Mapping odd =
        entity("odd", List.of("id"), value("id", ValueType.TEXT), value("words", ValueType.LONG));

    assertThat(
            store.refused(
                store
                    .store()
                    .findByKeys(
                        new dev.polyphony.loaders.KeyLookup(
                            odd,
                            List.of(FieldPath.of("id")),
                            KeyBatch.of("1"),
                            Projection.of("id")),
                        store.context())))
        .isEqualTo(FailureReason.BAD_DATA);
  }

  @Test
  void listsRelateByTheirElements() {
    Mapping tagged =
        entity(
            "tagged",
            List.of("id"),
            value("id", ValueType.INT),
            list("tags", ValueType.TEXT),
            list("labels", ValueType.TEXT, "doc.labels"),
            list("numbers", ValueType.LONG, "doc.numbers"));
    store.holding(
        """
        CREATE TABLE tagged (id int PRIMARY KEY, tags varchar(9)[], doc jsonb);
        INSERT INTO tagged VALUES
          (1, '{a,b}', '{"labels": ["x", "y"], "numbers": [1, 2.0]}'),
          (2, '{b}', '{"labels": ["y"]}'), (3, NULL, NULL);
        """);

    assertThat(byOrdinal(related(tagged, "tags", "b", "none", "a")))
        .containsExactly(List.of(1, 2), List.of(), List.of(1));
    assertThat(byOrdinal(related(tagged, "labels", "y", "x", "none")))
        .containsExactly(List.of(1, 2), List.of(1), List.of());
    assertThat(byOrdinal(related(tagged, "numbers", 2L, 5L)))
        .containsExactly(List.of(1), List.of());
  }

  private Answer related(Mapping mapping, String remote, Object... parents) {
    Source source =
        new Source.Related(mapping, List.of(FieldPath.of(remote)), KeyBatch.of(parents));
    return TestStore.answered(
        store
            .store()
            .query(
                new Query(
                    source, Projection.of("id"), Condition.TRUE, mapping.order(), Page.first(9)),
                store.context()));
  }

  @Test
  void theFirstNameThatIsPresentIsRead() {
    Mapping priced =
        entity(
            "priced",
            List.of("id"),
            value("id", ValueType.INT),
            value("price", ValueType.DECIMAL, "price.amount", "price", "old"));
    store.holding(
        """
        CREATE TABLE priced (id int PRIMARY KEY, price jsonb, old numeric);
        INSERT INTO priced VALUES (1, '{"amount": 12.50}', 1), (2, '7.0', 1), (3, NULL, 3.00),
          (4, NULL, NULL), (5, 'null', 5);
        """);
    Condition cheap = new Condition.Compare(FieldPath.of("price"), Operator.LT, new BigDecimal(10));

    assertThat(column(store.list(priced, Condition.TRUE, "price"), "price"))
        .containsExactly(
            new BigDecimal("12.50"),
            new BigDecimal("7.0"),
            new BigDecimal("3.00"),
            null,
            new BigDecimal("5"));
    assertThat(column(store.list(priced, cheap, "id"), "id")).containsExactly(2, 3, 5);
  }

  @Test
  void whatHasNoOrderIsUnsupported() {
    Condition before = new Condition.Compare(FieldPath.of("tags"), Operator.LT, "b");
    Condition json = new Condition.Compare(FieldPath.of("anything"), Operator.EQ, Map.of());

    for (Condition condition : List.of(before, json)) {
      Query query =
          new Query(
              new Source.All(airport),
              Projection.of("code"),
              condition,
              airport.order(),
              Page.first(5));
      assertThat(store.refused(store.store().query(query, store.context())))
          .isEqualTo(FailureReason.UNSUPPORTED);
    }
  }
}
