package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @Test
  void servesARealServer() throws SQLException {
    var postgres = SharedStores.postgres();

    assertThat(answer(postgres, postgres.database(), "SHOW server_version")).isEqualTo("18.6");
    assertThat(postgres.memory()).isPositive();
  }

  @Test
  void textSortsByItsBytes() throws SQLException {
    var postgres = SharedStores.postgres();

    var sorted =
        "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b', 'a', 'B', 'é', 'z']) x";

    assertThat(answer(postgres, postgres.database(), sorted)).isEqualTo("Babzé");
  }

  @Test
  void databasesDoNotSeeEachOther() throws SQLException {
    var postgres = SharedStores.postgres();
    var one = postgres.newDatabase();
    var other = postgres.newDatabase();

    postgres.execute(one, "CREATE TABLE thing (id int); INSERT INTO thing VALUES (1)");

    assertThat(one.url())
        .isNotEqualTo(other.url())
        .startsWith("postgresql://polyphony:secret@127.0.0.1:");
    assertThat(answer(postgres, one, "SELECT count(*) FROM thing")).isEqualTo("1");
    assertThat(answer(postgres, other, "SELECT to_regclass('thing')")).isNull();
  }

  @Test
  void aKeptFolderSurvivesARestart(@TempDir Path folder) throws SQLException {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      postgres.execute(postgres.database("travel"), "CREATE TABLE thing AS SELECT 7 AS id");
    }

    try (var postgres = EmbeddedPostgres.start(folder)) {
      assertThat(answer(postgres, postgres.database("travel"), "SELECT id FROM thing"))
          .isEqualTo("7");
    }
  }

  private static String answer(EmbeddedPostgres postgres, Database database, String query)
      throws SQLException {
    try (var connection = postgres.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
