package dev.polyphony.loaders.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.DeclaredSchema;
import dev.polyphony.schema.problems.Problem;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What `check --live` finds in collections that are not as the schema says.
@ParameterizedClass
@MethodSource("dev.polyphony.loaders.mongodb.MongoServer#all")
class MongoVerificationTest {
  private static final Declarations DECLARED =
      DeclaredSchema.of(
          new MongoRules(),
          """
          type Author @entity(store: "store", from: "authors", key: "id") {
            id: ID! @column(name: "_id")
            books: [Book!] @join(on: {remote: "authorId"})
          }
          type Book @entity(store: "store", from: "books", key: "id")
              @key(fields: "isbn")
              @index(fields: ["genre", "year"]) {
            id: ID! @column(name: "_id", type: OBJECT_ID)
            isbn: String!
            title: String!
            year: Int
            genre: Genre
            added: DateTime
            tags: [String!]
            authorId: ID
            price: BigDecimal @column(name: ["price.amount", "price"])
            publisher: Publisher
            editions: [Edition!]
          }
          enum Genre { PROSE VERSE }
          type Publisher { name: String city: String }
          type Edition { number: Int! }
          type Query { book(id: ID!): Book @lookup author(id: ID!): Author @lookup }
          """);

  private final MongoServer server;
  private final Vertx vertx = Vertx.vertx();
  private String database;
  private Store store;
  private MongoClient client;

  MongoVerificationTest(MongoServer server) {
    this.server = server;
  }

  @BeforeEach
  void open() {
    database = server.newDatabase();
    store = server.open(vertx, database);
    client = MongoClients.create(server.url());
    authors().insertOne(new Document("_id", "ann"));
    books().insertMany(IntStream.range(0, 20).mapToObj(MongoVerificationTest::book).toList());
    books().createIndex(Document.parse("{isbn: 1}"), new IndexOptions().unique(true));
    books().createIndex(Document.parse("{genre: 1, year: -1}"));
    books().createIndex(Document.parse("{authorId: 1}"));
  }

  @AfterEach
  void close() {
    client.getDatabase(database).drop();
    client.close();
    store.close();
    vertx.close();
  }

  private MongoDatabase documents() {
    return client.getDatabase(database);
  }

  private MongoCollection<Document> authors() {
    return documents().getCollection("authors");
  }

  private MongoCollection<Document> books() {
    return documents().getCollection("books");
  }

  private static Document book(int number) {
    return new Document("_id", new ObjectId())
        .append("isbn", "isbn" + number)
        .append("title", "title " + number)
        .append("year", 1900 + number)
        .append("genre", "PROSE")
        .append("added", Date.from(Instant.EPOCH))
        .append("tags", List.of("one", "two"))
        .append("authorId", "ann")
        .append("price", number % 2 == 0 ? 1.5 : new Document("amount", 2))
        .append("publisher", new Document("name", "House").append("city", "Town"))
        .append("editions", List.of(new Document("number", 1)));
  }

  private List<Problem> found() throws Exception {
    CallContext context = CallContext.within(Duration.ofSeconds(20), StatementLog.NONE);
    return store.verify(DECLARED, context).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private void assertFound(String... problems) throws Exception {
    assertThat(found()).extracting(DeclaredSchema::text).containsExactly(problems);
  }

  @Test
  void nothingIsWrongWithDocumentsAsDeclared() throws Exception {
    assertFound();
  }

  @Test
  void aMissingCollectionIsFound() throws Exception {
    authors().drop();
    documents().getCollection("author").insertOne(new Document("_id", "ann"));

    assertFound(
        "1 ERROR MISSING_SOURCE: Author is mapped to `authors`, which is no collection or view of "
            + "store. Did you mean `author`? Mend `from`, or put a document into it: collections "
            + "come to be so");
  }

  @Test
  void fieldsThatNoDocumentHasAreFound() throws Exception {
    books().updateMany(new Document(), Document.parse("{$unset: {year: 1, 'publisher.city': 1}}"));
    books().updateMany(new Document(), Document.parse("{$set: {yaer: 1900}}"));

    assertFound(
        "11 WARNING MISSING_COLUMN: none of 20 documents looked at of `books` in store has `year`, "
            + "which Book.year is read from. Did you mean `yaer`? Name the field of the documents "
            + "by `@column(name:)`",
        "21 WARNING MISSING_COLUMN: none of 20 objects looked at of `books` in store has `city`, "
            + "which Book.publisher.city is read from. Name the field of the documents by "
            + "`@column(name:)`");
  }

  @Test
  void otherTypesAreErrorsWhereAllDocumentsHaveThemElseWarnings() throws Exception {
    books().deleteMany(new Document());
    Document sound = book(0);
    Document other =
        book(1)
            .append("_id", "text")
            .append("year", "1999")
            .append("genre", "VERSES")
            .append("tags", List.of(1))
            .append("publisher", List.of())
            .append("editions", List.of(new Document("number", "1")));
    books().insertMany(List.of(sound.append("year", "1998").append("editions", null), other));

    assertThat(found())
        .extracting(problem ->
            "%d %s %s".formatted(problem.location().line(), problem.severity(), problem.message()))
        .containsExactly(
            "8 WARNING `_id` of `books` is string in 1 of 2 documents looked at, and Book.id is "
                + "declared as OBJECT_ID",
            "11 ERROR `year` of `books` is string in 2 of 2 documents looked at, and Book.year is "
                + "declared as INT",
            "12 WARNING `genre` of `books` is another string in 1 of 2 documents looked at, and "
                + "Book.genre is declared as one of the enum's values",
            "14 WARNING `tags` of `books` is array of int in 1 of 2 documents looked at, and "
                + "Book.tags is declared as a list of TEXT",
            "17 WARNING `publisher` of `books` is array in 1 of 2 documents looked at, and "
                + "Book.publisher is declared as an object",
            "22 ERROR `number` of `books` is string in 1 of 1 objects looked at, and "
                + "Book.editions.number is declared as INT");
  }

  @Test
  void fieldsThatSomeDocumentsLackAreFoundWhereTheSchemaPromisesThem() throws Exception {
    books().updateOne(Document.parse("{isbn: 'isbn3'}"), Document.parse("{$unset: {title: 1}}"));

    assertFound(
        "10 WARNING NULLABLE_COLUMN: `title` is null or missing in 1 of 20 documents looked at of "
            + "`books`, and Book.title promises that it is not. Leave out the `!`, or fill it in");
  }

  @Test
  void documentsAtBothEndsAreLookedAt() throws Exception {
    books().insertMany(IntStream.range(100, 800).mapToObj(MongoVerificationTest::book).toList());
    books().insertOne(book(900).append("year", "1900"));

    assertThat(found())
        .extracting(Problem::message)
        .containsExactly(
            "`year` of `books` is string in 1 of 500 documents looked at, and Book.year is "
                + "declared as INT");
  }

  @Test
  void missingIndexesAreFound() throws Exception {
    books().dropIndexes();
    books().createIndex(Document.parse("{isbn: 1}"));
    books().createIndex(Document.parse("{year: 1, genre: 1}"));

    assertFound(
        "5 ERROR KEY_NOT_UNIQUE: no unique index of `books` in store is over `isbn`, and Book "
            + "declares them unique. db.books.createIndex({isbn: 1}, {unique: true}), or declare a "
            + "key that is unique",
        "7 WARNING MISSING_INDEX: no index of `books` in store begins with `genre`, `year` in this "
            + "order. db.books.createIndex({genre: 1, year: 1})",
        "15 WARNING JOIN_WITHOUT_INDEX: Author.books finds documents of `books` in store by "
            + "`authorId`, which no index begins with. db.books.createIndex({authorId: 1})");
  }
}
