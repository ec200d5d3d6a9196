package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The made-up data is what its program makes.
abstract class SyntheticTest {
  private final Path data;
  private final int files;

  /// @param files how many the program makes
  SyntheticTest(Path folder, int files) {
    this.data = folder.resolve("data");
    this.files = files;
  }

  @Test
  void theProgramMakesTheCommittedFilesAnew(@TempDir Path folder) throws Exception {
    Process program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx900m",
                    "-XX:TieredStopAtLevel=1",
                    data.resolve("Synthetic.java").toString(),
                    data.toString(),
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();

    assertThat(program.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
    List<Path> made;
    try (Stream<Path> files = Files.list(folder)) {
      made = files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
    assertThat(made).hasSize(files);
    for (Path file : made) {
      // Unzipped, because zlib differs from system to system in how far it packs.
      try (InputStream actual = unzipped(file);
          InputStream committed = unzipped(data.resolve(file.getFileName().toString()))) {
        assertThat(actual).as(file.getFileName().toString()).hasSameContentAs(committed);
      }
    }
  }

  private static InputStream unzipped(Path file) throws IOException {
    return new GZIPInputStream(Files.newInputStream(file), 65_536);
  }
}
