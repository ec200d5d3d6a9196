package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Inventory;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.cassandra.Outcome.Found;
import dev.polyphony.schema.problems.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One keyspace of a Cassandra cluster.
final class CassandraStore implements Store {
  private final CassandraConnection connection;
  private final NativeTexts<CassandraNativeText> texts = new NativeTexts<>(CassandraNativeText::of);

  CassandraStore(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public CompletionStage<Answer> findByKeys(KeyLookup lookup, CallContext context) {
    return guarded(() -> {
      CassandraPlan plan =
          CassandraPlan.of(lookup, connection.keyspace(), connection.mostPartitions());
      return run(plan, "keys", context)
          .thenApply(outcomes -> CassandraAnswers.byKeys(plan, outcomes));
    });
  }

  @Override
  public CompletionStage<Answer> query(Query query, CallContext context) {
    if (query.source() instanceof Source.Native source) {
      return guarded(() -> natively(query, source, context));
    }
    return guarded(() -> {
      CassandraPlan plan =
          CassandraPlan.of(query, connection.keyspace(), connection.mostPartitions());
      String unit =
          plan.merging() ? "partitions" : query.source() instanceof Source.Related ? "parents" : "";
      return run(plan, unit, context).thenApply(outcomes -> CassandraAnswers.of(plan, outcomes));
    });
  }

  private CompletableFuture<Answer> natively(
      Query query, Source.Native source, CallContext context) {
    CassandraNatives natives =
        new CassandraNatives(
            query, source, texts.of(source.statement()), connection.mostPartitions());
    List<CassandraNatives.Read> reads = natives.reads();
    if (!reads.isEmpty()) {
      context
          .log()
          .add(
              new Statement(
                  reads.getFirst().text(), reads.size(), natives.multiples(), natives.unit()));
    }
    return connection.send(reads, natives::found, context).thenApply(natives::answer);
  }

  /// What became of each read of a plan.
  private CompletableFuture<List<Outcome>> run(
      CassandraPlan plan, String unit, CallContext context) {
    CassandraQueries queries = new CassandraQueries(plan);
    List<CassandraQueries.Read> reads =
        plan.reads().distinct().stream().map(queries::read).toList();
    List<CassandraStatement> statements =
        reads.stream().flatMap(read -> read.statements().stream()).toList();
    log(statements, unit, context);
    return connection
        .send(statements, consistency(plan), new RowReader(plan), context)
        .thenApply(outcomes -> byRead(plan, reads, outcomes));
  }

  private static @Nullable ConsistencyLevel consistency(CassandraPlan plan) {
    String level = plan.table().mapping().storage().consistency();
    return level == null ? null : ConsistencyLevels.all().get(level);
  }

  /// One entry for each text, however many partitions it reads.
  private static void log(List<CassandraStatement> statements, String unit, CallContext context) {
    if (context.log().equals(StatementLog.NONE)) {
      return;
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    statements.forEach(statement -> counts.merge(statement.text(), 1, Integer::sum));
    counts.forEach((text, count) -> context.log().add(new Statement(text, count, count, unit)));
  }

  /// The statements of a read follow each other.
  private static List<Outcome> byRead(
      CassandraPlan plan, List<CassandraQueries.Read> reads, List<Outcome> outcomes) {
    List<Outcome> byRead = new ArrayList<>(reads.size());
    int next = 0;
    for (CassandraQueries.Read read : reads) {
      List<Outcome> own = outcomes.subList(next, next + read.statements().size());
      next += own.size();
      byRead.add(own.size() == 1 && read.end() == null ? own.getFirst() : joined(plan, read, own));
    }
    return byRead;
  }

  private static Outcome joined(
      CassandraPlan plan, CassandraQueries.Read read, List<Outcome> outcomes) {
    List<Found> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.failure() != null) {
        return outcome;
      }
      for (Found row : outcome.rows()) {
        if (rows.size() == plan.page().limit() || isBeyond(plan, read.end(), row)) {
          return Outcome.of(rows);
        }
        rows.add(row);
      }
    }
    return Outcome.of(rows);
  }

  private static boolean isBeyond(CassandraPlan plan, @Nullable Cut end, Found row) {
    if (end == null) {
      return false;
    }
    for (int i = 0; i < end.size(); i++) {
      int compared = CassandraOrder.compare(row.order().get(i), end.values().get(i));
      if (compared != 0) {
        return (compared > 0) != plan.ordering().descending().get(i);
      }
    }
    return !end.inclusive();
  }

  @Override
  public CompletionStage<Answer> count(Query query, CallContext context) {
    return CompletableFuture.failedFuture(
        CassandraErrors.unsupported("Cassandra would read whole partitions to count"));
  }

  @Override
  public CompletionStage<List<Problem>> verify(Declarations declared, CallContext context) {
    return guarded(() ->
        connection
            .inventory(CassandraVerification.names(declared, connection.keyspace()), context)
            .thenApply(inventory ->
                new CassandraVerification(inventory, connection.keyspace()).verify(declared)));
  }

  @Override
  public CompletionStage<Inventory> inspect(CallContext context) {
    return guarded(() ->
        connection.version(context).thenApply(version -> new Inventory("Cassandra " + version)));
  }

  private static <T> CompletionStage<T> guarded(Supplier<CompletableFuture<T>> request) {
    try {
      return request
          .get()
          .exceptionallyCompose(e -> CompletableFuture.failedFuture(CassandraErrors.of(e)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(CassandraErrors.of(e));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
