package dev.polyphony.resolvers.oracle;

import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import dev.polyphony.resolvers.response.RefusalJson;
import dev.polyphony.resolvers.response.Response;
import dev.polyphony.schema.access.Identity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Both engines over the same rows, and what has been seen of them.
final class OracleRun implements AutoCloseable {
  private static final EngineLimits LIMITS =
      new EngineLimits(100_000, 100, 10_000, 1000, 1000, Integer.MAX_VALUE, true);
  private static final ExecutionOptions OPTIONS =
      new ExecutionOptions(Duration.ofSeconds(20), null);

  private final ExecutorService requests = Executors.newSingleThreadExecutor();
  private final ExecutorService storeThreads = Executors.newSingleThreadExecutor();
  private final AtomicReference<Outage> outage = new AtomicReference<>(Outage.NONE);
  private final World world;
  private final Engine engine;
  private final NaiveEngine oracle;
  private final Map<Feature, Integer> occurrences = new EnumMap<>(Feature.class);
  private long leaves;
  private long nonNullLeaves;

  OracleRun(World world) {
    this.world = world;
    Map<String, Store> stores = new LinkedHashMap<>();
    world
        .stores()
        .forEach((name, store) -> stores.put(name, new FailingStore(store, outage, storeThreads)));
    this.engine = new Engine(world.catalog(), stores, LIMITS);
    this.oracle = new NaiveEngine(world);
  }

  Map<Feature, Integer> occurrences() {
    return occurrences;
  }

  double shareOfNonNullLeaves() {
    return (double) nonNullLeaves / leaves;
  }

  /// Runs a case on both engines; fails with both answers when they differ.
  void check(long seed) {
    OracleCase generated = OperationGenerator.generate(world, seed);
    Outcome outcome = run(generated, seed);
    if (outcome.difference == null) {
      count(generated, outcome);
      return;
    }
    Shrinking shrinking =
        new Shrinking(
            world.catalog().schema(),
            text -> run(generated.withDocument(text), seed).difference != null);
    OracleCase shorter = generated.withDocument(shrinking.shrink(generated.document()));
    throw new AssertionError(run(shorter, seed).describe(shorter));
  }

  /// What came of the last round of a case.
  private record Outcome(
      Map<String, @Nullable Object> variables,
      CaseAnswer ours,
      CaseAnswer theirs,
      Comparison comparison,
      boolean paged,
      @Nullable String difference) {
    String describe(OracleCase oracleCase) {
      return "%s%n%s%noperation %s, variables %s, outage %s%nours   %s%n       %s%noracle %s%n       %s"
          .formatted(
              difference,
              oracleCase.document(),
              oracleCase.operationName(),
              variables,
              oracleCase.outage(),
              ours.errors(),
              ours.data(),
              theirs.errors(),
              theirs.data());
    }
  }

  private Outcome run(OracleCase oracleCase, long seed) {
    Comparison comparison = new Comparison();
    Map<String, @Nullable Object> first = new LinkedHashMap<>(oracleCase.variables());
    Outcome outcome = round(oracleCase, first, first, comparison, false);
    if (outcome.difference != null || oracleCase.cursors().isEmpty()) {
      return outcome;
    }
    CursorChoice choice = new CursorChoice(oracleCase, comparison.cursors(), seed);
    Map<String, @Nullable Object> ours = new LinkedHashMap<>(first);
    ours.putAll(choice.ours());
    Map<String, @Nullable Object> theirs = new LinkedHashMap<>(first);
    theirs.putAll(choice.theirs());
    return round(oracleCase, ours, theirs, comparison, choice.isPage());
  }

  private Outcome round(
      OracleCase oracleCase,
      Map<String, @Nullable Object> ourVariables,
      Map<String, @Nullable Object> theirVariables,
      Comparison comparison,
      boolean paged) {
    outage.set(oracleCase.outage());
    CaseAnswer ours = ours(oracleCase, ourVariables);
    CaseAnswer theirs = oracle.execute(oracleCase, theirVariables);
    String difference = comparison.difference(ours, theirs);
    return new Outcome(ourVariables, ours, theirs, comparison, paged, difference);
  }

  @SuppressWarnings("NullAway") // which does not see that the values may be null
  private CaseAnswer ours(OracleCase oracleCase, Map<String, @Nullable Object> variables) {
    GraphqlRequest request =
        new GraphqlRequest(oracleCase.document(), oracleCase.operationName(), variables);
    return switch (engine.prepare(request, new Identity(true, Set.of(), oracleCase.claims()))) {
      case Prepared.Refused refused -> CaseAnswer.read(RefusalJson.of(refused.errors()));
      case Prepared.Ready ready -> CaseAnswer.read(bytes(ready));
    };
  }

  private byte[] bytes(Prepared.Ready ready) {
    CompletableFuture<Response> answer =
        CompletableFuture.supplyAsync(() -> engine.execute(ready, requests, OPTIONS), requests)
            .thenCompose(stage -> stage);
    try {
      return answer.get(30, TimeUnit.SECONDS).toBytes();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("our engine did not answer", e);
    }
  }

  private void count(OracleCase generated, Outcome outcome) {
    generated.features().forEach(this::count);
    leaves += outcome.comparison.leaves();
    nonNullLeaves += outcome.comparison.nonNullLeaves();
    List<CaseAnswer.Failed> errors = outcome.ours.errors();
    if (generated.outage().faults().values().stream()
        .anyMatch(fault -> errors.stream().anyMatch(e -> e.code().equals(fault.code())))) {
      count(Feature.FAILING_STORE);
    }
    if (errors.stream().anyMatch(e -> Comparison.propagated(e, outcome.ours.data()))) {
      count(Feature.PROPAGATED_NULL);
    }
    if (errors.stream().anyMatch(e -> e.code().equals("LIST_TOO_LONG"))) {
      count(Feature.CAP);
    }
    if (outcome.paged) {
      count(Feature.PAGE);
    }
  }

  private void count(Feature feature) {
    occurrences.merge(feature, 1, Integer::sum);
  }

  @Override
  public void close() {
    requests.shutdownNow();
    storeThreads.shutdownNow();
  }
}
