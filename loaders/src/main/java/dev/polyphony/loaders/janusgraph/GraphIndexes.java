package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.tinkerpop.gremlin.process.traversal.util.Metrics;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalMetrics;
import org.jspecify.annotations.Nullable;

/// Makes sure of each index before it is first used: a graph that lacks a declared index would read
/// all its vertices instead.
final class GraphIndexes {
  /// An index may have been made meanwhile.
  private static final Duration FORGET = Duration.ofSeconds(5);

  private static final String SCAN = "fullscan";

  private final JanusGraphConnection connection;
  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

  /// @param found when
  private record Verdict(CompletableFuture<Boolean> indexed, long found) {}

  GraphIndexes(JanusGraphConnection connection) {
    this.connection = connection;
  }

  /// Fails as UNSUPPORTED where the graph has no such index.
  CompletableFuture<@Nullable Void> require(GraphIndex index, CallContext context) {
    Verdict known = verdicts.get(index.name());
    return known == null || isOver(known)
        ? judged(index, ask(index, context))
        : shared(index, known, context);
  }

  private static CompletableFuture<@Nullable Void> judged(GraphIndex index, Verdict verdict) {
    return verdict
        .indexed()
        .thenCompose(indexed ->
            indexed
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(missing(index)));
  }

  /// What another request has asked, or is asking: that may have less time than this one.
  private CompletableFuture<@Nullable Void> shared(
      GraphIndex index, Verdict verdict, CallContext context) {
    if (verdict.indexed().isDone() && !verdict.indexed().isCompletedExceptionally()) {
      return judged(index, verdict);
    }
    return verdict
        .indexed()
        .copy()
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .handle((_, failure) -> failure == null ? verdict : ask(index, context))
        .thenCompose(one -> judged(index, one));
  }

  private static boolean isOver(Verdict verdict) {
    return verdict.indexed().isDone()
        && !verdict.indexed().isCompletedExceptionally()
        && !verdict.indexed().resultNow()
        && System.nanoTime() - verdict.found() > FORGET.toNanos();
  }

  private Verdict ask(GraphIndex index, CallContext context) {
    CompletableFuture<Boolean> indexed =
        connection
            .send(index.profile(), context)
            .thenApply(profile -> profile.stream().noneMatch(GraphIndexes::scans));
    Verdict verdict = new Verdict(indexed, System.nanoTime());
    verdicts.put(index.name(), verdict);
    var _ =
        indexed.whenComplete((_, failure) -> {
          if (failure != null) {
            verdicts.remove(index.name(), verdict);
          }
        });
    return verdict;
  }

  private static boolean scans(Object profile) {
    return profile instanceof TraversalMetrics metrics && scans(metrics.getMetrics());
  }

  private static boolean scans(Collection<? extends Metrics> metrics) {
    return metrics.stream()
        .anyMatch(one ->
            "true".equals(String.valueOf(one.getAnnotations().get(SCAN)))
                || scans(one.getNested()));
  }

  private static StoreException missing(GraphIndex index) {
    return JanusGraphErrors.unsupported(
        "find %s by %s: the graph has no enabled composite index over it"
            .formatted(index.label(), index.properties()));
  }
}
