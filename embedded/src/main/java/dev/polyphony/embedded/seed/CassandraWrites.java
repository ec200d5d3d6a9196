package dev.polyphony.embedded.seed;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.polyphony.embedded.process.StartFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends many writes at once, but not more than a small server bears. Rows of one partition go
/// together, which the server takes as one write.
final class CassandraWrites {
  private static final int TOGETHER = 60;

  /// Rows that wait for others of their partition.
  private static final int WAITING = 20_000;

  private static final int IN_FLIGHT = 32;
  private static final long PATIENCE_SECONDS = 120;

  private final CqlSession session;
  private final Map<List<@Nullable Object>, List<BatchableStatement<?>>> partitions =
      new LinkedHashMap<>();
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private int waiting;

  CassandraWrites(CqlSession session) {
    this.session = session;
  }

  /// Sends a row, at once or when enough of its partition have come together.
  void add(List<@Nullable Object> partition, BatchableStatement<?> row) {
    var rows = partitions.computeIfAbsent(partition, _ -> new ArrayList<>());
    rows.add(row);
    waiting++;
    if (rows.size() == TOGETHER) {
      partitions.remove(partition);
      send(rows);
    } else if (waiting == WAITING) {
      flush();
    }
  }

  private void flush() {
    partitions.values().forEach(this::send);
    partitions.clear();
  }

  private void send(List<BatchableStatement<?>> rows) {
    waiting -= rows.size();
    send(
        rows.size() == 1
            ? rows.getFirst()
            : BatchStatement.builder(DefaultBatchType.UNLOGGED).addStatements(rows).build());
  }

  /// Waits while too much is under way.
  void send(Statement<?> statement) {
    acquire(1);
    session
        .executeAsync(statement)
        .whenComplete((_, failed) -> {
          if (failed != null) {
            failure.compareAndSet(null, failed);
          }
          free.release();
        });
  }

  /// Returns when all is written.
  void end() {
    flush();
    acquire(IN_FLIGHT);
    free.release(IN_FLIGHT);
  }

  private void acquire(int permits) {
    try {
      if (!free.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new StartFailure("Cassandra takes too long over its data");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while loading Cassandra");
    }
    var failed = failure.get();
    if (failed != null) {
      throw new StartFailure("Cassandra refuses its data: " + failed.getMessage(), failed);
    }
  }
}
