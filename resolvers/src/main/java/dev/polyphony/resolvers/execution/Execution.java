package dev.polyphony.resolvers.execution;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FetchLoader;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.errors.StoreErrors;
import dev.polyphony.resolvers.execution.Finished.Counted;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.Combine;
import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.KeySource;
import dev.polyphony.resolvers.plan.Origin;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.rows.KeyBatch;
import dev.polyphony.schema.rows.Links;
import dev.polyphony.schema.rows.Rows;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final FetchRequests requests;
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

  /// By selection: what has been found of an interface's or union's members so far.
  private final Map<Integer, @Nullable Found[]> gathered = new HashMap<>();

  private int pending;

  public Execution(
      Plan plan,
      Map<String, Store> stores,
      CoercedVariables variables,
      FetchRequests requests,
      Limits limits,
      Executor executor,
      ExecutionOptions options) {
    this.plan = plan;
    this.stores = stores;
    this.variables = variables;
    this.requests = requests;
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
    return run(rows);
  }

  /// Like [#run()], from root objects that are there: the messages of a stream. All of them are
  /// answered together, so that what they lead to is fetched once.
  ///
  /// @param roots at least one, each with the cells that the plan reads of it
  public CompletionStage<RowSets> run(List<@Nullable Object[]> roots) {
    arrived(plan.root(), new RowSet(List.copyOf(roots), Links.all(roots.size()), Map.of()));
    finishWhenDone();
    if (pending > 0) {
      limit();
    }
    return done;
  }

  private void finishWhenDone() {
    if (pending == 0 && !done.isDone()) {
      expiry.complete(null);
      RowSets complete = new RowSets(plan, sets, options.identity().claims());
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
        case Origin.Embedded origin -> arrived(child, Derived.embedded(set, origin));
        case Origin.KeyOnly origin -> arrived(child, Derived.keyOnly(set, origin));
        case Origin.PageRows _ -> arrived(child, Derived.pageRows(set));
        case Origin.Same _ -> arrived(child, Derived.same(set));
        case Origin.Root _, Origin.Fetched _, Origin.Pages _, Origin.Merged _ -> {}
      }
    }
    for (Fetch fetch : plan.waiting(selection.id())) {
      if (--waiting[fetch.id()] == 0) {
        start(fetch);
      }
    }
  }

  private void start(Fetch fetch) {
    try {
      FetchRequest request = requests.of(fetch, variables, options.identity());
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
      delivered(fetch, i, Found.failed(owners(fetch, i).size(), error));
    }
  }

  private void all(Fetch fetch, FetchRequest request) {
    StoreCall call = call(fetch, request);
    CompletionStage<Answer> rows = rows(call, null);
    CompletionStage<Answer> counts = fetch.counted() ? call.counts(null) : null;
    Keys keys = new Keys(KeyBatch.wrap(1, new Object[0]), new int[] {0, 1}, Map.of());
    for (int i = 0; i < fetch.consumers().size(); i++) {
      await(new Awaited(fetch, i, keys, request), rows, counts);
    }
  }

  private void byKeys(Fetch fetch, FetchRequest request) {
    StoreCall call = call(fetch, request);
    DataLoader<KeyBatch, Answer> rows = FetchLoader.of(keys -> rows(call, keys));
    DataLoader<KeyBatch, Answer> counts = FetchLoader.of(call::counts);
    KeyReader reader = new KeyReader(fetch, options.identity().claims());
    List<Runnable> deliveries = new ArrayList<>();
    for (int i = 0; i < fetch.consumers().size(); i++) {
      int index = i;
      try {
        Keys keys = keys(fetch, i, reader);
        CompletionStage<Answer> asked = rows.load(keys.batch());
        CompletionStage<Answer> counted = fetch.counted() ? counts.load(keys.batch()) : null;
        deliveries.add(() -> await(new Awaited(fetch, index, keys, request), asked, counted));
      } catch (BadInput e) {
        deliveries.add(
            () -> delivered(fetch, index, Found.failed(owners(fetch, index).size(), e.error())));
      }
    }
    CompletableFuture<List<Answer>> _ = rows.dispatch();
    CompletableFuture<List<Answer>> _ = counts.dispatch();
    deliveries.forEach(Runnable::run);
  }

  private RowSet owners(Fetch fetch, int consumer) {
    return set(fetch, fetch.consumers().get(consumer).owner());
  }

  /// The keys of the rows at the end of the way, for the objects at its beginning.
  private Keys keys(Fetch fetch, int index, KeyReader reader) throws BadInput {
    Consumer consumer = fetch.consumers().get(index);
    RowSet owners = owners(fetch, index);
    if (consumer.keys() instanceof KeySource.Rounds source) {
      List<Keys> rounds = new ArrayList<>();
      for (KeySource.Round round : source.rounds()) {
        RowSet rows = round.hops().isEmpty() ? owners : set(fetch, round.hops().getLast().id());
        Keys read =
            reader.cells(round.cells(), rows, round.hops().isEmpty() ? consumer.type() : null);
        boolean last = rounds.size() == source.rounds().size() - 1;
        Keys asked = last ? read.leadingTo(set(fetch, source.beyond().id())) : read;
        rounds.add(along(fetch, round.hops(), asked, owners));
      }
      return RepeatedKeys.of(rounds, source.keep());
    }
    Keys read = reader.read(consumer, set(fetch, consumer.parent()), variables);
    return along(fetch, consumer.hops(), read, owners);
  }

  private Keys along(Fetch fetch, List<Selection> hops, Keys read, RowSet owners) {
    List<RowSet> sets = hops.stream().map(hop -> set(fetch, hop.id())).toList();
    return hops.isEmpty() ? read : read.along(sets, owners.size());
  }

  private RowSet set(Fetch fetch, int selection) {
    RowSet set = sets[selection];
    if (set == null) {
      throw new IllegalStateException("fetch " + fetch.id() + " runs before its parents");
    }
    return set;
  }

  private StoreCall call(Fetch fetch, FetchRequest request) {
    Store store = stores.get(fetch.mapping().store());
    if (store == null) {
      throw new IllegalStateException("no store " + fetch.mapping().store());
    }
    CallContext context = new CallContext(deadline, log(fetch));
    return new StoreCall(store, fetch, request, context, limits.inMemoryRows());
  }

  private CompletionStage<Answer> rows(StoreCall call, @Nullable KeyBatch keys) {
    if (keys != null && keys.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Answer(Rows.empty(call.request().projection().names()), Links.oneToOne(0)));
    }
    int id = call.fetch().id();
    ExecutionOptions.Recorder recorder = options.recorder();
    if (recorder != null) {
      recorder.asked(id, keys == null ? 1 : keys.size());
    }
    return call.rows(keys)
        .thenApply(answer -> {
          rowsRead.addAndGet(answer.rows().size());
          if (recorder != null) {
            recorder.answered(id, answer.rows().size());
          }
          return answer;
        });
  }

  private StatementLog log(Fetch fetch) {
    ExecutionOptions.Recorder recorder = options.recorder();
    return recorder == null ? StatementLog.NONE : statement -> recorder.sent(fetch.id(), statement);
  }

  private void await(
      Awaited place, CompletionStage<Answer> rows, @Nullable CompletionStage<Answer> counts) {
    awaited.add(place);
    CompletionStage<@Nullable Counted> counted =
        counts == null
            ? CompletableFuture.completedFuture(null)
            : counts.handle((answer, failure) -> counted(place.fetch, answer, failure));
    CompletionStage<Boolean> _ =
        rows.thenCombine(counted, (answer, count) -> new Arrival(answer, count))
            .handleAsync(
                (arrival, failure) -> {
                  answered(place, arrival, failure);
                  return true;
                },
                executor);
  }

  private record Arrival(Answer rows, @Nullable Counted counted) {}

  /// Rows are answered even where they cannot be counted.
  private static Counted counted(
      Fetch fetch, @Nullable Answer answer, @Nullable Throwable failure) {
    return failure == null
        ? new Counted(answer, null)
        : new Counted(null, StoreErrors.of(failure, fetch.mapping().store()));
  }

  private void answered(Awaited place, @Nullable Arrival arrival, @Nullable Throwable failure) {
    if (!awaited.remove(place)) {
      // It came after the deadline; its place has been told.
      return;
    }
    Fetch fetch = place.fetch;
    Found found;
    if (failure != null || arrival == null) {
      Throwable cause = failure == null ? new IllegalStateException("no answer") : failure;
      found = Found.failed(place.keys, StoreErrors.of(cause, fetch.mapping().store()));
    } else if (rowsRead.get() > limits.rows()) {
      found = Found.failed(place.keys, tooManyRows());
    } else {
      found = found(place, arrival);
    }
    delivered(fetch, place.consumer, found);
    finishWhenDone();
  }

  private Found found(Awaited place, Arrival arrival) {
    Fetch fetch = place.fetch;
    FetchRequest request = place.request;
    try {
      int most = fetch.byKey() ? Integer.MAX_VALUE : limits.inMemoryRows();
      Finished finished =
          Finished.of(arrival.rows(), arrival.counted(), fetch.mapping(), request, most);
      return Found.of(fetch, place.consumer, place.keys, request, finished);
    } catch (RuntimeException e) {
      return Found.failed(place.keys, StoreErrors.internal(e));
    }
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
    final FetchRequest request;

    Awaited(Fetch fetch, int consumer, Keys keys, FetchRequest request) {
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

  private void delivered(Fetch fetch, int consumer, Found found) {
    ExecutionOptions.Recorder recorder = options.recorder();
    if (recorder != null) {
      found.failures().values().forEach(error -> recorder.failed(fetch.id(), error));
      found.elements().values().forEach(error -> recorder.failed(fetch.id(), error));
    }
    pending--;
    for (Selection child : plan.children(fetch.consumers().get(consumer).owner())) {
      switch (child.origin()) {
        case Origin.Fetched origin when is(origin.fetch(), origin.consumer(), fetch, consumer) ->
            arrived(child, cut(found).rows());
        case Origin.Pages origin when is(origin.fetch(), origin.consumer(), fetch, consumer) ->
            arrived(child, cut(found).pages());
        case Origin.Merged origin -> gather(child, origin, fetch, consumer, found);
        default -> {}
      }
    }
  }

  /// Merges what the fetches of all members found, once all have answered.
  private void gather(
      Selection selection, Origin.Merged origin, Fetch fetch, int consumer, Found found) {
    @Nullable Found[] parts =
        gathered.computeIfAbsent(selection.id(), _ -> new @Nullable Found[origin.members().size()]);
    List<MemberMerge.Part> complete = new ArrayList<>();
    boolean concerned = false;
    for (int i = 0; i < parts.length; i++) {
      Origin.Member member = origin.members().get(i);
      if (is(member.fetch(), member.consumer(), fetch, consumer)) {
        parts[i] = found;
        concerned = true;
      }
      Found part = parts[i];
      if (part != null) {
        complete.add(new MemberMerge.Part(member.type(), plan.fetches().get(member.fetch()), part));
      }
    }
    if (concerned && complete.size() == parts.length) {
      Combine combine = fetch.consumers().get(consumer).combine();
      Delivery delivery = cut(merged(complete, combine));
      arrived(selection, origin.pages() ? delivery.pages() : delivery.rows());
    }
  }

  private static Found merged(List<MemberMerge.Part> parts, Combine combine) {
    try {
      return new MemberMerge(parts, combine).merged();
    } catch (RuntimeException e) {
      int parents = parts.getFirst().found().links().size();
      return Found.failed(parents, StoreErrors.internal(e));
    }
  }

  private static Delivery cut(Found found) {
    try {
      return Delivery.of(found);
    } catch (RuntimeException e) {
      return Delivery.of(Found.failed(found.links().size(), StoreErrors.internal(e)));
    }
  }

  private static boolean is(int fetchId, int consumerIndex, Fetch fetch, int consumer) {
    return fetchId == fetch.id() && consumerIndex == consumer;
  }
}
