package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What only a graph has.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JanusGraphEdgesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SCHEMA =
      """
      type Airport @entity(store: "routes", from: "airport", key: "code") {
        code: ID!
        name: String
        out: [Route!] @relationship(label: "route", direction: OUT)
        in: [Route!] @relationship(label: "route", direction: IN)
        both: [Route!] @relationship(label: "route", direction: BOTH)
        nearest: [Route!] @relationship(label: "route", direction: OUT, order: ["distance ASC"])
        reach: [Airport!] @relationship(label: "route", direction: OUT)
        country: [Country!] @relationship(label: "contains", direction: IN)
      }
      type Country @entity(store: "routes", from: "country", key: "code") { code: ID! }
      type Route {
        distance: Int @column(name: "dist")
        carrier: String
        airport: Airport @column(name: "$target")
        from: Airport @column(name: "$source")
      }
      type Query { airport(code: ID!): Airport @lookup }
      """;
  private static final String DEFINITION =
      """
      {"properties": {"code": "text", "name": "text", "dist": "int", "carrier": "text"},
       "vertices": ["airport", "country", "continent"], "edges": {"route": ["dist"], "contains": []},
       "indexes": [{"label": "airport", "properties": ["code"], "unique": true},
                   {"label": "country", "properties": ["code"], "unique": true},
                   {"label": "continent", "properties": ["code"], "unique": true}]}\
      """;

  private final EmbeddedJanusGraph server = SharedStores.janusgraph();
  private final Database graph = server.newGraph();
  private final Vertx vertx = Vertx.vertx();
  private final Store store = TestGraph.open(vertx, server.port(), graph.name(), Map.of());
  private final Catalog catalog = TestGraph.catalog(SCHEMA);
  private final List<Statement> statements = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  void fill() {
    server.define(graph.name(), DEFINITION);
    List<String> elements = new ArrayList<>();
    for (String code : List.of("SEA", "LHR", "KEF", "OSL", "LYR", "HUB")) {
      elements.add(vertex("airport", code));
    }
    elements.add(vertex("country", "IS"));
    elements.add(vertex("continent", "EU"));
    elements.add(route("SEA", "LHR", 4780, "BA"));
    elements.add(route("SEA", "LHR", 4780, "VS"));
    elements.add(route("SEA", "KEF", 3622, "FI"));
    elements.add(route("KEF", "SEA", 3622, "FI"));
    elements.add(route("KEF", "KEF", 1, "loop"));
    elements.add(route("KEF", "OSL", null, "SK"));
    elements.add(edge("contains", "country", "IS", "KEF", "{}"));
    elements.add(edge("contains", "continent", "EU", "KEF", "{}"));
    server.load(graph.name(), elements);
  }

  @AfterAll
  void close() {
    store.close();
    vertx.close();
    server.drop(graph.name());
  }

  private static String vertex(String label, String code) {
    return "{\"label\": \"%s\", \"values\": {\"code\": \"%s\", \"name\": \"%s airport\"}}"
        .formatted(label, code, code);
  }

  private static String route(String from, String to, @Nullable Integer dist, String carrier) {
    String values =
        "{%s\"carrier\": \"%s\"}"
            .formatted(dist == null ? "" : "\"dist\": " + dist + ", ", carrier);
    return edge("route", "airport", from, to, values);
  }

  private static String edge(String label, String kind, String from, String to, String values) {
    String end = "{\"label\": \"%s\", \"property\": \"code\", \"value\": \"%s\"}";
    return "{\"label\": \"%s\", \"from\": %s, \"to\": %s, \"values\": %s}"
        .formatted(label, end.formatted(kind, from), end.formatted("airport", to), values);
  }

  private FieldBinding.RelationshipField field(String name) {
    return (FieldBinding.RelationshipField) catalog.field("Airport", name);
  }

  private Answer ask(
      String field, Condition filter, Page page, Projection projection, Object... near) {
    FieldBinding.RelationshipField binding = field(field);
    return answered(
        store.query(
            new Query(
                new Source.Edges(binding.relationship(), KeyBatch.of(near)),
                projection,
                filter,
                binding.relationship().edge().order(),
                page),
            CallContext.within(PATIENCE, statements::add)));
  }

  private Answer ask(String field, String column, Object... near) {
    return ask(field, Condition.TRUE, Page.first(100), Projection.of(column), near);
  }

  private static <T> T answered(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(90, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /// The cells of the first column, by parent.
  private static List<List<@Nullable Object>> cells(Answer answer) {
    List<List<@Nullable Object>> parents = new ArrayList<>();
    for (int parent = 0; parent < answer.links().size(); parent++) {
      List<@Nullable Object> own = new ArrayList<>();
      for (int i = 0; i < answer.links().count(parent); i++) {
        own.add(answer.rows().get(answer.links().row(parent, i), 0));
      }
      parents.add(own);
    }
    return parents;
  }

  private static Rows vertex(Answer answer, int row, int column) {
    return (Rows) Objects.requireNonNull(answer.rows().get(row, column));
  }

  @Test
  void edgesAreReadInTheirDirection() {
    assertThat(cells(ask("out", "carrier", "SEA", "KEF", "LYR")))
        .satisfiesExactly(
            sea -> assertThat(sea).containsExactly("FI", "BA", "VS"),
            kef -> assertThat(kef).containsExactly("loop", "SK", "FI"),
            lyr -> assertThat(lyr).isEmpty());
    assertThat(cells(ask("in", "carrier", "SEA", "LHR", "KEF")))
        .satisfiesExactly(
            sea -> assertThat(sea).containsExactly("FI"),
            lhr -> assertThat(lhr).containsExactly("BA", "VS"),
            kef -> assertThat(kef).containsExactly("loop", "FI"));
  }

  @Test
  void aLoopIsOneEdgeFromBothSides() {
    assertThat(cells(ask("both", "carrier", "KEF")).getFirst())
        .containsExactly("loop", "SK", "FI", "FI");
  }

  @Test
  void bothEndsAreTheVertices() {
    Projection ends =
        new Projection(
            List.of(
                new Projection.Item("airport", Projection.of("code", "name")),
                new Projection.Item("from", Projection.of("code"))));

    for (String direction : List.of("out", "both")) {
      Answer answer = ask(direction, Condition.TRUE, Page.first(1), ends, "LHR", "SEA");

      int row = answer.links().row(1, 0);
      Rows target = vertex(answer, row, 0);
      Rows source = vertex(answer, row, 1);
      assertThat(target.row(0)).as(direction).containsExactly("KEF", "KEF airport");
      assertThat(source.row(0)).as(direction).containsExactly("SEA");
    }
  }

  @Test
  void vertexWithoutEdgesAndVertexThatIsAbsentHaveNone() {
    Answer answer = ask("out", "carrier", "LYR", "XXX", "SEA", "LYR");

    assertThat(cells(answer).stream().map(List::size)).containsExactly(0, 0, 3, 0);
    assertThat(answer.failures()).isEmpty();
  }

  /// Of two edges into one vertex only that from a vertex of the declared label is there.
  @Test
  void theLabelsOfBothVerticesCount() {
    assertThat(cells(ask("country", "code", "KEF")).getFirst()).containsExactly("IS");
  }

  @Test
  void orderAndLimitAreEachParents() {
    statements.clear();

    Answer answer =
        ask("nearest", Condition.TRUE, Page.first(2), Projection.of("distance"), "SEA", "KEF");

    assertThat(cells(answer)).containsExactly(List.of(3622, 4780), List.of(1, 3622));
    assertThat(statements)
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.executions()).isEqualTo(1);
          assertThat(sent.text()).contains("limit(?)").doesNotContain("SEA");
        });
  }

  @Test
  void nullIsGreaterThanEveryValue() {
    assertThat(cells(ask("nearest", "carrier", "KEF")).getFirst())
        .containsExactly("loop", "FI", "SK");
  }

  @Test
  void conditionsAreOnPropertiesOfTheEdgeAndOfItsEnds() {
    Condition far = new Condition.Compare(FieldPath.of("distance"), Operator.GT, 4000);
    Condition of = new Condition.Compare(FieldPath.of("airport.code"), Operator.EQ, "LHR");

    assertThat(cells(ask("out", far, Page.first(9), Projection.of("carrier"), "SEA", "KEF")))
        .containsExactly(List.of("BA", "VS"), List.of());
    assertThat(cells(ask("out", of, Page.first(9), Projection.of("carrier"), "SEA")))
        .containsExactly(List.of("BA", "VS"));
    Condition unknown = new Condition.IsNull(FieldPath.of("distance"));
    assertThat(cells(ask("out", unknown, Page.first(9), Projection.of("carrier"), "KEF")))
        .containsExactly(List.of("SK"));
  }

  @Test
  void textsOfTheEdgeAndOfItsEndsAreSearched() {
    statements.clear();
    Condition own = new Condition.Text(FieldPath.of("carrier"), Match.STARTS_WITH, "lo");
    Condition far = new Condition.Text(FieldPath.of("airport.name"), Match.CONTAINS, "SL air");
    Condition none = new Condition.Text(FieldPath.of("airport.name"), Match.STARTS_WITH, " OSL");
    Condition any = new Condition.Or(List.of(own, far, none));

    assertThat(cells(ask("out", own, Page.first(9), Projection.of("carrier"), "KEF", "SEA")))
        .containsExactly(List.of("loop"), List.of());
    assertThat(cells(ask("out", any, Page.first(9), Projection.of("carrier"), "KEF")))
        .containsExactly(List.of("loop", "SK"));
    assertThat(
            cells(
                ask("out", new Condition.Not(any), Page.first(9), Projection.of("carrier"), "KEF")))
        .containsExactly(List.of("FI"));
    assertThat(statements).allMatch(sent -> !sent.text().contains("SL air"));
  }

  /// Two of them differ in nothing but their ids.
  @Test
  void pagesMeetEveryEdgeOnceInBothDirections() {
    List<@Nullable Object> whole = cells(ask("both", "$id", "SEA")).getFirst();
    assertThat(whole).hasSize(4).doesNotHaveDuplicates();

    for (int size : List.of(1, 2, 3, 4, 5)) {
      for (boolean backward : List.of(false, true)) {
        assertThat(paged(size, backward)).as(size + " " + backward).isEqualTo(whole);
      }
    }
  }

  private List<@Nullable Object> paged(int size, boolean backward) {
    Projection projection =
        new Projection(
            List.of(
                new Projection.Item("$id", null),
                new Projection.Item("airport", Projection.of("code"))));
    List<@Nullable Object> ids = new ArrayList<>();
    @Nullable Position at = null;
    while (true) {
      Page page = new Page(size, backward ? null : at, backward ? at : null, backward);
      Answer answer = ask("both", Condition.TRUE, page, projection, "SEA");
      List<@Nullable Object> found = cells(answer).getFirst();
      if (found.isEmpty()) {
        return ids;
      }
      ids.addAll(backward ? 0 : ids.size(), found);
      int last = answer.links().row(0, backward ? 0 : found.size() - 1);
      Rows target = vertex(answer, last, 1);
      at = Position.of(Arrays.asList(target.get(0, 0), answer.rows().get(last, 0)));
    }
  }

  @Test
  void aSupernodeIsReadUpToTheLimit() {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      elements.add(route("HUB", "LYR", 10_000 - i, "c" + i));
    }
    server.load(graph.name(), elements);

    Answer answer =
        ask("nearest", Condition.TRUE, Page.first(3), Projection.of("distance"), "HUB", "LHR");

    assertThat(cells(answer)).containsExactly(List.of(1, 2, 3), List.of());
    assertThat(answer.rows().size()).isEqualTo(3);
  }

  @Test
  void aThousandParentsAreOneTraversal() {
    List<Object> near = new ArrayList<>(Collections.nCopies(1000, "SEA"));
    for (int i = 1; i < near.size(); i++) {
      near.set(i, "none" + i);
    }
    statements.clear();

    Answer answer = ask("out", "carrier", near.toArray());

    assertThat(cells(answer).getFirst()).hasSize(3);
    assertThat(statements).singleElement().extracting(Statement::executions).isEqualTo(1);
  }

  @Test
  void valuesNeverBecomeGremlin() {
    Mapping airports = catalog.entity("Airport").primary().mapping();
    for (String hostile :
        List.of(
            "SEA').drop().V().has('code', 'SEA",
            "\").drop()",
            "g.V().drop()",
            "SEA\u0000",
            "${code}",
            "within('SEA')",
            "*")) {
      Answer found =
          answered(
              store.findByKeys(
                  new KeyLookup(
                      airports, airports.key(), KeyBatch.of(hostile, "SEA"), Projection.of("code")),
                  CallContext.within(PATIENCE, statements::add)));
      assertThat(cells(found)).as(hostile).containsExactly(List.of(), List.of("SEA"));
      Condition condition = new Condition.Compare(FieldPath.of("carrier"), Operator.EQ, hostile);
      assertThat(cells(ask("out", condition, Page.first(9), Projection.of("carrier"), "SEA")))
          .containsExactly(List.of());
    }
    assertThat(cells(ask("out", "carrier", "SEA")).getFirst()).hasSize(3);
  }

  @Test
  void whatTheGraphLacksAnIndexForIsRefused() {
    Catalog other =
        TestGraph.catalog(
            """
            type Airport @entity(store: "routes", from: "airport", key: "name") { name: ID! }
            type Query { airport(name: ID!): Airport @lookup }
            """);
    Mapping airports = other.entity("Airport").primary().mapping();

    assertThat(
            store.findByKeys(
                new KeyLookup(
                    airports, airports.key(), KeyBatch.of("SEA airport"), Projection.of("name")),
                CallContext.within(PATIENCE, statements::add)))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("no enabled composite index");
  }
}
