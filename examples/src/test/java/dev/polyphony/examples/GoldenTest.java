package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.examples.stored.StoredRows;
import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example query: its answer, its fetches, and that their number does not depend on the data.
/// `-Dgolden.record=true` writes the files anew; a build server refuses that.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AirTravelGoldenTest {
  private final Map<Integer, Map<String, Map<String, List<Map<String, ?>>>>> rows =
      new LinkedHashMap<>();
  private AirTravel example;
  private Engine engine;

  @BeforeAll
  void start() {
    example = AirTravel.start();
    engine = new Engine(example.project().catalog(), example.stores(), EngineLimits.DEFAULT);
  }

  @AfterAll
  void stop() {
    example.close();
  }

  static List<ExampleFile> queries() {
    return ExampleFile.in(AirTravel.FOLDER.resolve("queries"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void answersAsRecordedWithTheRecordedFetches(ExampleFile query) throws IOException {
    Run run = Run.of(engine, query.document());

    assertThat(run.answer().has("errors")).as(run.answerText()).isFalse();
    matches(query.answer(), run.answerText());
    matches(query.fetches(), run.fetchesText());
  }

  static void matches(Path file, String text) throws IOException {
    if (Boolean.getBoolean("golden.record")) {
      assertThat(System.getenv("CI")).as("goldens are recorded by hand").isNull();
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(ExampleFile.read(file));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void asksAsOftenWhateverTheSizeOfTheData(ExampleFile query) {
    Map<Integer, List<Statement>> once = onMemory(1, query).statements();
    Map<Integer, List<Statement>> thrice = onMemory(3, query).statements();

    assertThat(once).isNotEmpty();
    assertThat(thrice.keySet()).isEqualTo(once.keySet());
    once.values().forEach(statements -> assertThat(statements).hasSize(1));
    thrice.values().forEach(statements -> assertThat(statements).hasSize(1));
  }

  /// The same plan over plain lists that hold the rows of the real stores so many times, each copy
  /// under keys of its own.
  private Run onMemory(int copies, ExampleFile query) {
    Map<String, Store> stores = new LinkedHashMap<>();
    rows.computeIfAbsent(copies, times -> StoredRows.all(AirTravel.FOLDER, times))
        .forEach((store, sources) -> stores.put(store, new MemoryStore(sources)));
    return Run.of(
        new Engine(example.project().catalog(), stores, EngineLimits.DEFAULT), query.document());
  }
}
