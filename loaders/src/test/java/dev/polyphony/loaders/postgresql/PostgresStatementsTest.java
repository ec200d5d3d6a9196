package dev.polyphony.loaders.postgresql;

import static dev.polyphony.loaders.postgresql.Declared.entity;
import static dev.polyphony.loaders.postgresql.Declared.value;
import static dev.polyphony.loaders.postgresql.TestStore.answered;
import static dev.polyphony.loaders.postgresql.TestStore.byOrdinal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The texts that are sent, and that the server answers them by its indexes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresStatementsTest {
  private final TestStore store = new TestStore();

  private final Mapping post =
      entity(
          "public.post",
          List.of("id"),
          value("id", ValueType.LONG),
          value("author", ValueType.INT, "author_id"),
          value("title", ValueType.TEXT),
          value("rating", ValueType.INT));
  private final Mapping visit =
      entity(
          "visit",
          List.of("code", "day"),
          value("code", ValueType.TEXT),
          value("day", ValueType.INT),
          value("n", ValueType.INT));

  @BeforeAll
  void fill() {
    store.holding(
        """
        CREATE TABLE post (id bigint PRIMARY KEY, author_id int NOT NULL, title text NOT NULL,
          rating int);
        INSERT INTO post SELECT i, i % 1000, 'title ' || i % 5000, nullif(i % 5, 0)
          FROM generate_series(1, 20000) AS i;
        CREATE INDEX ON post (author_id, id);
        CREATE INDEX ON post (title, id);
        CREATE TABLE visit (code varchar(8), day int, n int, PRIMARY KEY (code, day));
        INSERT INTO visit SELECT 'c' || i % 100, i / 100, i FROM generate_series(1, 10000) AS i;
        ANALYZE post; ANALYZE visit;
        """);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private String text() {
    return store.statements().getLast().text();
  }

  private Answer query(
      Source source, Condition filter, List<FieldOrder> order, Page page, String... fields) {
    return answered(
        store
            .store()
            .query(new Query(source, Projection.of(fields), filter, order, page), store.context()));
  }

  private Source authors(Object... parents) {
    return new Source.Related(post, List.of(FieldPath.of("author")), KeyBatch.of(parents));
  }

  private static Position at(@Nullable Object... values) {
    return new Position(Arrays.asList(values));
  }

  @Test
  void keysAreOneArray() throws SQLException {
    store.find(post, "id", Projection.of("id", "title"), 3L, 1L, 3L, 99_999L);

    assertThat(store.statements().getLast())
        .isEqualTo(
            new Statement(
                """
                SELECT k.n, t."id", t."title" FROM unnest($1::int8[]) WITH ORDINALITY AS k(k0, n) \
                JOIN "public"."post" AS t ON t."id" = k.k0\
                """,
                1,
                3,
                "keys"));
    assertThat(plan()).contains("Index Scan using post_pkey").doesNotContain("Seq Scan");
  }

  @Test
  void compositeKeysAreOneArrayPerComponent() throws SQLException {
    Answer answer =
        answered(
            store
                .store()
                .findByKeys(
                    new dev.polyphony.loaders.KeyLookup(
                        visit,
                        visit.key(),
                        KeyBatch.ofTuples(
                            2, List.of(List.of("c7", 3), List.of("c7", 3), List.of("x", 1))),
                        Projection.of("n")),
                    store.context()));

    assertThat(byOrdinal(answer)).containsExactly(List.of(307), List.of(307), List.of());
    assertThat(text())
        .isEqualTo(
            """
            SELECT k.n, t."n" FROM unnest($1::text[], $2::int4[]) WITH ORDINALITY AS k(k0, k1, n) \
            JOIN "visit" AS t ON t."code" = k.k0 AND t."day" = k.k1\
            """);
    assertThat(plan()).contains("Index Scan using visit_pkey").doesNotContain("Seq Scan");
  }

  @Test
  void aLimitIsPerParent() throws SQLException {
    Answer answer = query(authors(7, 5, 7, -1), Condition.TRUE, post.order(), Page.first(2), "id");

    assertThat(byOrdinal(answer))
        .containsExactly(List.of(7L, 1007L), List.of(5L, 1005L), List.of(7L, 1007L), List.of());
    assertThat(text())
        .isEqualTo(
            """
            SELECT k.n, r.* FROM unnest($1::int4[]) WITH ORDINALITY AS k(k0, n) CROSS JOIN LATERAL \
            (SELECT t."id" FROM "public"."post" AS t WHERE t."author_id" = k.k0 \
            ORDER BY t."id" LIMIT $2::int8) AS r\
            """);
    assertThat(store.statements().getLast().multiples()).isEqualTo(3);
    assertThat(plan()).contains("using post_author_id_id_idx").doesNotContain("Sort");
  }

  @Test
  void theLastRowsOfEachParentComeInOrder() {
    Answer answer =
        query(
            authors(7, 5), Condition.TRUE, post.order(), new Page(2, null, at(5005L), true), "id");

    assertThat(byOrdinal(answer)).containsExactly(List.of(3007L, 4007L), List.of(3005L, 4005L));
  }

  @Test
  void aPageOfColumnsWithoutNullBeginsInTheIndex() throws SQLException {
    List<FieldOrder> byTitle = List.of(FieldOrder.ascending("title"), FieldOrder.ascending("id"));

    query(
        new Source.All(post),
        Condition.TRUE,
        byTitle,
        new Page(3, at("title 7", 7L), null, false),
        "id");

    assertThat(text())
        .endsWith(
            """
            WHERE (t."title", t."id") > ($1::text, $2::int8) \
            ORDER BY t."title", t."id" LIMIT $3::int8\
            """);
    assertThat(plan()).contains("Index").contains("Index Cond: (ROW(title, id) >");
  }

  @Test
  void aPageThatMayHoldNullsSaysSo() {
    List<FieldOrder> byRating =
        List.of(FieldOrder.ascending("rating"), FieldOrder.descending("id"));

    query(
        new Source.All(post), Condition.TRUE, byRating, new Page(3, at(4, 7L), null, false), "id");

    assertThat(text())
        .contains(
            """
            WHERE ((t."rating" > $1::int4 OR t."rating" IS NULL) OR \
            (t."rating" = $1::int4 AND t."id" < $2::int8)) ORDER BY\
            """);
  }

  @Test
  void pagesMeetEveryRowOnce() {
    for (List<FieldOrder> order :
        List.of(
            List.of(FieldOrder.ascending("rating"), FieldOrder.descending("id")),
            List.of(FieldOrder.descending("rating"), FieldOrder.ascending("id")),
            List.of(FieldOrder.descending("rating"), FieldOrder.descending("id")),
            List.of(FieldOrder.ascending("rating"), FieldOrder.ascending("id")))) {
      Condition few = new Condition.Compare(FieldPath.of("id"), Operator.LTE, 60L);
      List<Object> whole = ids(query(new Source.All(post), few, order, Page.first(100), "id"));

      assertThat(walk(order, few, false)).as("forward by %s", order).isEqualTo(whole);
      assertThat(walk(order, few, true).reversed()).as("back by %s", order).isEqualTo(whole);
    }
  }

  private List<Object> walk(List<FieldOrder> order, Condition filter, boolean backward) {
    List<Object> met = new ArrayList<>();
    Position from = null;
    while (true) {
      Page page = new Page(7, backward ? null : from, backward ? from : null, backward);
      Answer answer = query(new Source.All(post), filter, order, page, "id", "rating");
      List<Object> ids = ids(answer);
      if (ids.isEmpty()) {
        return met;
      }
      met.addAll(backward ? ids.reversed() : ids);
      int last = backward ? 0 : answer.rows().size() - 1;
      from = at(answer.rows().get(last, 1), answer.rows().get(last, 0));
    }
  }

  private static List<Object> ids(Answer answer) {
    List<Object> ids = new ArrayList<>();
    for (Object id : TestStore.column(answer, "id")) {
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  @Test
  void aListOfValuesIsOneArray() throws SQLException {
    Condition some = new Condition.In(List.of(FieldPath.of("author")), KeyBatch.of(1, 2));

    query(new Source.All(post), some, post.order(), Page.first(3), "id");

    assertThat(text()).contains("WHERE t.\"author_id\" = ANY($1::int4[]) ORDER BY");
  }

  @Test
  void valuesNeverReachTheText() {
    String hostile = "'; DROP TABLE post; --\"$1 \\ {\"$ne\":1}\r\n";
    Condition title = new Condition.Compare(FieldPath.of("title"), Operator.EQ, hostile);

    query(new Source.All(post), title, post.order(), Page.first(3), "id");

    assertThat(text()).doesNotContain("DROP");
  }

  @Test
  void aSearchIsByFunctionsOnOneParameter() {
    FieldPath title = FieldPath.of("title");

    query(
        new Source.All(post),
        new Condition.And(
            List.of(
                new Condition.Text(title, Match.STARTS_WITH, "title%"),
                new Condition.Text(title, Match.CONTAINS, "title%"))),
        post.order(),
        Page.first(3),
        "id");

    assertThat(text())
        .contains(
            """
            WHERE (starts_with(t."title"::text COLLATE "C", $1::text) AND \
            strpos(t."title"::text COLLATE "C", $2::text) > 0) ORDER BY\
            """);
  }

  @Test
  void parentsAreCountedByOneStatement() throws SQLException {
    Condition rated = new Condition.Compare(FieldPath.of("rating"), Operator.GT, 2);

    assertThat(byOrdinal(count(authors(7, 5, 7, -1), Condition.TRUE)))
        .containsExactly(List.of(20L), List.of(20L), List.of(20L), List.of(0L));
    assertThat(text())
        .isEqualTo(
            """
            SELECT k.n, count(*) FROM unnest($1::int4[]) WITH ORDINALITY AS k(k0, n) \
            JOIN "public"."post" AS t ON t."author_id" = k.k0 GROUP BY k.n\
            """);
    assertThat(store.statements().getLast().multiples()).isEqualTo(3);
    assertThat(plan()).contains("post_author_id_id_idx").doesNotContain("Seq Scan");
    assertThat(byOrdinal(count(new Source.All(post), rated))).containsExactly(List.of(8000L));
    assertThat(text())
        .isEqualTo("SELECT count(*) FROM \"public\".\"post\" AS t WHERE t.\"rating\" > $1::int4");
  }

  private Answer count(Source source, Condition filter) {
    Query query = new Query(source, Projection.of(), filter, post.order(), Page.first(1));
    return answered(store.store().count(query, store.context()));
  }

  @Test
  void aMegabyteIsAKeyLikeAnyOther() {
    String long1 = "x".repeat(1 << 20);
    store.holding(
        """
        CREATE TABLE note (id text, body text);
        INSERT INTO note VALUES (repeat('x', 1048576), repeat('é', 1048576))
        """);
    Mapping note =
        entity("note", List.of("id"), value("id", ValueType.TEXT), value("body", ValueType.TEXT));

    Answer answer = store.find(note, "id", Projection.of("body"), long1, long1 + "y");

    assertThat(byOrdinal(answer)).containsExactly(List.of("é".repeat(1 << 20)), List.of());
  }

  /// The plan of the last statement for values that are not known.
  private String plan() throws SQLException {
    int parameters = 0;
    while (text().contains("$" + (parameters + 1))) {
      parameters++;
    }
    String nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
    try (var connection = store.server().connect(store.database());
        var statement = connection.createStatement()) {
      statement.execute("SET plan_cache_mode = force_generic_plan");
      statement.execute("PREPARE last AS " + text());
      StringBuilder plan = new StringBuilder();
      try (var rows = statement.executeQuery("EXPLAIN (COSTS OFF) EXECUTE last(" + nulls + ")")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
