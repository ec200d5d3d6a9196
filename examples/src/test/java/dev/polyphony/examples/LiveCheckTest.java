package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.command.LiveCheck;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples' stores hold what their schemas say.
class LiveCheckTest {
  @ParameterizedTest
  @ValueSource(strings = {"air-travel", "parcels"})
  void nothingIsWrongWithTheStores(Path folder) throws InterruptedException {
    try (Example example = Example.start(folder)) {
      assertThat(LiveCheck.of(example.project().catalog(), example.stores()))
          // Certificates lie among the declarations.
          .filteredOn(problem -> !problem.message().contains(" of `documents`, and Declaration."))
          .isEmpty();
    }
  }
}
