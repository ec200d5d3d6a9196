package dev.polyphony.schema.sdl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.problems.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AirTravelSchemaTest {
  private static final Path SCHEMA = Path.of("../examples/air-travel/schema");

  @Test
  void theExampleHasNoProblemAndServesDescribedTypes() throws IOException {
    Catalog catalog = read();

    String served = SchemaText.print(catalog);
    assertThat(served)
        .contains("type Airport {", "strikes(", "type StrikeConnection {", "scalar Date")
        .doesNotContain("countryCode", "@entity", "@column");
    assertThat(requireNonNull(catalog.schema().getObjectType("Airport")).getDescription())
        .isNotEmpty();
  }

  private static Catalog read() throws IOException {
    List<SchemaReader.Sdl> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(SCHEMA)) {
      for (Path path : paths.sorted().toList()) {
        files.add(new SchemaReader.Sdl(path.getFileName().toString(), Files.readString(path)));
      }
    }
    Map<String, StoreDeclaration> stores =
        Map.of("office", TestStores.store("rows"), "guides", TestStores.store("documents"));
    SchemaReader.Outcome outcome = SchemaReader.read(files, stores, Limits.DEFAULT, new Problems());
    assertThat(outcome.problems()).isEmpty();
    return requireNonNull(outcome.catalog());
  }
}
