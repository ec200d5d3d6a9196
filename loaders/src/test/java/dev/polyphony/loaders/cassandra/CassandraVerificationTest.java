package dev.polyphony.loaders.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.contract.DeclaredSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `check --live` finds in tables that are not as the schema says.
class CassandraVerificationTest {
  private static final Declarations DECLARED =
      DeclaredSchema.of(
          new CassandraRules(),
          """
          type Scan @entity(store: "store", from: "scan_by_parcel", key: ["parcel", "at", "id"],
              partition: ["parcel"], order: ["at DESC", "id ASC"])
              @entity(store: "store", from: "scan_by_depot", key: ["depot", "day", "at", "id"],
              partition: ["depot", "day"]) {
            parcel: ID!
            depot: ID!
            day: Date!
            at: DateTime!
            id: UUID!
            weight: BigDecimal
            place: Place
            street: String @column(name: "place.street")
            tags: [String!]
            notes: JSON
            signed: Boolean
          }
          type Place { city: String lat: Float }
          type Query { scan(parcel: ID!, at: DateTime!, id: UUID!): Scan @lookup }
          """);

  private static final String COLUMNS =
      """
      parcel text, depot text, day date, at timestamp, id timeuuid, weight decimal,
      place frozen<place>, tags set<text>, notes map<text, int>, signed boolean,
      """;

  private static final String PLACE =
      "CREATE TYPE IF NOT EXISTS place (city text, lat double, street ascii);";

  private static final String BY_PARCEL =
      "CREATE TABLE scan_by_parcel ("
          + COLUMNS
          + "PRIMARY KEY (parcel, at, id)) WITH CLUSTERING ORDER BY (at DESC, id ASC);";

  private static final String BY_DEPOT =
      "CREATE TABLE scan_by_depot (" + COLUMNS + "PRIMARY KEY ((depot, day), at, id));";

  private final TestTables tables = new TestTables();

  @AfterEach
  void close() {
    tables.close();
  }

  private void assertFound(String cql, String... problems) {
    tables.holding(cql);

    assertThat(TestTables.answered(tables.store().verify(DECLARED, tables.context())))
        .extracting(DeclaredSchema::text)
        .containsExactly(problems);
  }

  @Test
  void nothingIsWrongWithTablesAsDeclaredAlsoInTheOppositeOrder() {
    assertFound(
        PLACE + BY_PARCEL + BY_DEPOT.replace(";", " WITH CLUSTERING ORDER BY (at DESC, id DESC);"));
  }

  @Test
  void aMissingTableIsFound() {
    assertFound(
        PLACE + BY_PARCEL.replace("scan_by_parcel", "scans_by_parcel") + BY_DEPOT,
        "1 ERROR MISSING_SOURCE: Scan is mapped to `scan_by_parcel`, which is no table or view of "
            + "store. Did you mean `scans_by_parcel`? Create it, or mend `from`");
  }

  @Test
  void missingColumnsAndFieldsOfTypesAreFound() {
    assertFound(
        "CREATE TYPE place (city text, lng double);"
            + BY_PARCEL
            + BY_DEPOT.replace("weight decimal", "wight decimal"),
        "10 ERROR MISSING_COLUMN: `scan_by_depot` in store has no column `weight`, which "
            + "Scan.weight is read from. Did you mean `wight`? Name the column by "
            + "`@column(name:)`, or add it",
        "12 ERROR MISSING_COLUMN: `scan_by_depot` in store has no column `street`, which "
            + "Scan.street is read from. Name the column by `@column(name:)`, or add it",
        "12 ERROR MISSING_COLUMN: `scan_by_parcel` in store has no column `street`, which "
            + "Scan.street is read from. Name the column by `@column(name:)`, or add it",
        "17 ERROR MISSING_COLUMN: `scan_by_depot` in store has no column `lat`, which "
            + "Scan.place.lat is read from. Name the column by `@column(name:)`, or add it",
        "17 ERROR MISSING_COLUMN: `scan_by_parcel` in store has no column `lat`, which "
            + "Scan.place.lat is read from. Name the column by `@column(name:)`, or add it");
  }

  @Test
  void otherTypesAreFound() {
    tables.holding(
        PLACE
            + BY_PARCEL
            + BY_DEPOT
                .replace("day date", "day text")
                .replace("id timeuuid", "id text")
                .replace("place frozen<place>", "place text")
                .replace("set<text>", "list<int>")
                .replace("signed boolean", "signed int"));

    assertThat(TestTables.answered(tables.store().verify(DECLARED, tables.context())))
        .extracting(problem -> problem.location().line() + " " + problem.message())
        .containsExactly(
            "7 column `day` of `scan_by_depot` is text, and Scan.day is declared as DATE",
            "9 column `id` of `scan_by_depot` is text, and Scan.id is declared as UUID",
            "11 column `place` of `scan_by_depot` is text, and Scan.place is declared as an "
                + "object, which needs a user-defined type, or a map with text for keys",
            "12 column `place.street` of `scan_by_depot` is text, and Scan.street is declared as "
                + "TEXT",
            "13 column `tags` of `scan_by_depot` is list<int>, and Scan.tags is declared as a "
                + "list of TEXT",
            "15 column `signed` of `scan_by_depot` is int, and Scan.signed is declared as BOOLEAN");
  }

  @Test
  void aKeyThatLacksAColumnIsNotUnique() {
    assertFound(
        PLACE
            + BY_PARCEL
            + BY_DEPOT.replace("(depot, day), at, id", "(depot, day), at, id, parcel"),
        "3 ERROR KEY_NOT_UNIQUE: `depot`, `day`, `at`, `id` are no unique key of `scan_by_depot` "
            + "in store, whose primary key is ((depot, day), at, id, parcel). Write key: "
            + "[\"depot\", \"day\", \"at\", \"id\", \"parcel\"], partition: [\"depot\", \"day\"], "
            + "order: [\"at ASC\", \"id ASC\", \"parcel ASC\"]");
  }

  @Test
  void anotherPartitionIsFound() {
    assertFound(
        PLACE + BY_PARCEL + BY_DEPOT.replace("(depot, day), at", "depot, day, at"),
        "3 ERROR PARTITION_DIFFERS: the partition of `scan_by_depot` in store is `depot`, and Scan "
            + "declares `depot`, `day`. Write key: [\"depot\", \"day\", \"at\", \"id\"], "
            + "partition: [\"depot\"], order: [\"day ASC\", \"at ASC\", \"id ASC\"]");
  }

  @Test
  void anOrderThatTheTableDoesNotHaveIsFound() {
    assertFound(
        PLACE + BY_PARCEL.replace("at DESC", "at ASC") + BY_DEPOT.replace("at, id", "id, at"),
        "1 ERROR ORDER_DIFFERS: the rows of `scan_by_parcel` in store are kept in the order [at "
            + "ASC, id ASC], which Scan does not declare. Write key: [\"parcel\", \"at\", \"id\"], "
            + "partition: [\"parcel\"], order: [\"at ASC\", \"id ASC\"]",
        "3 ERROR ORDER_DIFFERS: the rows of `scan_by_depot` in store are kept in the order [id "
            + "ASC, at ASC], which Scan does not declare. Write key: [\"depot\", \"day\", \"id\", "
            + "\"at\"], partition: [\"depot\", \"day\"], order: [\"id ASC\", \"at ASC\"]");
  }
}
