package dev.polyphony.embedded.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import dev.polyphony.embedded.SharedStores;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AirTravelSeedTest {
  private final Seed seed = Seed.read(Path.of("../examples/air-travel/seed/seed.yaml"));
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final SeedLoader loader =
      new SeedLoader(
          seed, (store, into, rows, of) -> lines.add(store + "." + into + " " + rows + "/" + of));

  @Test
  void tablesAreLoadedOnceAndJoin() throws SQLException {
    var server = SharedStores.postgres();

    var first = loader.load("office", server);
    var second = loader.load("office", server);

    assertThat(first.now()).isTrue();
    assertThat(second).isEqualTo(new Loaded(first.database(), false));
    assertThat(lines).contains("office.airport 500/3504", "office.airport 3504/3504");
    try (var connection = server.connect(first.database());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT a.city, c.name, r.name, a.elev, a.time_zone, c.keywords[1],
                       (SELECT count(*) FROM airport WHERE time_zone IS NULL),
                       (SELECT count(*) FROM airport WHERE icao IS NULL),
                       (SELECT count(*) FROM airline WHERE country IS NULL),
                       (SELECT count(*) FROM airport x LEFT JOIN region y ON y.code = x.region WHERE y.code IS NULL)
                FROM airport a JOIN country c ON c.code = a.country JOIN region r ON r.code = a.region
                WHERE a.code = 'EDI'\
                """)) {
      assertThat(rows.next()).isTrue();
      var values = new ArrayList<@Nullable String>();
      for (int column = 1; column <= 10; column++) {
        values.add(rows.getString(column));
      }
      assertThat(values)
          .containsExactly(
              "Edinburgh",
              "United Kingdom",
              "Scotland",
              "135",
              "Europe/London",
              "Great Britain",
              "7",
              "34",
              "3",
              "233");
    }
  }

  @Test
  void collectionsAreLoadedOnceWithRealTypes() {
    var server = SharedStores.mongo();

    var first = loader.load("guides", server);
    var second = loader.load("guides", server);

    assertThat(first.now()).isTrue();
    assertThat(second.now()).isFalse();
    try (var client = MongoClients.create(server.url())) {
      var database = client.getDatabase("travel");
      assertThat(
              List.of("guides", "runways", "strikes").stream()
                  .map(name -> database.getCollection(name).countDocuments()))
          .containsExactly(4517L, 3206L, 10000L);
      var strike = database.getCollection("strikes").find(new Document("_id", "1")).first();
      assertThat(strike)
          .containsEntry("date", Date.from(Instant.parse("1990-01-08T00:00:00Z")))
          .containsEntry("speedKnots", 300)
          .containsEntry(
              "cost", new Document("repair", 0L).append("other", 0L).append("total", 0L));
      var unreported = new Document("speedKnots", new Document("$exists", false));
      assertThat(database.getCollection("strikes").countDocuments(unreported)).isEqualTo(2836);
    }
  }
}
