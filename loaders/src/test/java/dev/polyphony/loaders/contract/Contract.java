package dev.polyphony.loaders.contract;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What the parts of the contract have in common: a fixture, and ways to ask it and wait.
interface Contract {
  Duration PATIENCE = Duration.ofSeconds(30);
  AtomicInteger NAMES = new AtomicInteger();

  StoreFixture fixture();

  default Store store() {
    return fixture().store();
  }

  /// A source of a name that no other test has.
  default Declared source(String... key) {
    return Declared.source(
        fixture().rules(),
        "thing_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet(),
        key);
  }

  default void create(Mapping mapping, List<Map<String, @Nullable Object>> rows) {
    fixture().create(mapping, rows);
  }

  /// Field, value, field, value, …
  static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return row;
  }

  static CallContext context() {
    return CallContext.within(PATIENCE, statement -> {});
  }

  static CallContext context(List<Statement> log) {
    List<Statement> safe = Collections.synchronizedList(log);
    return CallContext.within(PATIENCE, safe::add);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e.getCause());
    }
  }

  static StoreException failure(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
      throw new AssertionError("answered " + answer);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        return failure;
      }
      throw new AssertionError("no failure of the closed set", e.getCause());
    }
  }

  default Answer find(Mapping mapping, Projection projection, Object... keys) {
    return find(mapping, mapping.key(), KeyBatch.of(keys), projection);
  }

  default Answer find(Mapping mapping, List<FieldPath> key, KeyBatch keys, Projection projection) {
    return await(store().findByKeys(new KeyLookup(mapping, key, keys, projection), context()));
  }

  default Answer list(
      Mapping mapping, Condition filter, List<FieldOrder> order, Page page, String... fields) {
    return await(
        store()
            .query(
                new Query(new Source.All(mapping), Projection.of(fields), filter, order, page),
                context()));
  }

  default Answer related(
      Mapping mapping, String remote, List<FieldOrder> order, Page page, Object... parents) {
    Source source =
        new Source.Related(mapping, List.of(FieldPath.of(remote)), KeyBatch.of(parents));
    return await(
        store()
            .query(new Query(source, Projection.of("id"), Condition.TRUE, order, page), context()));
  }

  /// The ids of the rows that pass, in order of id.
  default List<@Nullable Object> passing(Mapping mapping, Condition filter) {
    return cells(list(mapping, filter, mapping.order(), Page.first(1000), "id"), 0);
  }

  static Condition compare(String field, Operator operator, Object value) {
    return new Condition.Compare(FieldPath.of(field), operator, value);
  }

  static FieldOrder order(String field, Direction direction) {
    return new FieldOrder(FieldPath.of(field), direction);
  }

  /// The first cells of an ordinal's rows.
  static List<@Nullable Object> cells(Answer answer, int ordinal) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < answer.links().count(ordinal); i++) {
      cells.add(answer.rows().get(answer.links().row(ordinal, i), 0));
    }
    return cells;
  }

  /// The first cell of an ordinal's only row.
  static @Nullable Object cell(Answer answer, int ordinal) {
    int row = answer.links().single(ordinal);
    if (row < 0) {
      throw new AssertionError("no row for ordinal " + ordinal + ", failures " + answer.failures());
    }
    return answer.rows().get(row, 0);
  }
}
