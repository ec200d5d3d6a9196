package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.contract.DeclaredSchema;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `check --live` finds in a graph that is not as the schema says.
class JanusGraphVerificationTest {
  private static final Declarations DECLARED =
      DeclaredSchema.of(
          new JanusGraphRules(),
          """
          type Depot @entity(store: "store", from: "depot", key: "code")
              @key(fields: "country number")
              @index(fields: ["country"]) {
            code: ID!
            country: String!
            number: Int!
            opened: DateTime
            tags: [String!]
            lanes: [Lane!] @relationship(label: "lane", direction: OUT)
          }
          type Lane {
            hours: Float @column(name: "hrs")
            depot: Depot @column(name: "$target")
          }
          type Query { depot(code: ID!): Depot @lookup }
          """);

  private static final String SOUND =
      """
      {"properties": {"code": "text", "country": "text", "number": "long", "opened": "instant",
                      "tags": ["text"], "hrs": "double", "other": "text"},
       "vertices": ["depot"], "edges": {"lane": []},
       "indexes": [{"label": "depot", "properties": ["code"], "unique": true},
                   {"label": "depot", "properties": ["country", "number"], "unique": true},
                   {"label": "depot", "properties": ["country"], "unique": false},
                   {"label": "depot", "properties": ["other"], "unique": false}]}
      """;

  private final EmbeddedJanusGraph server = SharedStores.janusgraph();
  private final Database graph = server.newGraph();
  private final Vertx vertx = Vertx.vertx();
  private final Store store = TestGraph.open(vertx, server.port(), graph.name(), Map.of());

  @AfterEach
  void close() {
    store.close();
    vertx.close();
    server.drop(graph.name());
  }

  private void assertFound(String definition, String... problems) throws Exception {
    server.define(graph.name(), definition);
    CallContext context = CallContext.within(Duration.ofSeconds(20), StatementLog.NONE);

    assertThat(store.verify(DECLARED, context).toCompletableFuture().get(30, TimeUnit.SECONDS))
        .extracting(DeclaredSchema::text)
        .containsExactly(problems);
  }

  @Test
  void nothingIsWrongWithAGraphAsDeclared() throws Exception {
    assertFound(SOUND);
  }

  @Test
  void missingLabelsAreFound() throws Exception {
    assertFound(
        """
        {"properties": {"hrs": "double", "depot": "text", "lane": "text"}, "vertices": ["lane"]}
        """,
        "1 ERROR MISSING_SOURCE: Depot is mapped to `depot`, which is no label of vertices of "
            + "store. Make the label in the graph, or mend `from`",
        "9 ERROR MISSING_LABEL: `lane` is no label of edges of store. Make the label in the "
            + "graph, or mend `label`");
  }

  @Test
  void missingPropertiesAreFound() throws Exception {
    assertFound(
        SOUND.replace("\"opened\"", "\"opens\"").replace("\"hrs\"", "\"hours\""),
        "7 ERROR MISSING_COLUMN: `depot` in store has no property `opened`, which Depot.opened is "
            + "read from. Name the property by `@column(name:)`, or add it",
        "12 ERROR MISSING_COLUMN: `lane` in store has no property `hrs`, which Lane.hours is read "
            + "from. Name the property by `@column(name:)`, or add it");
  }

  @Test
  void otherTypesAreFound() throws Exception {
    assertFound(
        SOUND
            .replace("\"number\": \"long\"", "\"number\": \"text\"")
            .replace("\"instant\"", "[\"instant\"]")
            .replace("[\"text\"]", "\"text\""),
        "6 ERROR STORED_TYPE_DIFFERS: property `number` of the graph is String, and Depot.number "
            + "is declared as INT. Give the field the type that is stored, by its scalar or "
            + "`@column(type:)`",
        "7 ERROR STORED_TYPE_DIFFERS: property `opened` of the graph is many Instant, and "
            + "Depot.opened is declared as DATE_TIME. Give the field the type that is stored, by "
            + "its scalar or `@column(type:)`",
        "8 ERROR STORED_TYPE_DIFFERS: property `tags` of the graph is String, and Depot.tags is "
            + "declared as a list of TEXT. Give the field the type that is stored, by its scalar "
            + "or `@column(type:)`");
  }

  @Test
  void missingIndexesAreFound() throws Exception {
    assertFound(
        """
        {"properties": {"code": "text", "country": "text", "number": "long", "opened": "instant",
                        "tags": ["text"], "hrs": "double"},
         "vertices": ["depot", "other"], "edges": {"lane": []},
         "indexes": [{"label": "depot", "properties": ["code"], "unique": false},
                     {"label": "depot", "properties": ["country", "number"], "unique": true},
                     {"label": "other", "properties": ["country"], "unique": false}]}
        """,
        "1 ERROR KEY_NOT_UNIQUE: no unique index of store is over `code` of `depot`, and Depot "
            + "declares them unique. mgmt.buildIndex('depotBycode', Vertex.class)"
            + ".addKey(mgmt.getPropertyKey('code')).indexOnly(mgmt.getVertexLabel('depot'))"
            + ".unique().buildCompositeIndex(), or declare a key that is unique",
        "3 ERROR MISSING_INDEX: no enabled composite index of store is over `country` of `depot`, "
            + "so that nothing is found by it. mgmt.buildIndex('depotBycountry', Vertex.class)"
            + ".addKey(mgmt.getPropertyKey('country')).indexOnly(mgmt.getVertexLabel('depot'))"
            + ".buildCompositeIndex()");
  }
}
