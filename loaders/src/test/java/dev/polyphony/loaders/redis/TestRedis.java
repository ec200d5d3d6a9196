package dev.polyphony.loaders.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedRedis;
import dev.polyphony.embedded.RedisCommands;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.sdl.SchemaReader;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A database of a real server, a store over it, and types as users declare them.
final class TestRedis implements AutoCloseable {
  private static final Location HERE = Location.of("polyphony.yaml");
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final EmbeddedRedis server = SharedStores.redis();
  final Database database = server.newDatabase();
  final Vertx vertx = Vertx.vertx();
  final RedisCommands commands = server.connect(database);
  final Store store = open(vertx, database.url());
  private final List<Statement> statements = new ArrayList<>();

  static Store open(Vertx vertx, String url) {
    return open(vertx, Map.of("url", url));
  }

  static Store open(Vertx vertx, Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent("connectTimeout", "2s");
    Problems problems = new Problems();
    Store store = new RedisStoreFactory().configure("hot", section(all, problems)).open(vertx);
    assertThat(problems.all()).isEmpty();
    return store;
  }

  static Section section(Map<String, Object> settings, Problems problems) {
    Map<String, Section.Value> values = new LinkedHashMap<>();
    settings.forEach((key, value) -> values.put(key, new Section.Value(value, HERE)));
    return new Section("stores.hot", HERE, values, problems);
  }

  private static SchemaReader.Outcome read(String sdl) {
    StoreDeclaration hot =
        new StoreDeclaration("hot", new RedisRules(), ValueType.TEXT, false, HERE);
    return SchemaReader.read(
        List.of(new SchemaReader.Sdl("hot.graphql", sdl)),
        Map.of("hot", hot),
        Limits.DEFAULT,
        new Problems());
  }

  /// The problems of a schema of the type and a lookup of it.
  static List<Problem> problems(String sdl) {
    return read(sdl).problems();
  }

  /// The only entity of the SDL, with a query beside it so that it is a schema.
  static Mapping mapping(String sdl) {
    SchemaReader.Outcome outcome =
        read(
            sdl
                + " type Any @entity(store: \"hot\", from: \"any:{$key.id}\", key: \"id\")"
                + " { id: ID! }  type Query { any(id: ID!): Any @lookup }");
    assertThat(outcome.problems()).isEmpty();
    Catalog catalog = outcome.catalog();
    if (catalog == null) {
      throw new AssertionError("no catalog");
    }
    return catalog.entities().values().stream()
        .filter(entity -> !entity.name().equals("Any"))
        .findFirst()
        .orElseThrow()
        .primary()
        .mapping();
  }

  /// The statement of a root field, or of a field of `Any`.
  static NativeStatement statement(String field, String types) {
    SchemaReader.Outcome outcome =
        read(
            "type Any @entity(store: \"hot\", from: \"any:{$key.id}\", key: \"id\") { id: ID! "
                + (field.contains("{$this") ? field : "")
                + " } type Query { any(id: ID!): Any @lookup "
                + (field.contains("{$this") ? "" : field)
                + " } "
                + types);
    assertThat(outcome.problems()).isEmpty();
    Catalog catalog = java.util.Objects.requireNonNull(outcome.catalog());
    String owner = field.contains("{$this") ? "Any" : "Query";
    return catalog.type(owner).fields().values().stream()
        .filter(FieldBinding.NativeField.class::isInstance)
        .map(binding -> ((FieldBinding.NativeField) binding).statement())
        .findFirst()
        .orElseThrow();
  }

  static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  static FieldOrder order(String text) {
    String[] parts = text.split(" ", -1);
    return parts[1].equals("DESC")
        ? FieldOrder.descending(parts[0])
        : FieldOrder.ascending(parts[0]);
  }

  CallContext context() {
    return CallContext.within(PATIENCE, statements::add);
  }

  /// What was sent since this was last asked.
  List<Statement> sent() {
    List<Statement> sent = List.copyOf(statements);
    statements.clear();
    return sent;
  }

  Answer find(Mapping mapping, Projection projection, Object... keys) {
    return find(mapping, KeyBatch.of(keys), projection);
  }

  Answer find(Mapping mapping, KeyBatch keys, Projection projection) {
    return answered(
        store.findByKeys(new KeyLookup(mapping, mapping.key(), keys, projection), context()));
  }

  CompletionStage<Answer> ask(
      Source source, Projection projection, Condition filter, List<FieldOrder> order, Page page) {
    return store.query(new Query(source, projection, filter, order, page), context());
  }

  Answer list(Mapping mapping, Projection projection, List<FieldOrder> order, Page page) {
    return answered(ask(new Source.All(mapping), projection, Condition.TRUE, order, page));
  }

  static Source related(Mapping mapping, String remote, Object... parents) {
    return new Source.Related(mapping, List.of(FieldPath.of(remote)), KeyBatch.of(parents));
  }

  static <T> T answered(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static FailureReason refused(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
      throw new AssertionError("expected a failure, was answered " + answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException refused) {
        return refused.reason();
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /// The rows of each ordinal.
  static List<List<List<@Nullable Object>>> rows(Answer answer) {
    List<List<List<@Nullable Object>>> ordinals = new ArrayList<>();
    for (int ordinal = 0; ordinal < answer.links().size(); ordinal++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = 0; i < answer.links().count(ordinal); i++) {
        rows.add(Arrays.asList(answer.rows().row(answer.links().row(ordinal, i))));
      }
      ordinals.add(rows);
    }
    return ordinals;
  }

  /// The first cells of the only ordinal.
  static List<@Nullable Object> column(Answer answer) {
    List<@Nullable Object> cells = new ArrayList<>();
    rows(answer).getFirst().forEach(row -> cells.add(row.getFirst()));
    return cells;
  }

  @Override
  public void close() {
    store.close();
    commands.close();
    vertx.close();
  }
}
