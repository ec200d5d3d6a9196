package dev.polyphony.resolvers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import org.junit.jupiter.api.Test;

/// Random operations over the whole schema of the air-travel example: five stores, further
/// mappings, partitions and edges. The options are those of [OracleTest].
class AirTravelOracleTest {
  private static final int CASES = Integer.getInteger("oracle.cases", 2000);

  @Test
  void answersAsTheEngineOfGraphqlJavaDoesOverPlainLists() {
    long seed = Long.getLong("oracle.seed", System.currentTimeMillis());
    System.out.println("oracle.seed=" + seed + " (air travel)");

    try (OracleRun run = new OracleRun(AirTravel.world(seed))) {
      for (int i = 0; i < CASES; i++) {
        OracleTest.check(run, seed, i);
      }

      System.out.println(
          "%d cases: %s, %.2f of the leaves are not null"
              .formatted(CASES, run.occurrences(), run.shareOfNonNullLeaves()));
      assertThat(run.shareOfNonNullLeaves()).isGreaterThan(0.4);
      assertThat(run.occurrences()).containsOnlyKeys(Feature.values());
    }
  }
}
