package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.orders;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static dev.polyphony.loaders.cassandra.TestTables.all;
import static dev.polyphony.loaders.cassandra.TestTables.answered;
import static dev.polyphony.loaders.cassandra.TestTables.byOrdinal;
import static dev.polyphony.loaders.cassandra.TestTables.column;
import static dev.polyphony.loaders.cassandra.TestTables.compare;
import static dev.polyphony.loaders.cassandra.TestTables.equal;
import static dev.polyphony.loaders.cassandra.TestTables.in;
import static dev.polyphony.loaders.cassandra.TestTables.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What only a store of partitions has.
class CassandraPartitionsTest {
  private static final Column[] STATION = {
    value("station", ValueType.TEXT),
    value("day", ValueType.INT),
    value("id", ValueType.INT),
    value("kind", ValueType.TEXT),
    value("owner", ValueType.TEXT)
  };
  private static final Mapping READINGS =
      mapping("reading", "station | day id", List.of("day DESC", "id ASC"), STATION);
  private static final String TABLE =
      """
      CREATE TABLE reading (station text, day int, id int, kind text, owner text STATIC,
        PRIMARY KEY (station, day, id)) WITH CLUSTERING ORDER BY (day DESC, id ASC);
      """;

  private final TestTables tables = new TestTables().holding(TABLE);

  @AfterEach
  void close() {
    tables.close();
  }

  /// Days 1 to 4, three readings each.
  private void fill(String station) {
    StringBuilder inserts = new StringBuilder();
    for (int day = 1; day <= 4; day++) {
      for (int id = 1; id <= 3; id++) {
        inserts.append(
            "INSERT INTO reading (station, day, id, kind) VALUES ('%s', %d, %d, '%s%d%d');\n"
                .formatted(station, day, id, station, day, id));
      }
    }
    tables.holding(inserts.toString());
  }

  private Answer of(KeyBatch stations, Condition filter, Page page) {
    return answered(
        tables.related(READINGS, "station", stations, filter, READINGS.order(), page, "kind"));
  }

  @Test
  void aPartitionWithoutRowsHasNone() {
    fill("a");

    Answer answer = of(KeyBatch.of("none", "a"), Condition.TRUE, Page.first(2));

    assertThat(byOrdinal(answer)).containsExactly(List.of(), List.of("a41", "a42"));
    assertThat(answer.failures()).isEmpty();
  }

  @Test
  void aPartitionOfStaticColumnsHasNoRow() {
    fill("a");
    tables.holding(
        """
        INSERT INTO reading (station, owner) VALUES ('bare', 'nobody');
        INSERT INTO reading (station, owner) VALUES ('a', 'Ada');
        """);

    assertThat(byOrdinal(of(KeyBatch.of("bare"), Condition.TRUE, Page.first(2))))
        .containsExactly(List.of());
    Answer owners =
        answered(
            tables.related(
                READINGS,
                "station",
                KeyBatch.of("bare", "a"),
                Condition.TRUE,
                READINGS.order(),
                Page.first(2),
                "owner"));
    assertThat(byOrdinal(owners)).containsExactly(List.of(), List.of("Ada", "Ada"));
  }

  @Test
  void eachPartitionIsReadOnceUpToTheLimit() {
    fill("a");
    fill("b");
    tables.sent();

    Answer answer = of(KeyBatch.of("a", "b", "a"), Condition.TRUE, Page.first(1));

    assertThat(byOrdinal(answer)).containsExactly(List.of("a41"), List.of("b41"), List.of("a41"));
    Statement sent = tables.sent().getFirst();
    assertThat(sent.executions()).isEqualTo(2);
    assertThat(sent.text()).endsWith("LIMIT ?").doesNotContainIgnoringCase("filtering");
  }

  @Test
  void severalPartitionsOfOneParentAreMergedInOrder() {
    fill("a");
    fill("b");
    tables.sent();

    Answer answer =
        answered(
            tables.list(
                READINGS,
                in("station", "b", "a", "none", "a"),
                READINGS.order(),
                Page.first(5),
                "kind"));

    assertThat(column(answer)).containsExactly("a41", "b41", "a42", "b42", "a43");
    assertThat(tables.sent()).singleElement().extracting(Statement::multiples).isEqualTo(3);
  }

  @Test
  void boundsAreTheServers() {
    fill("a");

    assertThat(
            column(
                tables.list(
                    READINGS,
                    all(
                        equal("station", "a"),
                        compare("day", Operator.GT, 1),
                        compare("day", Operator.LTE, 2)),
                    "kind")))
        .containsExactly("a21", "a22", "a23");
    assertThat(tables.sent().getFirst().text()).contains("\"day\" > ?", "\"day\" <= ?");
  }

  /// Directions are mixed: days fall, ids rise.
  @Test
  void pagesMeetEveryRowOnceInBothDirections() {
    fill("a");
    fill("b");
    List<@Nullable Object> whole = column(of(KeyBatch.of("a"), Condition.TRUE, Page.first(100)));
    assertThat(whole).hasSize(12).startsWith("a41", "a42", "a43", "a31").endsWith("a13");

    for (int size : List.of(1, 2, 5, 11, 12, 13)) {
      assertThat(paged(size, false)).as("forward by " + size).isEqualTo(whole);
      assertThat(paged(size, true)).as("backward by " + size).isEqualTo(whole);
    }
  }

  private List<@Nullable Object> paged(int size, boolean backward) {
    List<@Nullable Object> rows = new ArrayList<>();
    @Nullable Position at = null;
    while (true) {
      Page page = new Page(size, backward ? null : at, backward ? at : null, backward);
      List<@Nullable Object> found = column(of(KeyBatch.of("a"), Condition.TRUE, page));
      if (found.isEmpty()) {
        return rows;
      }
      rows.addAll(backward ? 0 : rows.size(), found);
      String last = String.valueOf(backward ? found.getFirst() : found.getLast());
      at = Position.of(List.of(last.charAt(1) - '0', last.charAt(2) - '0', last.substring(0, 1)));
    }
  }

  @Test
  void pagesOverSeveralPartitionsMeetEveryRowOnceToo() {
    fill("a");
    fill("b");
    Condition both = in("station", "a", "b");
    List<@Nullable Object> whole = column(tables.list(READINGS, both, "kind"));
    assertThat(whole).hasSize(24).doesNotHaveDuplicates();

    List<@Nullable Object> rows = new ArrayList<>();
    @Nullable Position at = null;
    do {
      Page page = new Page(5, at, null, false);
      List<@Nullable Object> found =
          column(answered(tables.list(READINGS, both, READINGS.order(), page, "kind")));
      rows.addAll(found);
      String last = String.valueOf(rows.getLast());
      at = Position.of(List.of(last.charAt(1) - '0', last.charAt(2) - '0', last.substring(0, 1)));
    } while (rows.size() < 24);
    assertThat(rows).isEqualTo(whole);
  }

  @Test
  void theReverseOfTheOrderIsServed() {
    fill("a");
    List<FieldOrder> reverse = orders("day ASC", "id DESC", "station ASC");

    assertThat(
            column(
                answered(
                    tables.list(READINGS, equal("station", "a"), reverse, Page.first(4), "kind"))))
        .containsExactly("a13", "a12", "a11", "a23");
  }

  @Test
  void whatWouldNeedFilteringIsRefused() {
    fill("a");
    List<Condition> refused =
        List.of(
            Condition.TRUE,
            compare("day", Operator.EQ, 1),
            all(equal("station", "a"), equal("kind", "a11")),
            all(equal("station", "a"), equal("id", 1)),
            all(equal("station", "a"), compare("id", Operator.GT, 1)),
            all(equal("station", "a"), new Condition.Not(equal("day", 1))),
            all(equal("station", "a"), compare("day", Operator.NE, 1)),
            compare("station", Operator.GT, "a"));

    for (Condition filter : refused) {
      assertThat(refused(tables.list(READINGS, filter, READINGS.order(), Page.first(9), "kind")))
          .as(filter.toString())
          .isEqualTo(FailureReason.UNSUPPORTED);
    }
    FieldOrder byKind = new FieldOrder(FieldPath.of("kind"), Direction.ASC);
    assertThat(
            refused(
                tables.list(
                    READINGS, equal("station", "a"), List.of(byKind), Page.first(9), "kind")))
        .isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(tables.sent()).isEmpty();
  }

  @Test
  void oneRequestReadsNoMorePartitionsThanAllowed() {
    try (TestTables few = new TestTables(Map.of("partitions", "3")).holding(TABLE)) {
      Object[] stations = {"a", "b", "c", "d"};

      assertThat(
              refused(
                  few.list(
                      READINGS, in("station", stations), READINGS.order(), Page.first(9), "kind")))
          .isEqualTo(FailureReason.REJECTED);
      assertThat(column(few.list(READINGS, in("station", "a", "b", "c"), "kind"))).isEmpty();
    }
  }

  /// The server gives up on a partition with more than 20,000 deleted rows.
  @Test
  void aPartitionThatFailsCostsItsOwnParents() {
    fill("a");
    fill("b");
    for (int batch = 0; batch < 21; batch++) {
      StringBuilder deletes = new StringBuilder("BEGIN UNLOGGED BATCH ");
      for (int i = 0; i < 1000; i++) {
        deletes.append(
            "DELETE FROM reading WHERE station = 'worn' AND day = %d AND id = %d "
                .formatted(batch, i));
      }
      tables.holding(deletes.append("APPLY BATCH;\n").toString());
    }

    Answer answer = of(KeyBatch.of("a", "worn", "b", "worn"), Condition.TRUE, Page.first(1));

    assertThat(byOrdinal(answer))
        .containsExactly(List.of("a41"), List.of(), List.of("b41"), List.of());
    assertThat(answer.failures().keySet()).containsExactlyInAnyOrder(1, 3);
    assertThat(answer.failures().values())
        .allMatch(failure -> failure.reason() == FailureReason.REJECTED);
  }

  @Test
  void aKeyThatNoRowCanHaveFailsAlone() {
    fill("a");

    Answer answer =
        of(KeyBatch.of("a", "\ud800", "x".repeat(70_000)), Condition.TRUE, Page.first(1));

    assertThat(byOrdinal(answer)).containsExactly(List.of("a41"), List.of(), List.of());
    assertThat(answer.failures().keySet()).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void thousandsOfParentsAreAnsweredAtOnce() {
    tables.holding("INSERT INTO reading (station, day, id, kind) VALUES ('s7', 1, 1, 'seven');\n");
    Object[] stations = IntStream.range(0, 3000).mapToObj(i -> "s" + i).toArray();

    Answer answer = of(KeyBatch.wrap(1, stations), Condition.TRUE, Page.first(1));

    assertThat(answer.failures()).isEmpty();
    assertThat(byOrdinal(answer).get(7)).containsExactly("seven");
    assertThat(answer.rows().size()).isEqualTo(1);
  }
}
