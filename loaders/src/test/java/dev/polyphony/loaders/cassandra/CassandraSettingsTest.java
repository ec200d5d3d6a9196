package dev.polyphony.loaders.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraSettingsTest {
  private static final Location HERE = Location.of("polyphony.yaml");
  private static final Map<String, Object> LEAST =
      Map.of(
          "contactPoints",
          List.of(value("one"), value("[::1]:9043")),
          "localDatacenter",
          "dc1",
          "keyspace",
          "travel");

  private final Problems problems = new Problems();

  private static Section.Value value(Object value) {
    return new Section.Value(value, HERE);
  }

  private Section section(Map<String, Object> settings) {
    Map<String, Section.Value> values = new LinkedHashMap<>();
    settings.forEach((key, setting) -> values.put(key, value(setting)));
    return new Section("stores.telemetry", HERE, values, problems);
  }

  private CassandraSettings read(String key, Object setting) {
    Map<String, Object> settings = new HashMap<>(LEAST);
    settings.put(key, setting);
    return CassandraSettings.read("telemetry", section(settings));
  }

  @Test
  void readsEverySetting() {
    Map<String, Object> settings = new HashMap<>(LEAST);
    settings.put("user", "reader");
    settings.put("password", "secret");
    settings.put("consistency", "QUORUM");
    settings.put("partitions", "50");
    settings.put("maxReconnectDelay", "500ms");
    settings.put("pool", section(Map.of("size", "2", "inFlight", "3", "waiting", "7")));

    CassandraSettings read = CassandraSettings.read("telemetry", section(settings));

    assertThat(problems.all()).isEmpty();
    assertThat(read.contactPoints())
        .containsExactly(
            InetSocketAddress.createUnresolved("one", 9042),
            InetSocketAddress.createUnresolved("::1", 9043));
    assertThat(read.consistency()).isEqualTo(DefaultConsistencyLevel.QUORUM);
    assertThat(read.partitions()).isEqualTo(50);
    assertThat(read.maxReconnectDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(List.of(read.poolSize(), read.inFlight(), read.poolWaiting()))
        .containsExactly(2, 3, 7);
    assertThat(read.toString()).doesNotContain("secret");
  }

  @Test
  void refusesWhatIsUnknownMissingOrAlone() {
    CassandraSettings.read("telemetry", section(Map.of()));
    assertThat(problems.all())
        .extracting(Problem::kind)
        .containsExactly("MISSING_KEY", "MISSING_KEY", "MISSING_KEY");
    int before = problems.all().size();
    read("contactPoints", List.of(value("http://one")));
    read("keyspace", "a-b");
    read("consistency", "MOST");
    read("user", "alone");
    read("cluster", "yes");

    assertThat(problems.all()).hasSize(before + 5);
    assertThat(problems.all()).extracting(Problem::remedy).noneMatch(String::isBlank);
  }
}
