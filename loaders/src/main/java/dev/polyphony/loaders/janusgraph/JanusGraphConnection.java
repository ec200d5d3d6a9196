package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.TurnQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.jspecify.annotations.Nullable;

/// Sends traversals, many at once up to a bound, each with the time that its request has left.
final class JanusGraphConnection {
  /// A connection that carries a traversal and has been silent for longer takes no new ones.
  private static final Duration SILENT = Duration.ofSeconds(1);

  private final JanusGraphSession session;
  private final TurnQueue queue;

  JanusGraphConnection(JanusGraphSettings settings) {
    this.session = new JanusGraphSession(settings);
    this.queue = new TurnQueue("JanusGraph", settings.inFlight(), settings.waiting());
  }

  CompletableFuture<List<Object>> send(Gremlin traversal, CallContext context) {
    return send(List.of(traversal), context);
  }

  /// What all of them give, one after the other.
  CompletableFuture<List<Object>> send(List<Gremlin> traversals, CallContext context) {
    return sendEach(traversals.stream().map(Gremlin::bytecode).toList(), context)
        .thenApply(answers -> {
          List<Object> all = new ArrayList<>();
          answers.forEach(all::addAll);
          return all;
        });
  }

  /// What each of them gives.
  CompletableFuture<List<List<Object>>> sendEach(List<Bytecode> traversals, CallContext context) {
    List<CompletableFuture<List<Object>>> answers = new ArrayList<>(traversals.size());
    List<Supplier<CompletionStage<?>>> commands = new ArrayList<>(traversals.size());
    for (Bytecode traversal : traversals) {
      CompletableFuture<List<Object>> answer = new CompletableFuture<>();
      answers.add(answer);
      commands.add(() ->
          run(traversal, context, true)
              .whenComplete((results, failure) -> complete(answer, results, failure)));
    }
    queue.submit(commands);
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(_ -> answers.stream().map(answer -> answer.getNow(List.of())).toList());
  }

  private static void complete(
      CompletableFuture<List<Object>> answer,
      @Nullable List<Object> results,
      @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    } else {
      answer.complete(results == null ? List.of() : results);
    }
  }

  /// @param again whether it may be sent once more when its connection breaks; it only reads
  private CompletableFuture<List<Object>> run(
      Bytecode traversal, CallContext context, boolean again) {
    if (context.remaining().toMillis() < 1) {
      return CompletableFuture.failedFuture(JanusGraphErrors.timedOut());
    }
    return session
        .get(context)
        .thenCompose(link ->
            over(link, traversal, context)
                .exceptionallyCompose(failure -> {
                  if (!again || !isBroken(failure)) {
                    return CompletableFuture.failedFuture(failure);
                  }
                  return run(traversal, context, false);
                }));
  }

  private CompletableFuture<List<Object>> over(
      JanusGraphLink link, Bytecode traversal, CallContext context) {
    Duration time = context.remaining();
    return link.send(traversal, time)
        .orTimeout(time.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((_, failure) -> {
          boolean silent = isTimeout(failure) && link.silence().compareTo(SILENT) > 0;
          if (silent || isBroken(failure)) {
            session.giveUp(link);
          }
          link.release();
        });
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        || (failure instanceof CompletionException && isTimeout(failure.getCause()));
  }

  private static boolean isBroken(@Nullable Throwable failure) {
    return failure != null && !isTimeout(failure) && !JanusGraphErrors.isAnswer(failure);
  }

  void close() {
    session.close();
  }
}
