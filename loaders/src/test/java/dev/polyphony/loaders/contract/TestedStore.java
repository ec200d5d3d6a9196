package dev.polyphony.loaders.contract;

import static org.assertj.core.api.Assertions.catchThrowable;

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
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A store under test: filled, asked, and waited for.
final class TestedStore implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Fixture fixture;
  private final Store store;
  private final List<Statement> statements = Collections.synchronizedList(new ArrayList<>());

  TestedStore(Fixture fixture) {
    this.fixture = fixture;
    this.store = fixture.open();
  }

  Fixture fixture() {
    return fixture;
  }

  /// Makes the mapping's source of rows of logical values in the order of its columns.
  void fillAll(Mapping mapping, List<List<@Nullable Object>> rows) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      documents.add(Documents.of(mapping, row.toArray()));
    }
    create(mapping, documents);
  }

  /// Makes the mapping's source of documents by stored name. What the kind's rules do not admit to
  /// be declared, it refuses here.
  void create(Mapping mapping, List<Map<String, @Nullable Object>> documents) {
    Problems problems = new Problems();
    fixture.rules().bind(mapping, problems);
    if (problems.hasErrors()) {
      throw new StoreException(FailureReason.UNSUPPORTED, problems.all().toString());
    }
    fixture.create(mapping, documents);
    statements.clear();
  }

  /// Whether all values may be those of a key.
  boolean admitsKey(Collection<?> values) {
    return values.stream().allMatch(fixture::admitsKey);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the rows are only read
  final void fill(Mapping mapping, List<@Nullable Object>... rows) {
    fillAll(mapping, Arrays.asList(rows));
  }

  static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  /// What the store sent since it was filled, or since the last time that this was asked.
  List<Statement> sent() {
    List<Statement> sent = List.copyOf(statements);
    statements.clear();
    return sent;
  }

  Answer find(Mapping mapping, Projection projection, Object... keys) {
    return find(mapping, mapping.key(), KeyBatch.of(keys), projection);
  }

  Answer find(Mapping mapping, List<FieldPath> key, KeyBatch keys, Projection projection) {
    return answered(
        store.findByKeys(new KeyLookup(mapping, key, keys, projection), context(PATIENCE)));
  }

  /// The values of one field of all rows that pass, by key.
  List<@Nullable Object> list(Mapping mapping, String field, Condition filter) {
    return column(
        answered(
            ask(
                new Source.All(mapping),
                Projection.of(field),
                filter,
                mapping.order(),
                Page.first(1000))));
  }

  Answer list(Mapping mapping, Projection projection, List<FieldOrder> order, Page page) {
    return answered(ask(new Source.All(mapping), projection, Condition.TRUE, order, page));
  }

  Answer related(
      Mapping mapping, String remote, Projection projection, Page page, Object... parents) {
    return answered(
        ask(
            new Source.Related(mapping, List.of(FieldPath.of(remote)), KeyBatch.of(parents)),
            projection,
            Condition.TRUE,
            mapping.order(),
            page));
  }

  CompletionStage<Answer> ask(
      Source source, Projection projection, Condition filter, List<FieldOrder> order, Page page) {
    return store.query(new Query(source, projection, filter, order, page), context(PATIENCE));
  }

  CompletionStage<Answer> ask(Query query) {
    return within(PATIENCE, query);
  }

  CompletionStage<Answer> within(Duration time, Query query) {
    return store.query(query, context(time));
  }

  CompletionStage<Answer> count(Source source, Condition filter) {
    Query query =
        new Query(source, Projection.of(), filter, source.mapping().order(), Page.first(1));
    return store.count(query, context(PATIENCE));
  }

  String version() {
    return answered(store.inspect(context(PATIENCE))).version();
  }

  private CallContext context(Duration time) {
    return CallContext.within(time, statements::add);
  }

  static <T> T answered(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /// Why a request failed as a whole.
  static FailureReason refused(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
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

  /// Fails with what came instead, where it is not the one reason.
  static void assertRefused(FailureReason reason, CompletionStage<?> stage) {
    Throwable thrown = catchThrowable(() -> answered(stage));
    if (thrown != null
        && thrown.getCause() instanceof ExecutionException failed
        && failed.getCause() instanceof StoreException refused
        && refused.reason() == reason) {
      return;
    }
    throw new AssertionError("expected " + reason, thrown);
  }

  /// The first cell of each row of each ordinal.
  static List<List<@Nullable Object>> byOrdinal(Answer answer) {
    List<List<@Nullable Object>> ordinals = new ArrayList<>();
    for (int ordinal = 0; ordinal < answer.links().size(); ordinal++) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int i = 0; i < answer.links().count(ordinal); i++) {
        cells.add(answer.rows().get(answer.links().row(ordinal, i), 0));
      }
      ordinals.add(cells);
    }
    return ordinals;
  }

  /// The cells of the row that a key has.
  static @Nullable Object[] rowOf(Answer answer, int ordinal) {
    return answer.rows().row(answer.links().single(ordinal));
  }

  /// The first cell of each row of the only ordinal.
  static List<@Nullable Object> column(Answer answer) {
    return byOrdinal(answer).getFirst();
  }

  @Override
  public void close() {
    store.close();
    fixture.close();
  }
}
