package dev.polyphony.loaders.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedCassandra;
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
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.KeyBatch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A store over a keyspace of its own, asked and waited for.
final class TestTables implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedCassandra server = SharedStores.cassandra();
  private final Database keyspace = server.newKeyspace();
  private final Vertx vertx = Vertx.vertx();
  private final List<Statement> statements = Collections.synchronizedList(new ArrayList<>());
  private final Store store;

  TestTables() {
    this(Map.of());
  }

  TestTables(Map<String, String> settings) {
    store = TestCluster.open(vertx, server.port(), keyspace.name(), settings);
  }

  TestTables holding(String statements) {
    server.execute(keyspace, statements);
    return this;
  }

  Store store() {
    return store;
  }

  Database keyspace() {
    return keyspace;
  }

  Vertx vertx() {
    return vertx;
  }

  /// What was sent since this was last asked.
  List<Statement> sent() {
    List<Statement> sent = List.copyOf(statements);
    statements.clear();
    return sent;
  }

  CallContext context() {
    return CallContext.within(PATIENCE, statements::add);
  }

  Answer find(Mapping mapping, KeyBatch keys, String... fields) {
    return answered(
        store.findByKeys(
            new KeyLookup(mapping, mapping.key(), keys, Projection.of(fields)), context()));
  }

  Answer find(Mapping mapping, KeyBatch keys, Projection projection) {
    return answered(
        store.findByKeys(new KeyLookup(mapping, mapping.key(), keys, projection), context()));
  }

  CompletionStage<Answer> list(
      Mapping mapping, Condition filter, List<FieldOrder> order, Page page, String... fields) {
    return store.query(
        new Query(new Source.All(mapping), Projection.of(fields), filter, order, page), context());
  }

  Answer list(Mapping mapping, Condition filter, String... fields) {
    return answered(list(mapping, filter, mapping.order(), Page.first(100), fields));
  }

  CompletionStage<Answer> related(
      Mapping mapping,
      String remote,
      KeyBatch parents,
      Condition filter,
      List<FieldOrder> order,
      Page page,
      String... fields) {
    List<FieldPath> paths = Arrays.stream(remote.split(" ")).map(FieldPath::of).toList();
    return store.query(
        new Query(
            new Source.Related(mapping, paths, parents),
            Projection.of(fields),
            filter,
            order,
            page),
        context());
  }

  static Condition equal(String field, Object value) {
    return new Condition.Compare(FieldPath.of(field), Operator.EQ, value);
  }

  static Condition compare(String field, Operator operator, Object value) {
    return new Condition.Compare(FieldPath.of(field), operator, value);
  }

  static Condition in(String field, Object... values) {
    return new Condition.In(List.of(FieldPath.of(field)), KeyBatch.of(values));
  }

  static Condition all(Condition... parts) {
    return new Condition.And(List.of(parts));
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
      assertThat(e.getCause()).isInstanceOf(StoreException.class);
      return e.getCause() instanceof StoreException failure
          ? failure.reason()
          : FailureReason.BAD_DATA;
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /// The cells of the first column, by ordinal.
  static List<List<@Nullable Object>> byOrdinal(Answer answer) {
    List<List<@Nullable Object>> ordinals = new ArrayList<>();
    for (int ordinal = 0; ordinal < answer.links().size(); ordinal++) {
      @Nullable Object[] cells = new @Nullable Object[answer.links().count(ordinal)];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = answer.rows().get(answer.links().row(ordinal, i), 0);
      }
      ordinals.add(Arrays.asList(cells));
    }
    return ordinals;
  }

  /// The cells of the first column of the only ordinal.
  static List<@Nullable Object> column(Answer answer) {
    return byOrdinal(answer).getFirst();
  }

  @Override
  public void close() {
    store.close();
    vertx.close();
  }
}
