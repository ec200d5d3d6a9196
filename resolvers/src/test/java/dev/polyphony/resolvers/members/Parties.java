package dev.polyphony.resolvers.members;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryRules;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// People in one store and firms in another: the members of an interface and of a union.
final class Parties {
  private static final String SCHEMA =
      """
      interface Party { id: ID! name: String! }
      union Anyone = Person | Firm
      type Person implements Party
        @entity(store: "staff", from: "person", key: "id", order: ["name ASC"])
        @index(fields: ["name"])
        @index(fields: ["bossId", "name"]) {
        id: ID!
        name: String!
        salary: Int
        bossId: ID @inaccessible
      }
      type Firm implements Party
        @entity(store: "trade", from: "firm", key: "id", order: ["name ASC"])
        @index(fields: ["name"])
        @index(fields: ["bossId", "name"]) {
        city: String
        seats: Int
        id: ID!
        name: String!
        bossId: ID @inaccessible
      }
      type Boss @entity(store: "staff", from: "boss", key: "id") {
        id: ID!
        favouriteId: ID @inaccessible
        favourite: Party @join(on: {local: "favouriteId"})
        under: [Party!] @join(on: {remote: "bossId"})
        underPages: PartyConnection @join(on: {remote: "bossId"})
      }
      type Query {
        party(id: ID!): Party @lookup
        partiesById(ids: [ID!]!): [Party] @lookupMany(field: "id")
        parties: PartyConnection @list
        partyList: [Party!] @list
        anyone: [Anyone!] @list
        anyonePages: AnyoneConnection @list
        bosses: [Boss!] @list
      }
      """;

  private final Engine engine;

  Parties(List<Map<String, ?>> people, List<Map<String, ?>> firms) {
    Map<String, StoreDeclaration> stores = new LinkedHashMap<>();
    for (String name : List.of("staff", "trade")) {
      stores.put(
          name,
          new StoreDeclaration(
              name, new MemoryRules(), ValueType.TEXT, false, Location.of("parties.yaml")));
    }
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("parties.graphql", SCHEMA)),
            stores,
            Limits.DEFAULT,
            new Problems());
    Catalog catalog =
        Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString());
    List<Map<String, ?>> bosses =
        List.of(
            Map.of("id", "b1", "favouriteId", "f1"),
            Map.of("id", "b2", "favouriteId", "p1"),
            Map.of("id", "b3", "favouriteId", "nobody"));
    Store staff = new MemoryStore(Map.of("person", people, "boss", bosses));
    Store trade = new MemoryStore(Map.of("firm", firms));
    this.engine = new Engine(catalog, Map.of("staff", staff, "trade", trade), EngineLimits.DEFAULT);
  }

  /// Seven, whose names are in turn those of people and of firms; two names stand twice.
  static Parties seven() {
    return new Parties(
        List.of(
            Map.of("id", "p1", "name", "Ada", "salary", 900, "bossId", "b1"),
            Map.of("id", "p2", "name", "Cy", "salary", 500, "bossId", "b1"),
            Map.of("id", "p3", "name", "Eve", "bossId", "b2"),
            Map.of("id", "p4", "name", "Cy", "salary", 1)),
        List.of(
            Map.of("id", "f1", "name", "Bolt", "city", "Oslo", "seats", 4, "bossId", "b1"),
            Map.of("id", "f2", "name", "Dune", "seats", 9, "bossId", "b2"),
            Map.of("id", "f3", "name", "Ada", "city", "Graz")));
  }

  /// An answer, and how often the stores were asked.
  record Seen(String answer, int fetches) {}

  Seen ask(String query) {
    if (!(engine.prepare(GraphqlRequest.of(query)) instanceof Prepared.Ready ready)) {
      throw new AssertionError("refused: " + query);
    }
    List<String> fetches = new ArrayList<>();
    ExecutionOptions options =
        new ExecutionOptions(
            Duration.ofSeconds(10), (_, statement) -> fetches.add(statement.text()));
    byte[] answer =
        engine
            .execute(ready, Runnable::run, options)
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join()
            .toBytes();
    return new Seen(new String(answer, StandardCharsets.UTF_8), fetches.size());
  }
}
