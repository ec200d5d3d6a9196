package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.TurnQueue;
import dev.polyphony.loaders.cassandra.Outcome.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends statements over a cluster's session, many at once up to a bound, each with the time that
/// its request has left.
final class CassandraConnection {
  private static final String VERSION = "SELECT release_version FROM system.local";
  private static final long MARGIN_MILLIS = 50;
  private static final int LARGEST_FRAME = 5000;

  private final CassandraSettings settings;
  private final CassandraSession session;
  private final TurnQueue queue;

  private CassandraConnection(CassandraSettings settings, CassandraSession session) {
    this.settings = settings;
    this.session = session;
    this.queue = new TurnQueue("Cassandra", settings.inFlight(), settings.poolWaiting());
  }

  static CassandraConnection open(CassandraSettings settings) {
    return new CassandraConnection(settings, CassandraSession.open(settings));
  }

  String keyspace() {
    return settings.keyspace();
  }

  int mostPartitions() {
    return settings.partitions();
  }

  /// What became of each statement, in their order, at the latest when the request's time is over.
  ///
  /// @param consistency null for the store's own
  CompletableFuture<List<Outcome>> send(
      List<CassandraStatement> statements,
      @Nullable ConsistencyLevel consistency,
      RowReader reader,
      CallContext context) {
    ConsistencyLevel level = consistency == null ? settings.consistency() : consistency;
    return send(
        statements,
        context,
        (prepared, statement) -> run(prepared, statement, level, reader, context));
  }

  /// The same for native texts, which speak of the store's keyspace.
  CompletableFuture<List<Outcome>> send(
      List<CassandraNatives.Read> reads, Function<Row, Found> reader, CallContext context) {
    return send(reads, context, (prepared, read) -> run(prepared, read, reader, context));
  }

  private <S> CompletableFuture<List<Outcome>> send(
      List<S> statements,
      CallContext context,
      BiFunction<PreparedStatements, S, CompletableFuture<List<Found>>> run) {
    if (statements.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return session
        .get(context)
        .thenCompose(prepared -> {
          List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(statements.size());
          List<Supplier<CompletionStage<?>>> commands = new ArrayList<>(statements.size());
          for (S statement : statements) {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            commands.add(() ->
                run.apply(prepared, statement)
                    .whenComplete((rows, failure) ->
                        outcome.complete(
                            failure == null
                                ? Outcome.of(rows)
                                : Outcome.failed(CassandraErrors.of(failure)))));
          }
          queue.submit(commands);
          return inTime(outcomes, context);
        });
  }

  /// What has not ended by the deadline has failed.
  private static CompletableFuture<List<Outcome>> inTime(
      List<CompletableFuture<Outcome>> outcomes, CallContext context) {
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(_ ->
            outcomes.stream()
                .map(outcome -> outcome.getNow(Outcome.failed(CassandraErrors.timedOut())))
                .toList());
  }

  private static CompletableFuture<List<Found>> run(
      PreparedStatements prepared,
      CassandraStatement statement,
      ConsistencyLevel level,
      RowReader reader,
      CallContext context) {
    if (context.remaining().toMillis() < 1) {
      return CompletableFuture.failedFuture(CassandraErrors.timedOut());
    }
    return prepared
        .prepared(statement.text())
        .thenCompose(known -> {
          BoundStatement bound = bound(prepared, known, statement);
          if (bound == null) {
            return CompletableFuture.completedFuture(List.of());
          }
          return execute(prepared, bound.setConsistencyLevel(level), statement, reader, context);
        });
  }

  private CompletableFuture<List<Found>> run(
      PreparedStatements prepared,
      CassandraNatives.Read read,
      Function<Row, Found> reader,
      CallContext context) {
    if (context.remaining().toMillis() < 1) {
      return CompletableFuture.failedFuture(CassandraErrors.timedOut());
    }
    return prepared
        .prepared(read.text(), settings.keyspace())
        .thenCompose(known -> {
          Duration timeout = driverTime(context);
          if (timeout.isZero()) {
            return CompletableFuture.failedFuture(CassandraErrors.timedOut());
          }
          BoundStatement bound =
              CassandraBinding.bound(prepared.session(), known, read.values())
                  .setConsistencyLevel(settings.consistency())
                  .setTimeout(timeout)
                  .setPageSize(Math.min(read.most(), LARGEST_FRAME));
          List<Found> rows = new ArrayList<>();
          return prepared
              .session()
              .executeAsync(bound)
              .thenCompose(frame -> read(frame, read.most(), reader, rows))
              .toCompletableFuture();
        });
  }

  /// Reads no further than it must: the text says nothing of how many rows are wanted.
  private static CompletionStage<List<Found>> read(
      AsyncResultSet frame, int most, Function<Row, Found> reader, List<Found> rows) {
    for (Row row : frame.currentPage()) {
      if (rows.size() == most) {
        return CompletableFuture.completedFuture(rows);
      }
      rows.add(reader.apply(row));
    }
    return frame.hasMorePages() && rows.size() < most
        ? frame.fetchNextPage().thenCompose(next -> read(next, most, reader, rows))
        : CompletableFuture.completedFuture(rows);
  }

  private static CompletableFuture<List<Found>> execute(
      PreparedStatements prepared,
      BoundStatement bound,
      CassandraStatement statement,
      RowReader reader,
      CallContext context) {
    Duration timeout = driverTime(context);
    if (timeout.isZero()) {
      return CompletableFuture.failedFuture(CassandraErrors.timedOut());
    }
    List<Found> rows = new ArrayList<>();
    return prepared
        .session()
        .executeAsync(
            bound.setTimeout(timeout).setPageSize(Math.min(statement.limit(), LARGEST_FRAME)))
        .thenCompose(frame -> read(frame, reader, rows))
        .toCompletableFuture();
  }

  /// The driver ends a little earlier than the request: what the others answered is not lost then.
  private static Duration driverTime(CallContext context) {
    long millis = context.remaining().toMillis();
    return Duration.ofMillis(Math.max(0, millis - Math.min(MARGIN_MILLIS, millis / 10)));
  }

  private static CompletionStage<List<Found>> read(
      AsyncResultSet frame, RowReader reader, List<Found> rows) {
    for (Row row : frame.currentPage()) {
      Found found = reader.read(row);
      if (found != null) {
        rows.add(found);
      }
    }
    return frame.hasMorePages()
        ? frame.fetchNextPage().thenCompose(next -> read(next, reader, rows))
        : CompletableFuture.completedFuture(rows);
  }

  /// Null where a value is none that its column can hold: then no row has it.
  private static @Nullable BoundStatement bound(
      PreparedStatements prepared, PreparedStatement known, CassandraStatement statement) {
    ColumnDefinitions variables = known.getVariableDefinitions();
    BoundStatementBuilder builder = known.boundStatementBuilder();
    int count = statement.values().size();
    for (int i = 0; i < count; i++) {
      DataType type = variables.get(i).getType();
      Object value =
          CassandraValues.bound(statement.columns().get(i), type, statement.values().get(i));
      if (value == null) {
        return null;
      }
      TypeCodec<Object> codec = prepared.session().getContext().getCodecRegistry().codecFor(type);
      builder = builder.set(i, value, codec);
    }
    return builder.setInt(count, statement.limit()).build();
  }

  /// The server's version as it tells it.
  CompletableFuture<String> version(CallContext context) {
    return session
        .get(context)
        .thenCompose(prepared -> {
          Duration timeout = driverTime(context);
          if (timeout.isZero()) {
            throw CassandraErrors.timedOut();
          }
          return prepared
              .session()
              .executeAsync(SimpleStatement.newInstance(VERSION).setTimeout(timeout));
        })
        .thenApply(CassandraConnection::version)
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The tables of these qualified names, as the cluster describes them.
  CompletableFuture<CassandraInventory> inventory(Set<String> tables, CallContext context) {
    return session
        .getOnceTried(context)
        .thenCompose(prepared -> CassandraInventory.of(tables, prepared, driverTime(context)))
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  private static String version(AsyncResultSet answer) {
    Row row = answer.one();
    String version = row == null ? null : row.getString(0);
    if (version == null) {
      throw new StoreException(FailureReason.BAD_DATA, "Cassandra does not tell its version");
    }
    return version;
  }

  void close() {
    session.close();
  }
}
