package dev.polyphony.resolvers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A run of random operations; `-Doracle.seed=…` repeats one, `-Doracle.cases=…` makes it longer or
/// shorter.
class OracleTest {
  private static final int CASES = Integer.getInteger("oracle.cases", 2000);
  private static final int EACH = 50;

  @Test
  void answersAsTheEngineOfGraphqlJavaDoesOverPlainLists() {
    long seed = Long.getLong("oracle.seed", System.currentTimeMillis());
    System.out.println("oracle.seed=" + seed);
    Instant start = Instant.now();

    try (OracleRun run = new OracleRun(Library.world(seed))) {
      for (int i = 0; i < CASES; i++) {
        check(run, seed, i);
      }

      System.out.println(
          "%d cases in %s: %s, %.2f of the leaves are not null"
              .formatted(
                  CASES,
                  Duration.between(start, Instant.now()),
                  run.occurrences(),
                  run.shareOfNonNullLeaves()));
      assertThat(run.shareOfNonNullLeaves()).isGreaterThan(0.5);
      assertThat(run.occurrences()).containsOnlyKeys(Feature.values());
      if (CASES >= 2000) {
        assertThat(run.occurrences().values()).allMatch(count -> count >= EACH);
      }
    }
  }

  static void check(OracleRun run, long seed, int index) {
    try {
      run.check(seed * 1_000_003 + index);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("case %d of -Doracle.seed=%d%n%s".formatted(index, seed, e), e);
    }
  }
}
