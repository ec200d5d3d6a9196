package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCassandraTest {

  @Test
  void servesARealServer() {
    var cassandra = SharedStores.cassandra();

    try (var session = cassandra.connect(null)) {
      var local = session.execute("SELECT release_version, data_center FROM system.local").one();
      assertThat(local).extracting(row -> row.getString(0)).isEqualTo("5.0.9");
      assertThat(local).extracting(row -> row.getString(1)).isEqualTo(EmbeddedCassandra.DATACENTER);
    }
    assertThat(cassandra.memory()).isPositive();
  }

  @Test
  void keyspacesDoNotSeeEachOther() {
    var cassandra = SharedStores.cassandra();
    var one = cassandra.newKeyspace();
    var other = cassandra.newKeyspace();

    cassandra.execute(
        one,
        """
        CREATE TABLE thing (id int PRIMARY KEY, note text); -- one; and
        INSERT INTO thing (id, note) VALUES (1, 'a; b');
        """);

    try (var session = cassandra.connect(one)) {
      assertThat(session.execute("SELECT note FROM thing").all())
          .extracting(row -> row.getString(0))
          .containsExactly("a; b");
      assertThat(session.getMetadata().getKeyspace(other.name()).orElseThrow().getTables().keySet())
          .isEmpty();
    }
  }

  @Test
  void aKeptFolderSurvivesARestartAndAKill(@TempDir Path folder) throws Exception {
    try (var cassandra = EmbeddedCassandra.start(folder)) {
      cassandra.execute(
          cassandra.keyspace("travel"),
          "CREATE TABLE thing (id int PRIMARY KEY); INSERT INTO thing (id) VALUES (7)");
    }

    int port;
    try (var cassandra = EmbeddedCassandra.start(folder)) {
      assertThat(ids(cassandra)).containsExactly(7);
      port = cassandra.port();
      var process = ProcessHandle.of(cassandra.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(20, TimeUnit.SECONDS);
    }

    try (var cassandra = EmbeddedCassandra.start(folder, port)) {
      assertThat(cassandra.port()).isEqualTo(port);
      assertThat(ids(cassandra)).containsExactly(7);
    }
  }

  private static Iterable<Integer> ids(EmbeddedCassandra cassandra) {
    try (var session = cassandra.connect(cassandra.keyspace("travel"))) {
      return session.execute("SELECT id FROM thing").map((Row row) -> row.getInt(0)).all();
    }
  }
}
