package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static dev.polyphony.loaders.cassandra.TestTables.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many messages reach the server, by its own count.
class CassandraLoadTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(800);
  private static final Mapping NOTES =
      mapping("note", "id", List.of(), value("id", ValueType.INT), value("body", ValueType.TEXT));
  private static final String TABLE = "CREATE TABLE note (id int PRIMARY KEY, body text);\n";

  private static CompletionStage<Answer> find(Store store, Duration time, int keys) {
    Object[] all = IntStream.range(0, keys).boxed().toArray();
    return store.findByKeys(
        new KeyLookup(NOTES, NOTES.key(), KeyBatch.wrap(1, all), Projection.of("body")),
        CallContext.within(time, StatementLog.NONE));
  }

  /// The ports that the gateway's connections come from.
  private static Set<Integer> clients(CqlSession session) {
    Set<Integer> ports = new HashSet<>();
    session
        .execute("SELECT port, client_options FROM system_views.clients")
        .forEach(row -> {
          var options = row.getMap(1, String.class, String.class);
          if (options != null && "polyphony".equals(options.get("APPLICATION_NAME"))) {
            ports.add(row.getInt(0));
          }
        });
    return ports;
  }

  private static long messages(CqlSession session, Set<Integer> others) {
    long messages = 0;
    for (var row :
        session.execute("SELECT port, request_count, client_options FROM system_views.clients")) {
      var options = row.getMap(2, String.class, String.class);
      if (options != null
          && "polyphony".equals(options.get("APPLICATION_NAME"))
          && !others.contains(row.getInt(0))) {
        messages += row.getLong(1);
      }
    }
    return messages;
  }

  @Test
  void noMoreStatementsAreUnderWayThanAllowed() throws Exception {
    try (TestTables tables = new TestTables().holding(TABLE);
        CqlSession session = SharedStores.cassandra().connect(null);
        FaultProxy proxy = FaultProxy.before(SharedStores.cassandra().port())) {
      Set<Integer> others = clients(session);
      Map<String, Object> narrow =
          Map.of("pool", TestCluster.pool(Map.of("size", "1", "inFlight", "3", "waiting", "10")));
      try (Store store =
          TestCluster.open(tables.vertx(), proxy.port(), tables.keyspace().name(), narrow)) {
        assertThat(answered(find(store, LONG, 500)).failures()).isEmpty();
        long before = messages(session, others);
        assertThat(before).isGreaterThan(500);

        proxy.hang();
        find(store, SHORT, 500).toCompletableFuture().handle((_, e) -> e).get(20, TimeUnit.SECONDS);
        proxy.heal();

        assertThat(answered(find(store, LONG, 1)).failures()).isEmpty();
        // The three that were under way, the last request, and beats of the heart.
        assertThat(messages(session, others) - before).isBetween(4L, 12L);
      }
    }
  }

  @Test
  void aStatementThatIsKnownIsNotPreparedAgain() {
    try (TestTables tables = new TestTables().holding(TABLE);
        CqlSession session = SharedStores.cassandra().connect(null)) {
      Set<Integer> others = clients(session);
      try (Store store =
          TestCluster.open(
              tables.vertx(),
              SharedStores.cassandra().port(),
              tables.keyspace().name(),
              Map.of())) {
        answered(find(store, LONG, 1));
        long before = messages(session, others);
        for (int i = 0; i < 100; i++) {
          answered(find(store, LONG, 1));
        }
        assertThat(messages(session, others) - before).isBetween(100L, 120L);
      }
    }
  }
}
