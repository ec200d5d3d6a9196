package dev.polyphony.loaders.janusgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JanusGraphSettingsTest {
  private final Problems problems = new Problems();

  private JanusGraphSettings read(Map<String, Object> settings) {
    return JanusGraphSettings.read("routes", TestGraph.section(settings, problems));
  }

  @Test
  void readsEverySetting() {
    JanusGraphSettings settings =
        read(
            Map.of(
                "url",
                "ws://graph:9000/custom",
                "source",
                "travel",
                "user",
                "reader",
                "password",
                "secret",
                "connectTimeout",
                "2s",
                "maxReconnectDelay",
                "500ms",
                "pool",
                TestGraph.section(Map.of("inFlight", "3", "waiting", "7"), problems)));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.address())
        .isEqualTo(new JanusGraphSettings.Address("graph", 9000, "/custom"));
    assertThat(settings.source()).isEqualTo("travel");
    assertThat(settings.inFlight()).isEqualTo(3);
    assertThat(settings.waiting()).isEqualTo(7);
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.maxReconnectDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.tls()).isNull();
  }

  @Test
  void hasTheServersOwnDefaults() {
    JanusGraphSettings settings = read(Map.of("url", "wss://graph"));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.address())
        .isEqualTo(new JanusGraphSettings.Address("graph", 8182, "/gremlin"));
    assertThat(settings.source()).isEqualTo("g");
    assertThat(settings.tls()).isNotNull();
  }

  @Test
  void saysWhatIsWrongWithTheUrlWithoutRepeatingIt() {
    for (String url :
        List.of(
            "secret",
            "http://secret",
            "ws://",
            "ws://a:secret@h",
            "ws://h/gremlin?secret=1",
            "ws://a:secret@h o")) {
      Problems found = new Problems();
      JanusGraphSettings.read("routes", TestGraph.section(Map.of("url", url), found));

      assertThat(found.all()).as(url).hasSize(1);
      assertThat(found.all().toString()).doesNotContain("secret");
    }
  }

  @Test
  void printsNoSecret() {
    assertThat(read(Map.of("url", "ws://h", "user", "reader", "password", "secret")).toString())
        .doesNotContain("secret");
  }

  @Test
  void refusesWhatIsUnknownMissingOrAlone() {
    read(Map.of());
    read(Map.of("url", "ws://h", "user", "alone"));
    read(Map.of("url", "ws://h", "cluster", "yes"));
    read(Map.of("url", "ws://h", "tls", TestGraph.section(Map.of("ca", "missing.pem"), problems)));
    read(Map.of("url", "ws://h", "pool", TestGraph.section(Map.of("inFlight", "0"), problems)));

    assertThat(problems.all()).hasSize(5).extracting(Problem::remedy).noneMatch(String::isBlank);
  }
}
