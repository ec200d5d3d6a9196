package dev.polyphony.embedded.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.RedisCommands;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSeedTest {
  private static final String FILES =
      """
      hot:
        kind: redis
        database: "%s"
        load:
          - into: "session:{$key.token}"
            file: sessions.csv.gz
            rows: 2
            columns: {token: id, passenger: who}
            redis: {ttl: 100}
          - into: searches
            file: searches.csv.gz
            rows: 3
            columns: {code: code, searches: {from: n, type: long}}
            redis: {as: sorted_set, member: code, score: searches}
          - into: "seen:{$key.token}"
            file: sessions.csv.gz
            rows: 2
            columns: {token: id, passenger: who}
            redis: {as: set, member: passenger}
          - into: "guide:{$key.code}"
            file: guides.ndjson.gz
            rows: 1
            redis: {as: json}
          - into: "open:{$key.code}"
            file: guides.ndjson.gz
            rows: 1
          - into: "title:{$key.code}"
            file: guides.ndjson.gz
            rows: 1
            redis: {as: string, value: title}
      """;

  @TempDir private Path folder = Path.of("");
  private Database database = new Database("", "");

  @BeforeEach
  void write() throws IOException {
    database = SharedStores.redis().newDatabase();
    zip("sessions.csv.gz", "id,who\nt1,p1\nt2,p2\n");
    zip("searches.csv.gz", "code,n\nSEA,3\nLHR,9007199254740991\nEDI,0\n");
    zip("guides.ndjson.gz", "{\"code\":\"SEA\",\"title\":\"é\",\"tags\":[\"a\"],\"none\":null}\n");
    seed(FILES.formatted(database.name()));
  }

  private void seed(String text) throws IOException {
    Files.writeString(folder.resolve("seed.yaml"), text);
  }

  private void zip(String name, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Loaded load() {
    return new SeedLoader(Seed.read(folder.resolve("seed.yaml")), Progress.silent())
        .load("hot", SharedStores.redis());
  }

  private RedisCommands connect() {
    return SharedStores.redis().connect(database);
  }

  @Test
  void rowsBecomeWhatTheSeedSays() {
    assertThat(load()).isEqualTo(new Loaded(database, true));

    try (var commands = connect()) {
      assertThat(commands.run("HGETALL", "session:t1"))
          .isEqualTo(List.of("token", "t1", "passenger", "p1"));
      assertThat(commands.run("TTL", "session:t2")).isIn(99L, 100L);
      assertThat(commands.run("ZRANGE", "searches", 0, -1, "WITHSCORES"))
          .isEqualTo(List.of("EDI", "0", "SEA", "3", "LHR", "9007199254740991"));
      assertThat(commands.run("SMEMBERS", "seen:t1")).isEqualTo(List.of("p1"));
      assertThat(commands.run("GET", "guide:SEA"))
          .isEqualTo("{\"code\":\"SEA\",\"title\":\"é\",\"tags\":[\"a\"],\"none\":null}");
      assertThat(commands.run("HMGET", "open:SEA", "title", "tags", "none"))
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .containsExactly("é", "[\"a\"]", null);
      assertThat(commands.run("GET", "title:SEA")).isEqualTo("é");
    }
  }

  @Test
  void theSameDataAreLoadedOnceAndOthersAnew() throws IOException {
    load();
    try (var commands = connect()) {
      commands.run("SET", "stranger", "x");
      assertThat(load().now()).isFalse();
      assertThat(commands.run("EXISTS", "stranger")).isEqualTo(1L);

      zip("sessions.csv.gz", "id,who\nt1,p1\nt3,p2\n");
      assertThat(load().now()).isTrue();

      assertThat(commands.run("EXISTS", "session:t3")).isEqualTo(1L);
      assertThat(commands.run("EXISTS", "stranger", "session:t2")).isEqualTo(0L);
    }
  }

  @Test
  void aWrongCountAndAMissingColumnFail() throws IOException {
    seed(FILES.formatted(database.name()).replace("rows: 3", "rows: 4"));
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("holds 3 rows, the seed says 4");

    seed(FILES.formatted(database.name()).replace("{$key.token}", "{$key.tokn}"));
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("no value for tokn");
  }
}
