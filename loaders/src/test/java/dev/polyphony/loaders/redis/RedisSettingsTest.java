package dev.polyphony.loaders.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import io.vertx.redis.client.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {
  private final Problems problems = new Problems();

  private RedisSettings read(Map<String, Object> settings) {
    return RedisSettings.read(TestRedis.section(settings, problems));
  }

  @Test
  void readsEverySetting() {
    RedisSettings settings =
        read(
            Map.of(
                "url",
                "redis://cache:7000/3",
                "user",
                "reader",
                "password",
                "secret",
                "connectTimeout",
                "2s",
                "maxReconnectDelay",
                "500ms",
                "pool",
                TestRedis.section(Map.of("size", "3", "waiting", "7"), problems)));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.options().getEndpoint()).isEqualTo("redis://cache:7000/3");
    assertThat(settings.options().getUser()).isEqualTo("reader");
    assertThat(settings.options().getPassword()).isEqualTo("secret");
    assertThat(settings.size()).isEqualTo(3);
    assertThat(settings.waiting()).isEqualTo(7);
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.maxReconnectDelay()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void speaksTheProtocolWithoutPushedMessages() {
    RedisSettings settings = read(Map.of("url", "redis://cache"));

    assertThat(settings.options().getEndpoint()).isEqualTo("redis://cache:6379");
    assertThat(settings.options().isProtocolNegotiation()).isFalse();
    assertThat(settings.options().getPreferredProtocolVersion()).isEqualTo(ProtocolVersion.RESP2);
  }

  @Test
  void saysWhatIsWrongWithTheUrlWithoutRepeatingIt() {
    for (String url :
        List.of(
            "secret",
            "http://secret",
            "redis://",
            "redis://h/secret",
            "redis://a:secret@h/0?x=1",
            "redis://a:secret@h o/0")) {
      Problems found = new Problems();
      RedisSettings.read(TestRedis.section(Map.of("url", url), found));

      assertThat(found.all()).as(url).hasSize(1);
      assertThat(found.all().toString()).doesNotContain("secret");
    }
  }

  @Test
  void printsNoSecret() {
    assertThat(read(Map.of("url", "redis://:secret@localhost", "password", "secret")).toString())
        .doesNotContain("secret");
  }

  @Test
  void refusesWhatIsUnknownMissingOrAlone() {
    read(Map.of());
    read(Map.of("url", "redis://h", "user", "alone"));
    read(Map.of("url", "redis://h", "cluster", "yes"));
    read(
        Map.of(
            "url", "redis://h", "tls", TestRedis.section(Map.of("ca", "missing.pem"), problems)));

    assertThat(problems.all()).hasSize(4).extracting(Problem::remedy).noneMatch(String::isBlank);
  }
}
