package dev.polyphony.resolvers.subscription;

import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryRules;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.Subscribed;
import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.execution.CursorSeal;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.response.Response;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.events.EventRules;
import dev.polyphony.schema.events.Message;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A schema with streams of every form, and messages for them.
final class Board {
  private static final String SCHEMA =
      """
      type Airport @entity(store: "rows", from: "airport", key: "code") { code: ID! name: String }
      type Flight @entity(store: "rows", from: "flight", key: ["day", "number"]) {
        day: Date!
        number: Int!
        gate: String
      }
      type Place { lat: Float lon: Float }
      type Move {
        id: ID
        kind: String
        minutes: Int
        at: DateTime
        tags: [String!]
        place: Place
        secret: String @authenticated
        airport: Airport
        destinationCode: ID @inaccessible
        destination: Airport @join(on: {local: "destinationCode"})
        late: Boolean @value(expr: "minutes > 15")
        cursor: String @eventCursor
        offset: Long @column(name: "$offset")
        partition: Int @column(name: "$partition")
        topic: String @column(name: "$topic")
        key: String @column(name: "$key")
        sent: DateTime @column(name: "$timestamp")
        gone: Boolean @column(name: "$tombstone")
        trace: String @column(name: "$headers.trace")
      }
      type Note { text: String! }
      type Query { airport(code: ID!): Airport @lookup }
      type Subscription {
        moves(
          kind: String
          atLeast: Int @filter(field: "minutes", op: GTE)
          airportCode: ID @filter(field: "airport.code")
          after: String @eventCursor
        ): Move
          @eventStream(
            topics: ["moves", "more.moves"]
            message: "{ id kind minutes at tags place secret airport { code } destinationCode }"
            where: "kind != 'heartbeat'"
          )
        notes: Note @eventStream(topics: ["notes"])
        mine: Note @eventStream(topics: ["notes"], where: "text == claims.name") @authenticated
        flights: Flight @eventStream(topics: ["flights"])
      }
      """;

  private final Engine engine;
  private final List<String> fetches = new ArrayList<>();

  Board() {
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("board.graphql", SCHEMA)),
            Map.of(
                "rows",
                new StoreDeclaration(
                    "rows", new MemoryRules(), ValueType.TEXT, false, Location.of("board.yaml")),
                StoreDeclaration.KAFKA,
                EventRules.declaration(Location.of("board.yaml"))),
            Limits.DEFAULT,
            new Problems());
    Catalog catalog =
        Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString());
    this.engine =
        new Engine(
            catalog,
            Map.<String, Store>of("rows", rows()),
            EngineLimits.DEFAULT,
            CursorSeal.of(new byte[] {7}));
  }

  private static Store rows() {
    return new MemoryStore(
        Map.of(
            "airport",
            List.of(Map.of("code", "OSL", "name", "Oslo"), Map.of("code", "BGO", "name", "Bergen")),
            "flight",
            List.of(Map.of("day", java.time.LocalDate.of(2026, 1, 2), "number", 7, "gate", "A1"))));
  }

  Prepared prepare(String query, Identity identity) {
    return engine.prepare(GraphqlRequest.of(query), identity);
  }

  Prepared.Ready ready(String query, Identity identity) {
    return switch (prepare(query, identity)) {
      case Prepared.Ready ready -> ready;
      case Prepared.Refused refused -> throw new AssertionError(refused.errors());
    };
  }

  Subscription subscription(String query) {
    return switch (engine.subscribe(ready(query, Identity.ANONYMOUS))) {
      case Subscribed.Accepted accepted -> accepted.subscription();
      case Subscribed.Refused refused -> throw new AssertionError(refused.errors());
    };
  }

  List<RequestError> refusal(String query, Identity identity) {
    return switch (engine.subscribe(ready(query, identity))) {
      case Subscribed.Accepted _ -> List.of();
      case Subscribed.Refused refused -> refused.errors();
    };
  }

  /// The answers to those of the messages that are asked for, all by one run.
  List<String> answers(String query, Identity identity, Message... messages) {
    Prepared.Ready ready = ready(query, identity);
    if (!(engine.subscribe(ready) instanceof Subscribed.Accepted(Subscription subscription))) {
      throw new AssertionError("refused");
    }
    List<@Nullable Object[]> roots = new ArrayList<>();
    for (Message message : messages) {
      Object cell = subscription.read(message);
      if (subscription.admits(cell)) {
        roots.add(subscription.root(cell, "at " + message.offset()));
      }
    }
    fetches.clear();
    if (roots.isEmpty()) {
      return List.of();
    }
    Response response =
        engine
            .answer(
                ready,
                roots,
                Runnable::run,
                new ExecutionOptions(
                    Duration.ofSeconds(10), (_, statement) -> fetches.add(statement.text())))
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    List<String> answers = new ArrayList<>();
    for (int root = 0; root < roots.size(); root++) {
      answers.add(new String(response.toBytes(root, Map.of()), StandardCharsets.UTF_8));
    }
    return answers;
  }

  List<String> answers(String query, Message... messages) {
    return answers(query, Identity.ANONYMOUS, messages);
  }

  /// What the stores were asked for the last answers.
  List<String> fetches() {
    return fetches;
  }

  static Message message(long offset, @Nullable String value) {
    return new Message(
        "moves",
        3,
        offset,
        1_700_000_000_000L,
        bytes("k" + offset),
        value == null ? null : bytes(value),
        Map.of("trace", bytes("t-1")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
