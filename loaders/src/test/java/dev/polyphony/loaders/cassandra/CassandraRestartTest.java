package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed and comes back on its port.
class CassandraRestartTest {
  private static final String ONE = "INSERT INTO note (id, body) VALUES (1, 'one');";
  private static final Mapping NOTES =
      mapping("note", "id", List.of(), value("id", ValueType.INT), value("body", ValueType.TEXT));

  @Test
  void aServerThatIsKilledAndStartedAgainIsFound(@TempDir Path folder) throws Exception {
    Vertx vertx = Vertx.vertx();
    int port;
    Database keyspace;
    Store store;
    try (EmbeddedCassandra first = EmbeddedCassandra.start(folder)) {
      port = first.port();
      keyspace = first.keyspace("travel");
      first.execute(keyspace, "CREATE TABLE note (id int PRIMARY KEY, body text);" + ONE);
      store = TestCluster.open(vertx, port, "travel", Map.of());
      assertThat(reason(store, Duration.ofSeconds(10))).isNull();
      ProcessHandle process = ProcessHandle.of(first.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(20, TimeUnit.SECONDS);
      long began = System.nanoTime();
      assertThat(reason(store, Duration.ofSeconds(2)))
          .isIn(FailureReason.UNAVAILABLE, FailureReason.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }
    try (EmbeddedCassandra second = EmbeddedCassandra.start(folder, port)) {
      assertThat(second.port()).isEqualTo(port);
      // A server that is killed forgets what it has not yet synced to its disk.
      second.execute(keyspace, ONE);
      long began = System.nanoTime();
      while (reason(store, Duration.ofSeconds(2)) != null) {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      }
    } finally {
      store.close();
      vertx.close();
    }
  }

  private static @Nullable FailureReason reason(Store store, Duration time) throws Exception {
    try {
      Answer answer =
          store
              .findByKeys(
                  new KeyLookup(NOTES, NOTES.key(), KeyBatch.of(1), Projection.of("body")),
                  CallContext.within(time, StatementLog.NONE))
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      StoreException failure = answer.failures().get(0);
      if (failure == null) {
        assertThat(answer.rows().get(0, 0)).isEqualTo("one");
      }
      return failure == null ? null : failure.reason();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        return failure.reason();
      }
      throw e;
    }
  }
}
