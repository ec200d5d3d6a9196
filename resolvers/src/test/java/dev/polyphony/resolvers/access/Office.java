package dev.polyphony.resolvers.access;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryRules;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A schema with restrictions of every kind, its rows, and who asks.
final class Office {
  static final Identity STAFF = new Identity(true, Set.of(), Map.of());

  private static final String SCHEMA =
      """
      type Person
        @entity(store: "staff", from: "person", key: "id")
        @entity(store: "graph", from: "vertex", key: "id")
        @key(fields: "badge")
        @index(fields: ["name"])
        @index(fields: ["teamId", "name"])
        @index(fields: ["salary"]) {
        id: ID!
        name: String!
        badge: String @authenticated
        salary: Int @requiresScopes(scopes: [["payroll"], ["hr", "read"]])
        email: String! @authenticated
        home: Home
        teamId: ID @inaccessible
        team: Team @join(on: {local: "teamId"})
        teamSecret: String @join(path: "team.secret")
        file: File @join
        fileCode: String @join(path: "file.code")
        notes: [Note!] @join(on: {remote: "personId"})
        notePages: NoteConnection @join(on: {remote: "personId"})
        friends: [Friend!] @relationship(label: "friend", direction: OUT, in: "graph.vertex")
        links: [Link!] @relationship(label: "friend", direction: OUT, in: "graph.vertex")
        weight: Int @column(in: "graph") @authenticated
      }
      type Home { city: String  street: String @authenticated }
      type Friend { since: Int @authenticated  person: Person @column(name: "$target") }
      type Link @requiresScopes(scopes: ["graph"]) { since: Int  person: Person @column(name: "$target") }
      type Team @entity(store: "staff", from: "team", key: "id") @index(fields: ["secret"]) {
        id: ID!
        secret: String @authenticated
        people(salary: Int, from: String @filter(field: "name", op: GTE)): PersonConnection
          @join(on: {remote: "teamId"}, scan: true)
      }
      type File @entity(store: "vault", from: "file", key: "id") @authenticated { id: ID! code: String }
      type Note
        @entity(store: "vault", from: "note", key: "id")
        @index(fields: ["personId"])
        @requiresScopes(scopes: [["notes"]]) {
        id: ID!
        personId: ID
        text: String
      }
      type Rank @entity(store: "staff", from: "rank", key: "id", order: ["pay DESC"]) @index(fields: ["pay"]) {
        id: ID!
        pay: Int @authenticated
      }
      type Query {
        person(id: ID!): Person @lookup
        personByBadge(badge: String!): Person @lookup
        peopleByBadge(badges: [String!]!): [Person] @lookupMany(field: "badge")
        people(salary: Int): [Person!] @list(scan: true)
        file(id: ID!): File @lookup
        files: FileConnection @list
        notes: NoteConnection @list
        ranks: RankConnection @list
        teams: [Team!] @list
        staffOnly: [Team!] @list @authenticated
      }
      """;

  private final Engine engine;

  Office() {
    Catalog catalog = catalog();
    this.engine =
        new Engine(
            catalog,
            Map.<String, Store>of("staff", staff(), "graph", graph(), "vault", vault()),
            EngineLimits.DEFAULT);
  }

  static Identity scopes(String... scopes) {
    return new Identity(true, Set.of(scopes), Map.of());
  }

  private static Catalog catalog() {
    Map<String, StoreDeclaration> stores = new LinkedHashMap<>();
    for (String name : List.of("staff", "graph", "vault")) {
      stores.put(
          name,
          new StoreDeclaration(
              name, new WithEdges(), ValueType.TEXT, false, Location.of("office.yaml")));
    }
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("office.graphql", SCHEMA)),
            stores,
            Limits.DEFAULT,
            new Problems());
    return Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString());
  }

  private static Store staff() {
    return new MemoryStore(
        Map.of(
            "person",
            List.of(
                person("1", "Ada", 900, "t"),
                person("2", "Bob", 500, "t"),
                person("3", "Cy", 1, "u")),
            "team",
            List.of(Map.of("id", "t", "secret", "owl"), Map.of("id", "u", "secret", "elk")),
            "rank",
            List.of(Map.of("id", "r", "pay", 7), Map.of("id", "s", "pay", 8))));
  }

  private static Map<String, ?> person(String id, String name, int salary, String team) {
    return Map.of(
        "id", id,
        "name", name,
        "badge", "b" + id,
        "salary", salary,
        "email", name + "@example",
        "home", Map.of("city", "Oslo", "street", "Main"),
        "teamId", team);
  }

  private static Store graph() {
    Map<String, ?> ada = Map.of("id", "1", "weight", 5, "$label", "vertex");
    Map<String, ?> bob = Map.of("id", "2", "weight", 6, "$label", "vertex");
    return new MemoryStore(
        Map.of(
            "vertex",
            List.of(ada, bob),
            "friend",
            List.of(Map.of("$id", "e", "$out", ada, "$in", bob, "since", 1990))));
  }

  private static Store vault() {
    return new MemoryStore(
        Map.of(
            "file", List.of(Map.of("id", "1", "code", "x")),
            "note", List.of(Map.of("id", "n", "personId", "1", "text", "hm"))));
  }

  Prepared.Ready plan(String query, Identity identity) {
    return switch (engine.prepare(GraphqlRequest.of(query), identity)) {
      case Prepared.Ready ready -> ready;
      case Prepared.Refused refused -> throw new AssertionError(refused.errors());
    };
  }

  /// The answer, and what the stores were asked.
  record Seen(String answer, List<String> fetches) {
    private static final Pattern DENIED =
        Pattern.compile(
            "\"message\":\"Not allowed to ([^\"]+)\",\"path\":\\[[^]]*],"
                + "\"extensions\":\\{\"code\":\"FORBIDDEN\"}");

    /// What was denied, in the order of the errors.
    List<String> denied() {
      return DENIED.matcher(answer).results().map(found -> found.group(1)).toList();
    }
  }

  Seen ask(String query, Identity identity) {
    List<String> fetches = new ArrayList<>();
    ExecutionOptions options =
        new ExecutionOptions(
            Duration.ofSeconds(10), (_, statement) -> fetches.add(statement.text()));
    byte[] answer =
        engine
            .execute(plan(query, identity), Runnable::run, options)
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join()
            .toBytes();
    return new Seen(new String(answer, StandardCharsets.UTF_8), fetches);
  }

  /// Lists in memory, with edges.
  private static final class WithEdges implements StoreRules {
    private final MemoryRules rules = new MemoryRules();

    @Override
    public String kind() {
      return rules.kind();
    }

    @Override
    public Set<ValueType> types() {
      return rules.types();
    }

    @Override
    public boolean snakeCase() {
      return rules.snakeCase();
    }

    @Override
    public Set<Feature> features() {
      Set<Feature> features = EnumSet.of(Feature.EDGES);
      features.addAll(rules.features());
      return features;
    }

    @Override
    public Capabilities bind(Mapping mapping, Problems problems) {
      return rules.bind(mapping, problems);
    }
  }
}
