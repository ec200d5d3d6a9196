package dev.polyphony.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.execution.ExecutionOptions;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of a query: the answer, and what was sent to the stores.
record Run(JsonNode answer, Plan plan, Map<Integer, List<Statement>> statements) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Run of(Engine engine, String document) {
    return of(engine, document, Duration.ofSeconds(60));
  }

  static Run of(Engine engine, String document, Duration deadline) {
    Prepared prepared = engine.prepare(GraphqlRequest.of(document));
    if (!(prepared instanceof Prepared.Ready ready)) {
      throw new AssertionError("refused: " + prepared);
    }
    Map<Integer, List<Statement>> statements = new TreeMap<>();
    ExecutionOptions options =
        new ExecutionOptions(deadline, (fetch, statement) -> add(statements, fetch, statement));
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      byte[] bytes =
          executor
              .submit(() -> engine.execute(ready, executor, options))
              .get(60, TimeUnit.SECONDS)
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS)
              .toBytes();
      return new Run(JSON.readTree(bytes), ready.plan(), statements);
    } catch (InterruptedException | ExecutionException | TimeoutException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void add(
      Map<Integer, List<Statement>> statements, int fetch, Statement statement) {
    synchronized (statements) {
      statements.computeIfAbsent(fetch, _ -> new ArrayList<>()).add(statement);
    }
  }

  String answerText() {
    try {
      return JSON.writeValueAsString(answer) + "\n";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Each fetch with its native text, by level, then path.
  String fetchesText() {
    StringBuilder text = new StringBuilder();
    List<Fetch> fetches = new ArrayList<>(plan.fetches());
    fetches.sort(
        Comparator.comparingInt((Fetch fetch) -> level(plan, fetch)).thenComparingInt(Fetch::id));
    for (Fetch fetch : fetches) {
      text.append("level ").append(level(plan, fetch)).append("  ");
      text.append(fetch.mapping().store())
          .append("  ")
          .append(fetch.mapping().entity())
          .append('\n');
      for (Statement statement : statements.getOrDefault(fetch.id(), List.of())) {
        text.append("  ").append(statement.text()).append('\n');
        if (!statement.unit().isEmpty()) {
          text.append("  × ").append(statement.multiples()).append(' ').append(statement.unit());
          text.append(
              statement.executions() == 1 ? "" : ", " + statement.executions() + " at once");
          text.append('\n');
        }
      }
    }
    return text.toString();
  }

  /// How many fetches must answer before this one can be asked, and one.
  private static int level(Plan plan, Fetch fetch) {
    int level = 1;
    for (Fetch.Consumer consumer : fetch.consumers()) {
      level = Math.max(level, 1 + levelOf(plan, consumer.parent()));
    }
    return level;
  }

  private static int levelOf(Plan plan, int selection) {
    return switch (plan.selections().get(selection).origin()) {
      case dev.polyphony.resolvers.plan.Origin.Root _ -> 0;
      case dev.polyphony.resolvers.plan.Origin.Fetched from ->
          level(plan, plan.fetches().get(from.fetch()));
      case dev.polyphony.resolvers.plan.Origin.Pages from ->
          level(plan, plan.fetches().get(from.fetch()));
      case dev.polyphony.resolvers.plan.Origin.Merged from ->
          from.members().stream()
              .mapToInt(member -> level(plan, plan.fetches().get(member.fetch())))
              .max()
              .orElse(0);
      case dev.polyphony.resolvers.plan.Origin.Embedded _,
          dev.polyphony.resolvers.plan.Origin.KeyOnly _,
          dev.polyphony.resolvers.plan.Origin.PageRows _,
          dev.polyphony.resolvers.plan.Origin.Same _ ->
          levelOf(plan, plan.selections().get(selection).parent());
    };
  }
}
