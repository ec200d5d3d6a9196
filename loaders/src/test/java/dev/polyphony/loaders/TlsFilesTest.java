package dev.polyphony.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
  private static final Location HERE = Location.of("polyphony.yaml");

  private final Problems problems = new Problems();

  private TlsFiles read(Map<String, String> texts) {
    Map<String, Section.Value> values = new LinkedHashMap<>();
    texts.forEach((key, text) -> values.put(key, new Section.Value(text, HERE)));
    return TlsFiles.read(new Section("stores.x.tls", HERE, values, problems));
  }

  @Test
  void anEmptySectionTrustsWhatTheJvmTrusts() {
    assertThat(read(Map.of())).isEqualTo(TlsFiles.NONE);
    assertThat(problems.all()).isEmpty();
    assertThat(TlsFiles.NONE.context()).isNotNull();
  }

  @Test
  void aFileThatIsMissingOrNoPemIsSaidAtStart(@TempDir Path folder) throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "secret");

    read(Map.of("ca", "nowhere.pem"));
    read(Map.of("ca", wrong.toString()));
    read(Map.of("cert", wrong.toString(), "key", wrong.toString()));
    read(Map.of("cert", wrong.toString()));
    read(Map.of("certificate", wrong.toString()));

    assertThat(problems.all()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(problems.all()).extracting(Problem::remedy).noneMatch(String::isBlank);
    assertThat(problems.all().toString()).doesNotContain("secret");
  }
}
