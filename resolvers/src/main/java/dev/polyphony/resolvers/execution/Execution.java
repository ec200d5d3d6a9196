package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FetchLoader;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.errors.StoreErrors;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Origin;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/// One run of a plan, breadth-first: a fetch runs once, with the rows of all its parents, as soon
/// as they are there; nothing waits for anything else.
///
/// Confined to one executor: all state is touched on it alone, except the count of rows.
public final class Execution {
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Plan plan;
  private final Map<String, Store> stores;
  private final CoercedVariables variables;
  private final Limits limits;
  private final Executor executor;
  private final ExecutionOptions options;
  private final long deadline;

  private final @Nullable RowSet[] sets;
  private final int[] waiting;
  private final AtomicInteger rowsRead = new AtomicInteger();
  private final CompletableFuture<RowSets> done = new CompletableFuture<>();
  private final Set<Awaited> awaited = new LinkedHashSet<>();
  private final CompletableFuture<@Nullable Void> expiry = new CompletableFuture<>();
  private int pending;

  public Execution(
      Plan plan,
      Map<String, Store> stores,
      CoercedVariables variables,
      Limits limits,
      Executor executor,
      ExecutionOptions options) {
    this.plan = plan;
    this.stores = stores;
    this.variables = variables;
    this.limits = limits;
    this.executor = executor;
    this.options = options;
    this.deadline = System.nanoTime() + options.deadline().toNanos();
    this.sets = new RowSet[plan.selections().size()];
    this.waiting = new int[plan.fetches().size()];
    for (Fetch fetch : plan.fetches()) {
      waiting[fetch.id()] = fetch.consumers().size();
      pending += fetch.consumers().size();
    }
  }

  /// Starts; call it once, on the executor. Completes on the executor and never fails: what goes
  /// wrong is in the row sets.
  public CompletionStage<RowSets> run() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new Object[0]);
    arrived(plan.root(), new RowSet(rows, Links.all(1), Map.of()));
    finishWhenDone();
    if (pending > 0) {
      limit();
    }
    return done;
  }

  private void finishWhenDone() {
    if (pending == 0 && !done.isDone()) {
      expiry.complete(null);
      RowSets complete = new RowSets(plan, sets);
      new AnswerSize(complete, limits.objects()).bound();
      new NullPass(plan, complete).run();
      done.complete(complete);
    }
  }

  /// The objects of a selection are there: derives those that need no fetch, and starts the fetches
  /// that waited for nothing else.
  private void arrived(Selection selection, RowSet set) {
    sets[selection.id()] = set;
    for (Selection child : plan.children(selection.id())) {
      switch (child.origin()) {
        case Origin.Embedded origin -> arrived(child, Derived.embedded(set, origin.column()));
        case Origin.KeyOnly origin -> arrived(child, Derived.keyOnly(set, origin.columns()));
        case Origin.PageRows _ -> arrived(child, Derived.pageRows(set));
        case Origin.Same _ -> arrived(child, Derived.same(set));
        case Origin.Root _, Origin.Fetched _, Origin.Pages _ -> {}
      }
    }
    for (Fetch fetch : plan.fetches()) {
      for (Consumer consumer : fetch.consumers()) {
        if (consumer.parent() == selection.id() && --waiting[fetch.id()] == 0) {
          start(fetch);
        }
      }
    }
  }

  private void start(Fetch fetch) {
    try {
      ListRequest request =
          fetch.list() == null ? null : ListRequests.of(fetch, fetch.list(), variables, limits);
      if (fetch.key().isEmpty()) {
        all(fetch, request);
      } else {
        byKeys(fetch, request);
      }
    } catch (BadInput e) {
      failAll(fetch, e.error());
    } catch (RuntimeException e) {
      failAll(fetch, StoreErrors.internal(e));
    }
  }

  private void failAll(Fetch fetch, FieldError error) {
    for (int i = 0; i < fetch.consumers().size(); i++) {
      delivered(fetch, i, Delivery.failed(parents(fetch, i).size(), error));
    }
  }

  private void all(Fetch fetch, @Nullable ListRequest request) {
    CompletionStage<Answer> answer = ask(fetch, request, null);
    Keys keys = new Keys(KeyBatch.wrap(1, new Object[0]), new int[] {0, 1}, Map.of());
    for (int i = 0; i < fetch.consumers().size(); i++) {
      await(fetch, i, keys, request, answer);
    }
  }

  private void byKeys(Fetch fetch, @Nullable ListRequest request) {
    DataLoader<KeyBatch, Answer> loader =
        FetchLoader.of(keys -> keys.isEmpty() ? nothing(fetch) : ask(fetch, request, keys));
    KeyReader reader = new KeyReader(fetch);
    List<Runnable> deliveries = new ArrayList<>();
    for (int i = 0; i < fetch.consumers().size(); i++) {
      int index = i;
      RowSet parents = parents(fetch, i);
      try {
        Keys keys = reader.read(fetch.consumers().get(i).keys(), parents, variables);
        CompletionStage<Answer> answer = loader.load(keys.batch());
        deliveries.add(() -> await(fetch, index, keys, request, answer));
      } catch (BadInput e) {
        deliveries.add(() -> delivered(fetch, index, Delivery.failed(parents.size(), e.error())));
      }
    }
    CompletableFuture<List<Answer>> _ = loader.dispatch();
    deliveries.forEach(Runnable::run);
  }

  private static CompletionStage<Answer> nothing(Fetch fetch) {
    return CompletableFuture.completedFuture(
        new Answer(Rows.empty(fetch.projection().names()), Links.oneToOne(0)));
  }

  private RowSet parents(Fetch fetch, int consumer) {
    RowSet set = sets[fetch.consumers().get(consumer).parent()];
    if (set == null) {
      throw new IllegalStateException("fetch " + fetch.id() + " runs before its parents");
    }
    return set;
  }

  private CompletionStage<Answer> ask(
      Fetch fetch, @Nullable ListRequest request, @Nullable KeyBatch keys) {
    Store store = stores.get(fetch.mapping().store());
    if (store == null) {
      throw new IllegalStateException("no store " + fetch.mapping().store());
    }
    CallContext context = new CallContext(deadline, log(fetch));
    ExecutionOptions.Recorder recorder = options.recorder();
    if (recorder != null) {
      recorder.asked(fetch.id(), keys == null ? 1 : keys.size());
    }
    CompletionStage<Answer> answer;
    if (fetch.byKey() && keys != null) {
      answer =
          store.findByKeys(
              new KeyLookup(fetch.mapping(), fetch.key(), keys, fetch.projection()), context);
    } else {
      Source source = source(fetch, keys);
      Condition filter = request == null ? Condition.TRUE : request.filter();
      Page page = request == null ? Page.first(1) : request.page();
      answer =
          store.query(new Query(source, fetch.projection(), filter, fetch.order(), page), context);
    }
    return answer.thenApply(rows -> {
      rowsRead.addAndGet(rows.rows().size());
      if (recorder != null) {
        recorder.answered(fetch.id(), rows.rows().size());
      }
      return rows;
    });
  }

  private static Source source(Fetch fetch, @Nullable KeyBatch keys) {
    Relationship relationship = fetch.relationship();
    if (keys == null) {
      return new Source.All(fetch.mapping());
    }
    return relationship != null
        ? new Source.Edges(relationship, keys)
        : new Source.Related(fetch.mapping(), fetch.key(), keys);
  }

  private StatementLog log(Fetch fetch) {
    ExecutionOptions.Recorder recorder = options.recorder();
    return recorder == null ? StatementLog.NONE : statement -> recorder.sent(fetch.id(), statement);
  }

  private void await(
      Fetch fetch,
      int consumer,
      Keys keys,
      @Nullable ListRequest request,
      CompletionStage<Answer> answer) {
    Awaited place = new Awaited(fetch, consumer, keys, request);
    awaited.add(place);
    CompletionStage<Answer> _ =
        answer.whenCompleteAsync((rows, failure) -> answered(place, rows, failure), executor);
  }

  private void answered(Awaited place, @Nullable Answer answer, @Nullable Throwable failure) {
    if (!awaited.remove(place)) {
      // It came after the deadline; its place has been told.
      return;
    }
    Fetch fetch = place.fetch;
    Delivery delivery;
    if (failure != null || answer == null) {
      Throwable cause = failure == null ? new IllegalStateException("no answer") : failure;
      delivery = Delivery.failed(place.keys, StoreErrors.of(cause, fetch.mapping().store()));
    } else if (rowsRead.get() > limits.rows()) {
      delivery = Delivery.failed(place.keys, tooManyRows());
    } else {
      try {
        delivery = Delivery.of(fetch, place.consumer, place.keys, place.request, answer);
      } catch (RuntimeException e) {
        delivery = Delivery.failed(place.keys, StoreErrors.internal(e));
      }
    }
    delivered(fetch, place.consumer, delivery);
    finishWhenDone();
  }

  /// A store keeps the deadline itself; this is for one that does not. One timer for the whole
  /// execution, ended with it.
  private void limit() {
    long left = Math.max(0, deadline - System.nanoTime()) + GRACE_NANOS;
    CompletableFuture<@Nullable Void> _ =
        expiry
            .orTimeout(left, TimeUnit.NANOSECONDS)
            .exceptionally(late -> {
              executor.execute(() -> expire(late));
              return null;
            });
  }

  private void expire(Throwable late) {
    for (Awaited place : List.copyOf(awaited)) {
      answered(place, null, late);
    }
  }

  /// A place that waits for a fetch; compared by identity.
  private static final class Awaited {
    final Fetch fetch;
    final int consumer;
    final Keys keys;
    final @Nullable ListRequest request;

    Awaited(Fetch fetch, int consumer, Keys keys, @Nullable ListRequest request) {
      this.fetch = fetch;
      this.consumer = consumer;
      this.keys = keys;
      this.request = request;
    }
  }

  private FieldError tooManyRows() {
    return FieldError.of(
        ErrorCode.TOO_MANY_ROWS,
        "The operation reads more than " + limits.rows() + " rows; ask for less of it at once");
  }

  private void delivered(Fetch fetch, int consumer, Delivery delivery) {
    ExecutionOptions.Recorder recorder = options.recorder();
    if (recorder != null) {
      delivery.failures().values().forEach(error -> recorder.failed(fetch.id(), error));
      delivery.elements().values().forEach(error -> recorder.failed(fetch.id(), error));
    }
    pending--;
    for (Selection child : plan.children(fetch.consumers().get(consumer).parent())) {
      switch (child.origin()) {
        case Origin.Fetched origin when is(origin.fetch(), origin.consumer(), fetch, consumer) ->
            arrived(child, delivery.rows());
        case Origin.Pages origin when is(origin.fetch(), origin.consumer(), fetch, consumer) ->
            arrived(child, delivery.pages());
        default -> {}
      }
    }
  }

  private static boolean is(int fetchId, int consumerIndex, Fetch fetch, int consumer) {
    return fetchId == fetch.id() && consumerIndex == consumer;
  }
}
