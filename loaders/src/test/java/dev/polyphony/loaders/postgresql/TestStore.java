package dev.polyphony.loaders.postgresql;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
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
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Rows;
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

/// A store over a database of its own, asked and waited for.
final class TestStore implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EmbeddedPostgres server = SharedStores.postgres();
  private final Database database = server.newDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final List<Statement> statements = Collections.synchronizedList(new ArrayList<>());
  private final Store store = open(vertx, database.url());

  static Store open(Vertx vertx, String url) {
    Problems problems = new Problems();
    Section.Value value = new Section.Value(url, Location.of("polyphony.yaml"));
    Section section =
        new Section("stores.store", Location.of("polyphony.yaml"), Map.of("url", value), problems);
    Store opened = new PostgresStoreFactory().configure("store", section).open(vertx);
    if (!problems.all().isEmpty()) {
      throw new IllegalStateException(problems.all().toString());
    }
    return opened;
  }

  TestStore holding(String sql) {
    server.execute(database, sql);
    return this;
  }

  EmbeddedPostgres server() {
    return server;
  }

  Database database() {
    return database;
  }

  Store store() {
    return store;
  }

  List<Statement> statements() {
    return statements;
  }

  CallContext context() {
    return CallContext.within(PATIENCE, statements::add);
  }

  Answer find(Mapping mapping, String key, Projection projection, Object... keys) {
    return answered(
        store.findByKeys(
            new KeyLookup(mapping, List.of(FieldPath.of(key)), KeyBatch.of(keys), projection),
            context()));
  }

  Answer list(Mapping mapping, Condition filter, String... fields) {
    return list(mapping, filter, mapping.order(), Page.first(1000), fields);
  }

  Answer list(
      Mapping mapping, Condition filter, List<FieldOrder> order, Page page, String... fields) {
    return answered(
        store.query(
            new Query(new Source.All(mapping), Projection.of(fields), filter, order, page),
            context()));
  }

  FailureReason refused(CompletionStage<?> stage) {
    return failure(stage).reason();
  }

  StoreException failure(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
      throw new AssertionError("expected a failure, was answered " + answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException refused) {
        return refused;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T answered(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /// The cells of one column, row after row.
  static List<@Nullable Object> column(Answer answer, String field) {
    int at = answer.rows().column(field);
    List<@Nullable Object> cells = new ArrayList<>();
    for (int row = 0; row < answer.rows().size(); row++) {
      cells.add(answer.rows().get(row, at));
    }
    return cells;
  }

  static Rows nested(Rows rows, int row, int column) {
    if (rows.get(row, column) instanceof Rows nested) {
      return nested;
    }
    throw new AssertionError("no nested rows but " + rows.get(row, column));
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

  @Override
  public void close() {
    store.close();
    vertx.close();
  }
}
