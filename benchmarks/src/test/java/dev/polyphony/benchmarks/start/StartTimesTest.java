package dev.polyphony.benchmarks.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTimesTest {
  @Test
  void timeGrowsWithTheTypesAndNoFaster() throws Exception {
    Map<Integer, Duration> times = StartTimes.best(4);

    StartTimes.print(times, System.out);
    double few = requireNonNull(times.get(100)).toNanos() / 100.0;
    double many = requireNonNull(times.get(500)).toNanos() / 500.0;
    // Five times as long where it grew with the square.
    assertThat(many).as("nanoseconds a type").isLessThan(2.5 * few);
  }
}
