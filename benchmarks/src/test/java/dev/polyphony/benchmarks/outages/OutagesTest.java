package dev.polyphony.benchmarks.outages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutagesTest {
  private static final Path EXAMPLE = Path.of("../examples/air-travel");

  @Test
  void aStoreThatFailsCostsItsOwnFieldsAndHealsByItself(@TempDir Path folder) throws Exception {
    List<Outage> all;
    try (Outages outages = Outages.start(EXAMPLE, folder)) {
      all = outages.all();
    }

    assertThat(all).as("five stores, three faults").hasSize(15);
    assertThat(all)
        .allSatisfy(outage -> {
          assertThat(outage.problems()).isEmpty();
          // The command is strict about times; here the machine may be slow.
          assertThat(outage.slowest()).isLessThan(Outages.DEADLINE.plusSeconds(10));
          assertThat(outage.healed()).isLessThan(Duration.ofSeconds(60));
        });
    assertThat(all.stream().filter(outage -> outage.fault() != Fault.KILLED))
        .allMatch(outage -> outage.affected() > 0);
  }
}
