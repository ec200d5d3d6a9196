package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  @Test
  void clientsAreToldWhatIsWritten() throws IOException {
    KafkaSettings kafka =
        read("{bootstrapServers: ['a:1', 'b:2'], properties: {security.protocol: SSL}}");

    assertThat(problems.all()).isEmpty();
    assertThat(Objects.requireNonNull(kafka).client())
        .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SSL"));
    assertThat(kafka.toString()).doesNotContain("SSL");
  }

  @Test
  void withoutTheSectionThereAreNoBrokers() throws IOException {
    assertThat(read(null)).isNull();
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void whatIsWrongIsReportedTogether() throws IOException {
    read("{properties: {group.id: mine, isolation.level: read_uncommitted}, more: 1}");

    assertThat(kinds())
        .containsExactlyInAnyOrder("MISSING_KEY", "INVALID_VALUE", "INVALID_VALUE", "UNKNOWN_KEY");
  }

  @Test
  void serversAreHostsWithPorts() throws IOException {
    read("{bootstrapServers: 'a:1,b'}");

    assertThat(kinds()).containsExactly("INVALID_VALUE");
    assertThat(problems.all().getFirst().remedy()).contains("host:port");
  }

  private List<String> kinds() {
    return problems.all().stream().map(Problem::kind).toList();
  }

  private @Nullable KafkaSettings read(@Nullable String section) throws IOException {
    Files.writeString(folder.resolve("a.graphql"), "type A");
    Path file =
        Files.writeString(
            folder.resolve("polyphony.yaml"),
            "schema: a.graphql\nstores: {a: {kind: redis, url: 'redis://a'}}\n"
                + (section == null ? "" : "kafka: " + section + "\n"));
    Configuration configuration =
        new ConfigurationReader(StoreKinds.ALL, _ -> null, problems).read(file);
    return Objects.requireNonNull(configuration).kafka();
  }
}
