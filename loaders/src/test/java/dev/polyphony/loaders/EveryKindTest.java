package dev.polyphony.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.contract.StoreContractTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A store kind without its contract test does not pass the build.
class EveryKindTest {
  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void everyKindKeepsTheContract() throws Exception {
    List<String> stores = stores();

    assertThat(stores).hasSizeGreaterThanOrEqualTo(3);
    for (String store : stores) {
      assertThat(StoreContractTest.class).isAssignableFrom(Class.forName(store + "Test"));
    }
  }

  /// Classes named `XStore` in the packages of the kinds.
  private static List<String> stores() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.matches(".*loaders.[a-z]+.[A-Z][A-Za-z]*Store\\.class"))
          .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
          .sorted()
          .toList();
    }
  }
}
