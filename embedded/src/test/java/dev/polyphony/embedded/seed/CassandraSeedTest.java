package dev.polyphony.embedded.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraSeedTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("telemetry.cql"),
        """
        -- Departures; one partition for each airport and day.
        CREATE TABLE flight (
          origin text, day date, departs timestamp, id text, delay int, tags list<text>, letters set<text>,
          PRIMARY KEY ((origin, day), departs, id));
        CREATE TABLE note (id int PRIMARY KEY, body text, parts map<text, int>);
        """);
    zipped(
        "flights.csv.gz",
        """
        dep_local,arr_delay_min,origin,destination,tags
        2001-01-08T23:59,18,SEA,MSY,a|b
        2001-01-08T23:59,,SEA,MSY,
        2001-01-09T00:01,-3,SEA,LAX,a
        """);
    zipped(
        "notes.ndjson.gz",
        """
        {"id": 1, "body": "it's; -- one"}
        {"id": 2, "parts": {"x": 7}}
        """);
    seed(3);
  }

  private void seed(int rows) throws IOException {
    Files.writeString(
        folder.resolve("seed.yaml"),
        """
        telemetry:
          kind: cassandra
          database: seeded
          define: telemetry.cql
          load:
            - into: flight
              file: flights.csv.gz
              rows: %d
              columns:
                origin: origin
                day: {from: dep_local, cut: 10}
                departs: dep_local
                id: "{origin}-{destination}-{dep_local}-{#}"
                delay: arr_delay_min
                tags: {from: tags, split: "|"}
                letters: {from: tags, split: "|"}
            - into: note
              file: notes.ndjson.gz
              rows: 2
        """
            .formatted(rows));
  }

  private void zipped(String name, String text) throws IOException {
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))),
            StandardCharsets.UTF_8)) {
      out.write(text);
    }
  }

  private Loaded load() {
    var seed = Seed.read(folder.resolve("seed.yaml"));
    return new SeedLoader(seed, Progress.silent()).load("telemetry", SharedStores.cassandra());
  }

  @Test
  void tablesAreLoadedOnceWithRealTypesAndComputedColumns() {
    var first = load();
    var second = load();

    assertThat(first.now()).isTrue();
    assertThat(second).isEqualTo(new Loaded(first.database(), false));
    try (var session = SharedStores.cassandra().connect(first.database())) {
      var flights =
          session.execute("SELECT * FROM flight WHERE origin = 'SEA' AND day = '2001-01-08'").all();
      assertThat(flights)
          .extracting(row -> row.getString("id"))
          .containsExactly("SEA-MSY-2001-01-08T23:59-1", "SEA-MSY-2001-01-08T23:59-2");
      Row one = flights.getFirst();
      assertThat(one.getLocalDate("day")).isEqualTo(LocalDate.of(2001, 1, 8));
      assertThat(one.getInstant("departs")).isEqualTo(Instant.parse("2001-01-08T23:59:00Z"));
      assertThat(one.getList("tags", String.class)).isEqualTo(List.of("a", "b"));
      assertThat(flights.getLast().isNull("delay")).isTrue();
      assertThat(flights.getLast().isNull("tags")).isTrue();
      assertThat(session.execute("SELECT body FROM note WHERE id = 1").one())
          .extracting(row -> row.getString(0))
          .isEqualTo("it's; -- one");
    }
  }

  @Test
  void otherDataAreLoadedAnewAndAWrongNumberOfRowsFails() throws IOException {
    load();
    seed(4);

    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("holds 3 rows, the seed says 4");

    seed(3);
    assertThat(load().now()).as("a half load counts as none").isTrue();
  }
}
