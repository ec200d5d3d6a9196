package dev.polyphony.loaders.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import io.vertx.pgclient.SslMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresSettingsTest {
  private static final Location HERE = new Location("polyphony.yaml", 3, 5);

  private final Problems problems = new Problems();

  private Section section(Object... keysAndValues) {
    Map<String, Section.Value> values = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(String.valueOf(keysAndValues[i]), new Section.Value(keysAndValues[i + 1], HERE));
    }
    return new Section("stores.office", HERE, values, problems);
  }

  @Test
  void aUrlSaysEverything() {
    PostgresSettings settings =
        PostgresSettings.read(
            "office",
            section("url", "postgresql://me%40home:p%40ss+w%2Frd@db.example:6000/my%20db"));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.options().getHost()).isEqualTo("db.example");
    assertThat(settings.options().getPort()).isEqualTo(6000);
    assertThat(settings.options().getDatabase()).isEqualTo("my db");
    assertThat(settings.options().getUser()).isEqualTo("me@home");
    assertThat(settings.options().getPassword()).isEqualTo("p@ss+w/rd");
    assertThat(settings.options().getSslMode()).isEqualTo(SslMode.DISABLE);
  }

  @Test
  void keysOfTheirOwnGoBeforeTheUrl() {
    PostgresSettings settings =
        PostgresSettings.read(
            "office",
            section(
                "url", "postgres://me:old@[::1]/db",
                "user", "you",
                "password", "new",
                "pool", section("size", "3", "waiting", "9"),
                "tls", section()));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.options().getUser()).isEqualTo("you");
    assertThat(settings.options().getPassword()).isEqualTo("new");
    assertThat(settings.options().getHost()).isEqualTo("::1");
    assertThat(settings.options().getPort()).isEqualTo(5432);
    assertThat(settings.options().getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
    assertThat(settings.size()).isEqualTo(3);
    assertThat(settings.waiting()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:secret@host:port/db",
        "postgresql://me:sec ret@host/db",
        "mysql://me:secret@host/db",
        "postgresql://me:secret@host",
        "postgresql://me:secret@host/a/b",
        "postgresql://me:secret@host/db?sslmode=require",
        "secret"
      })
  void aBadUrlIsAProblemThatDoesNotRepeatIt(String url) {
    PostgresSettings.read("office", section("url", url, "user", "me"));

    assertThat(problems.all())
        .isNotEmpty()
        .allSatisfy(problem -> {
          assertThat(problem.location()).isEqualTo(HERE);
          assertThat(problem.toString()).doesNotContain("secret").doesNotContain("sec ret");
        });
  }

  @Test
  void whatIsMissingOrUnknownIsSaidTogether() {
    PostgresSettings.read(
        "office",
        section(
            "url",
            "postgresql://host/db",
            "pool",
            section("size", "0", "max", "3"),
            "tls",
            section("cert", "/no/such/file"),
            "colour",
            "red"));

    assertThat(problems.all())
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("names no user"))
        .anyMatch(message -> message.contains("size"))
        .anyMatch(message -> message.contains("`max`"))
        .anyMatch(message -> message.contains("no file"))
        .anyMatch(message -> message.contains("stands alone"))
        .anyMatch(message -> message.contains("`colour`"));
  }
}
