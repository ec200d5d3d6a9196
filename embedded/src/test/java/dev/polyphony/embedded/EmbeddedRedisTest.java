package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

  @Test
  void databasesDoNotSeeEachOther() {
    var redis = SharedStores.redis();

    try (var one = redis.connect(redis.newDatabase());
        var other = redis.connect(redis.newDatabase())) {
      assertThat(one.run("SET", "a", "1\r\n")).isEqualTo("OK");

      assertThat(one.run("GET", "a")).isEqualTo("1\r\n");
      assertThat(other.run("GET", "a")).isNull();
      assertThatThrownBy(() -> one.run("HGETALL", "a")).hasMessageStartingWith("WRONGTYPE");
    }
    assertThat(redis.memory()).isPositive();
  }

  @Test
  void aKeptFolderSurvivesAKilledServer(@TempDir Path folder) throws Exception {
    var killed = EmbeddedRedis.start(folder);
    try (var commands = killed.connect(killed.database("0"))) {
      commands.send("HSET", "session:1", "passenger", "p1");
      commands.send("ZADD", "searches", 2.5, "SEA", 7, "LHR");
      assertThat(commands.answers()).containsExactly(1L, 2L);
    }
    var process = ProcessHandle.of(killed.pid()).orElseThrow();

    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(20, TimeUnit.SECONDS);
    killed.close();

    try (var redis = EmbeddedRedis.start(folder);
        var commands = redis.connect(redis.database("0"))) {
      assertThat(commands.run("HGET", "session:1", "passenger")).isEqualTo("p1");
      assertThat(commands.run("ZSCORE", "searches", "SEA")).isEqualTo("2.5");
    }
  }
}
