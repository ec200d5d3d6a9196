package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.list;
import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.named;
import static dev.polyphony.loaders.cassandra.Declared.object;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static dev.polyphony.loaders.cassandra.TestTables.all;
import static dev.polyphony.loaders.cassandra.TestTables.column;
import static dev.polyphony.loaders.cassandra.TestTables.compare;
import static dev.polyphony.loaders.cassandra.TestTables.equal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Values that only Cassandra has, and what is sent for them.
class CassandraTypesTest {
  private final TestTables tables = new TestTables();

  @AfterEach
  void close() {
    tables.close();
  }

  private List<@Nullable Object> row(Mapping mapping, Object key, String... fields) {
    Answer answer = tables.find(mapping, KeyBatch.of(key), fields);
    return Arrays.asList(answer.rows().row(answer.links().single(0)));
  }

  @Test
  void countersAreNumbers() {
    tables.holding(
        """
        CREATE TABLE visits (page text PRIMARY KEY, seen counter);
        UPDATE visits SET seen = seen + 41 WHERE page = 'home';
        UPDATE visits SET seen = seen + 1 WHERE page = 'home';
        """);
    Mapping visits =
        mapping(
            "visits",
            "page",
            List.of(),
            value("page", ValueType.TEXT),
            value("seen", ValueType.LONG));

    assertThat(row(visits, "home", "seen")).containsExactly(42L);
  }

  @Test
  void collectionsAreListsAndJson() {
    tables.holding(
        """
        CREATE TABLE bag (id int PRIMARY KEY, names list<text>, tags set<text>, sizes map<text, int>,
          nested frozen<map<text, frozen<list<int>>>>, pair tuple<int, text>);
        INSERT INTO bag (id, names, tags, sizes, nested, pair)
          VALUES (1, ['b', 'a', 'b'], {'y', 'x'}, {'s': 1}, {'k': [1, 2]}, (7, 'seven'));
        INSERT INTO bag (id) VALUES (2);
        """);
    Mapping bag =
        mapping(
            "bag",
            "id",
            List.of(),
            value("id", ValueType.INT),
            list("names", ValueType.TEXT, true),
            list("tags", ValueType.TEXT, false),
            value("sizes", ValueType.JSON),
            value("nested", ValueType.JSON),
            value("pair", ValueType.JSON),
            named("small", ValueType.INT, "sizes.s"));

    assertThat(row(bag, 1, "names", "tags", "sizes", "nested", "pair", "small"))
        .containsExactly(
            List.of("b", "a", "b"),
            List.of("x", "y"),
            Map.of("s", 1),
            Map.of("k", List.of(1, 2)),
            List.of(7, "seven"),
            1);
    assertThat(row(bag, 2, "names", "tags", "sizes", "small"))
        .containsExactly(null, List.of(), null, null);
  }

  @Test
  void userDefinedTypesAreObjects() {
    tables.holding(
        """
        CREATE TYPE place (city text, lat double);
        CREATE TYPE trip (name text, via frozen<list<frozen<place>>>);
        CREATE TABLE traveller (id int PRIMARY KEY, home frozen<place>, next frozen<trip>);
        INSERT INTO traveller (id, home, next) VALUES (1, {city: 'Oslo', lat: 59.9},
          {name: 'north', via: [{city: 'Bodø', lat: 67.3}, {city: 'Alta'}]});
        INSERT INTO traveller (id) VALUES (2);
        """);
    Column city = value("city", ValueType.TEXT);
    Column lat = value("lat", ValueType.DOUBLE);
    Mapping traveller =
        mapping(
            "traveller",
            "id",
            List.of(),
            value("id", ValueType.INT),
            object("home", false, city, lat),
            object("next", false, value("name", ValueType.TEXT), object("via", true, city)),
            named("town", ValueType.TEXT, "home.city"));
    Projection cities = Projection.of("city");
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("home", Projection.of("city", "lat")),
                new Projection.Item(
                    "next", new Projection(List.of(new Projection.Item("via", cities)))),
                new Projection.Item("town", null)));

    Answer answer = tables.find(traveller, KeyBatch.of(1, 2), projection);

    @Nullable Object[] one = answer.rows().row(answer.links().single(0));
    assertThat(one[0])
        .isInstanceOfSatisfying(
            Rows.class,
            home -> {
              assertThat(home.size()).isEqualTo(1);
              assertThat(home.row(0)).containsExactly("Oslo", 59.9);
            });
    assertThat(one[1])
        .isInstanceOfSatisfying(
            Rows.class,
            next ->
                assertThat(next.get(0, 0))
                    .isInstanceOfSatisfying(
                        Rows.class,
                        via ->
                            assertThat(List.of(via.get(0, 0), via.get(1, 0)))
                                .containsExactly("Bodø", "Alta")));
    assertThat(one[2]).isEqualTo("Oslo");
    @Nullable Object[] two = answer.rows().row(answer.links().single(1));
    assertThat(two[2]).isNull();
  }

  @Test
  void aValueThatDoesNotFitNullsItsOwnField() {
    tables.holding(
        """
        CREATE TABLE odd (id int PRIMARY KEY, big varint, text text);
        INSERT INTO odd (id, big, text) VALUES (1, 123456789012345678901234567890, 'fine');
        """);
    Mapping odd =
        mapping(
            "odd",
            "id",
            List.of(),
            value("id", ValueType.INT),
            value("big", ValueType.INT),
            value("text", ValueType.TEXT));

    List<@Nullable Object> row = row(odd, 1, "big", "text");

    assertThat(row.getFirst()).isInstanceOf(BadValue.class);
    assertThat(row.getLast()).isEqualTo("fine");
  }

  @Test
  void valuesNeverBecomeCql() {
    tables.holding(
        """
        CREATE TABLE note (author text, id text, body text, PRIMARY KEY (author, id));
        INSERT INTO note (author, id, body) VALUES ('a', '1', 'secret');
        """);
    Mapping note =
        mapping(
            "note",
            "author | id",
            List.of(),
            value("author", ValueType.TEXT),
            value("id", ValueType.TEXT),
            value("body", ValueType.TEXT));
    for (String hostile :
        List.of(
            "a' OR author = 'a",
            "'; DROP TABLE note; --",
            "$$a$$",
            "?",
            ":author",
            "\"a\"",
            "a\u0000",
            "{$key.author}")) {
      assertThat(
              tables
                  .find(note, KeyBatch.ofTuples(2, List.of(List.of(hostile, "1"))), "body")
                  .rows()
                  .size())
          .as(hostile)
          .isZero();
      assertThat(column(tables.list(note, equal("author", hostile), "body"))).isEmpty();
      assertThat(
              column(
                  tables.list(
                      note,
                      all(equal("author", "a"), compare("id", Operator.LT, "0" + hostile)),
                      "body")))
          .as(hostile)
          .isEmpty();
    }

    assertThat(tables.sent().stream().map(Statement::text)).noneMatch(text -> text.contains("'"));
    assertThat(column(tables.list(note, equal("author", "a"), "body"))).containsExactly("secret");
  }

  /// One node cannot answer for three.
  @Test
  void consistencyIsTheStoresOrElseTheMappings() {
    Column[] columns = {value("id", ValueType.INT), value("body", ValueType.TEXT)};
    Mapping plain = mapping("note", "id", List.of(), columns);
    Mapping one = mapping("note", "id", List.of(), "ONE", columns);
    Mapping three = mapping("note", "id", List.of(), "THREE", columns);
    String table = "CREATE TABLE note (id int PRIMARY KEY, body text);\n";

    tables.holding(table);
    assertThat(tables.find(plain, KeyBatch.of(1), "body").failures()).isEmpty();
    assertThat(refused(tables, three)).isEqualTo(FailureReason.UNAVAILABLE);
    try (TestTables strict = new TestTables(Map.of("consistency", "THREE")).holding(table)) {
      assertThat(refused(strict, plain)).isEqualTo(FailureReason.UNAVAILABLE);
      assertThat(strict.find(one, KeyBatch.of(1), "body").failures()).isEmpty();
    }
  }

  private static FailureReason refused(TestTables tables, Mapping mapping) {
    KeyLookup lookup = new KeyLookup(mapping, mapping.key(), KeyBatch.of(1), Projection.of("body"));
    return TestTables.refused(tables.store().findByKeys(lookup, tables.context()));
  }

  @Test
  void aTableThatIsNotAsDeclaredIsBadData() {
    tables.holding("CREATE TABLE plain (id int PRIMARY KEY, body text);\n");
    Mapping lacking =
        mapping(
            "plain", "id", List.of(), value("id", ValueType.INT), value("soul", ValueType.TEXT));

    assertThatThrownBy(() -> tables.find(lacking, KeyBatch.of(1), "soul"))
        .cause()
        .cause()
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.BAD_DATA);
              assertThat(failure).hasMessageContaining("soul");
            });
  }
}
