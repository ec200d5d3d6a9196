package dev.polyphony.resolvers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.resolvers.oracle.OracleCase.Feature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random operations over the whole schemas of the examples: five stores each, further mappings,
/// keys of several parts, partitions and edges. The options are those of [OracleTest].
class ExamplesOracleTest {
  private static final int CASES = Integer.getInteger("oracle.cases", 2500);

  @ParameterizedTest
  @ValueSource(strings = {"air-travel", "parcels"})
  void answersAsTheEngineOfGraphqlJavaDoesOverPlainLists(String example) {
    long seed = Long.getLong("oracle.seed", System.currentTimeMillis());
    System.out.println("oracle.seed=" + seed + " (" + example + ")");

    try (OracleRun run = new OracleRun(ExampleWorld.of(example, seed))) {
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
