package dev.polyphony.loaders.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import dev.polyphony.schema.problems.Section.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MongoSettingsTest {
  private static final Location HERE = new Location("polyphony.yaml", 3, 5);

  private final Problems problems = new Problems();

  @Test
  void readsEverySetting() {
    MongoSettings settings =
        read(
            Map.of(
                "url", "mongodb://one:1,two:2/?replicaSet=rs",
                "database", "travel",
                "user", "reader",
                "password", "secret",
                "pool", section("pool", Map.of("size", "3", "waiting", "7"))));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.connection().getHosts()).containsExactly("one:1", "two:2");
    assertThat(settings.database()).isEqualTo("travel");
    assertThat(settings.credential())
        .extracting(credential -> credential == null ? "" : credential.getUserName())
        .isEqualTo("reader");
    assertThat(settings.poolSize()).isEqualTo(3);
    assertThat(settings.poolWaiting()).isEqualTo(7);
  }

  @Test
  void takesTheDatabaseFromTheUrl() {
    assertThat(read(Map.of("url", "mongodb://localhost/travel")).database()).isEqualTo("travel");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void printsNoSecret() {
    MongoSettings settings =
        read(Map.of("url", "mongodb://reader:secret@localhost/travel", "tls", "no section"));

    assertThat(settings.toString()).doesNotContain("secret");
    assertThat(problems.all().toString()).doesNotContain("secret");
  }

  @Test
  void saysWhatIsWrongWithTheUrlWithoutRepeatingIt() {
    for (String url :
        List.of(
            "secret", "http://secret", "mongodb://a:secret:b@h/db", "mongodb+srv://secret/db")) {
      Problems found = new Problems();
      MongoSettings.read(section("stores.guides", Map.of("url", url, "database", "d"), found));

      assertThat(found.all()).as(url).extracting(Problem::kind).containsExactly("INVALID_VALUE");
      assertThat(found.all().toString()).doesNotContain("secret");
    }
  }

  @Test
  void reportsAllProblemsTogether() {
    read(
        Map.of(
            "url", "mongodb://localhost",
            "user", "reader",
            "shards", "3",
            "tls", section("tls", Map.of("ca", "nowhere.pem", "cert", "nowhere.pem"))));

    assertThat(problems.all())
        .extracting(Problem::kind)
        .containsExactlyInAnyOrder(
            "MISSING_KEY",
            "INVALID_VALUE",
            "INVALID_VALUE",
            "INVALID_VALUE",
            "INVALID_VALUE",
            "UNKNOWN_KEY");
  }

  @Test
  void refusesNamesThatNoDatabaseHas() {
    read(Map.of("url", "mongodb://localhost", "database", "a.b"));

    assertThat(problems.all()).extracting(Problem::kind).containsExactly("INVALID_VALUE");
  }

  private MongoSettings read(Map<String, Object> values) {
    return MongoSettings.read(section("stores.guides", values, problems));
  }

  private Section section(String path, Map<String, Object> values) {
    return section(path, values, problems);
  }

  private static Section section(String path, Map<String, ?> values, Problems problems) {
    Map<String, Value> located = new LinkedHashMap<>();
    values.forEach((key, value) -> located.put(key, new Value(value, HERE)));
    return new Section(path, HERE, located, problems);
  }
}
