package dev.polyphony.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  @Test
  void servesGraphqlOverHttpAsItsSpecificationSays(@TempDir Path folder) throws Exception {
    try (AirportGateway gateway = AirportGateway.start(folder)) {
      NodeScript audits = NodeScript.of("audits.mjs", Duration.ofMinutes(1));

      String printed = audits.run(gateway.url() + "/graphql");

      assertThat(printed).contains("61 of 61 audits pass");
    }
  }
}
