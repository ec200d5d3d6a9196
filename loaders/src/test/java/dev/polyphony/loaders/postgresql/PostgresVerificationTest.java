package dev.polyphony.loaders.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.DeclaredSchema;
import dev.polyphony.schema.problems.Problem;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `check --live` finds in tables that are not as the schema says.
final class PostgresVerificationTest {
  private static final String SDL =
      """
      type Shelf @entity(store: "store", from: "house.shelf", key: "code") {
        code: ID!
        books: [Book!] @join(on: {remote: "shelfCode"})
      }
      type Book @entity(store: "store", from: "book", key: "isbn")
          @key(fields: "title year")
          @index(fields: ["genre", "year"])
          @index(fields: ["tags"]) {
        isbn: ID!
        title: String!
        year: Int!
        genre: Genre
        tags: [String!]!
        size: Size
        weight: Float @column(name: "extra.weight")
        shelfCode: ID
      }
      enum Genre { PROSE VERSE }
      type Size { height: Int }
      type Query { book(isbn: ID!): Book @lookup shelf(code: ID!): Shelf @lookup }
      """;

  private static final String SOUND =
      """
      CREATE SCHEMA house;
      CREATE TYPE genre AS ENUM ('PROSE', 'VERSE');
      CREATE TABLE house.shelf (code varchar(8) PRIMARY KEY);
      CREATE TABLE book (isbn text PRIMARY KEY, title text NOT NULL, year smallint NOT NULL,
        genre genre, tags text[] NOT NULL, size jsonb, extra json, shelf_code text,
        UNIQUE (title, year));
      CREATE INDEX by_genre ON book (genre, year, isbn);
      CREATE INDEX by_tag ON book USING gin (tags);
      CREATE INDEX by_shelf ON book USING hash (shelf_code);
      """;

  private final TestStore store = new TestStore().holding(SOUND);

  @AfterEach
  void close() {
    store.close();
  }

  private static Declarations declared() {
    return DeclaredSchema.of(new PostgresRules(), SDL);
  }

  private List<Problem> found(String sql) {
    store.holding(sql);
    return TestStore.answered(store.store().verify(declared(), store.context()));
  }

  private void assertFound(String sql, String... problems) {
    assertThat(found(sql)).extracting(DeclaredSchema::text).containsExactly(problems);
  }

  @Test
  void nothingIsWrongWithTablesAsDeclared() {
    assertFound("SELECT 1");
  }

  @Test
  void aMissingTableIsFoundAndItsColumnsAreNot() {
    assertFound(
        "DROP TABLE house.shelf",
        "1 ERROR MISSING_SOURCE: Shelf is mapped to `house.shelf`, which is no table or view of "
            + "store. Create it, grant the user its schema, or mend `from`");
  }

  @Test
  void aMissingColumnIsFoundWithTheClosestName() {
    assertFound(
        "ALTER TABLE book RENAME shelf_code TO shelv_code; ALTER TABLE book DROP extra",
        "15 ERROR MISSING_COLUMN: `book` in store has no column `extra`, which Book.weight is read "
            + "from. Name the column by `@column(name:)`, or add it",
        "16 ERROR MISSING_COLUMN: `book` in store has no column `shelf_code`, which Book.shelfCode "
            + "is read from. Did you mean `shelv_code`? Name the column by `@column(name:)`, or "
            + "add it");
  }

  @Test
  void otherTypesAreFound() {
    assertThat(
            found(
                """
                ALTER TABLE book ALTER year TYPE text;
                ALTER TABLE book ALTER size TYPE text;
                DROP INDEX by_tag;
                ALTER TABLE book ALTER tags TYPE text USING '';
                CREATE INDEX by_tag ON book (tags);
                ALTER TABLE book ALTER shelf_code TYPE text[] USING NULL
                """))
        .filteredOn(problem -> problem.kind().equals("STORED_TYPE_DIFFERS"))
        .extracting(problem -> problem.location().line() + " " + problem.message())
        .containsExactly(
            "11 column `year` of `book` is text, and Book.year is declared as INT",
            "13 column `tags` of `book` is text, and Book.tags is declared as a list of TEXT",
            "14 column `size` of `book` is text, and Book.size is declared as an object, which "
                + "needs json or jsonb",
            "16 column `shelf_code` of `book` is text[], and Book.shelfCode is declared as TEXT");
  }

  @Test
  void aColumnThatMayBeNullIsFoundWhereTheSchemaPromisesThatItIsNot() {
    assertFound(
        "ALTER TABLE book ALTER year DROP NOT NULL",
        "11 WARNING NULLABLE_COLUMN: column `year` of `book` may be null, and Book.year promises "
            + "that it is not. Leave out the `!`, or ALTER TABLE book ALTER COLUMN year SET NOT "
            + "NULL");
  }

  @Test
  void aKeyThatIsNotUniqueIsFoundAlsoBehindAnIndexOverSomeRows() {
    assertFound(
        """
        ALTER TABLE book DROP CONSTRAINT book_title_year_key;
        CREATE UNIQUE INDEX ON book (title, year) WHERE genre IS NOT NULL;
        CREATE INDEX ON book (title, year)
        """,
        "5 ERROR KEY_NOT_UNIQUE: `title`, `year` are no unique key of `book` in store, and Book "
            + "declares them so. CREATE UNIQUE INDEX ON book (title, year), or declare a key that "
            + "is unique");
  }

  @Test
  void aKeyIsUniqueWhenFewerOfItsFieldsAre() {
    assertFound(
        "ALTER TABLE book DROP CONSTRAINT book_title_year_key; CREATE UNIQUE INDEX ON book (title)");
  }

  @Test
  void aMissingIndexAndOneInOtherOrderAreFound() {
    assertFound(
        """
        DROP INDEX by_genre; CREATE INDEX ON book (year, genre);
        DROP INDEX by_tag; CREATE INDEX ON book (tags)
        """,
        "7 WARNING MISSING_INDEX: no index of `book` in store begins with `genre`, `year` in this "
            + "order. CREATE INDEX ON book (genre, year)",
        "8 WARNING MISSING_INDEX: no index of `book` in store begins with `tags` in this order. "
            + "CREATE INDEX ON book USING gin (tags)");
  }

  @Test
  void aJoinThatNoIndexServesIsFound() {
    assertFound(
        "DROP INDEX by_shelf",
        "16 WARNING JOIN_WITHOUT_INDEX: Shelf.books finds rows of `book` in store by `shelf_code`, "
            + "which no index begins with. CREATE INDEX ON book (shelf_code)");
  }

  @Test
  void aViewIsNotAskedForIndexesOrNulls() {
    assertFound("ALTER TABLE book RENAME TO volume; CREATE VIEW book AS SELECT * FROM volume");
  }

  /// The test's user may read everything, so that another one asks.
  @Test
  void aColumnThatTheUserMayNotReadIsFound() {
    store.holding(
        """
        DROP ROLE IF EXISTS verification_reader;
        CREATE ROLE verification_reader LOGIN PASSWORD 'reader';
        GRANT USAGE ON SCHEMA house TO verification_reader;
        GRANT SELECT ON house.shelf TO verification_reader;
        GRANT SELECT (isbn, title, year, genre, tags, size, extra) ON book TO verification_reader
        """);
    String url = store.database().url().replaceFirst("//[^@]*@", "//verification_reader:reader@");
    Vertx vertx = Vertx.vertx();

    try (Store reader = TestStore.open(vertx, url)) {
      assertThat(TestStore.answered(reader.verify(declared(), store.context())))
          .extracting(Problem::kind, problem -> problem.location().line(), Problem::remedy)
          .containsExactly(
              tuple("NOT_READABLE", 16, "GRANT SELECT (shelf_code) ON book TO the user"));
    } finally {
      store.holding("DROP OWNED BY verification_reader; DROP ROLE verification_reader");
      vertx.close();
    }
  }
}
