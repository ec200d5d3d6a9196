package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Statement;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.execution.CursorSeal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
abstract class GoldenTest {
  private final Path folder;
  private final Map<Integer, Engine> onMemory = new HashMap<>();
  private Example example;
  private Engine engine;

  GoldenTest(Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void start() {
    example = Example.start(folder);
    engine = engine(example.stores());
  }

  private Engine engine(Map<String, Store> stores) {
    CursorSeal seal = CursorSeal.of("golden".getBytes(StandardCharsets.UTF_8));
    return new Engine(example.project().catalog(), stores, EngineLimits.DEFAULT, seal);
  }

  @AfterAll
  void stop() {
    example.close();
  }

  List<ExampleFile> queries() {
    return ExampleFile.in(folder.resolve("queries"));
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
    // One for rows, and another where they are counted too.
    once.values().forEach(statements -> assertThat(statements).hasSizeBetween(1, 2));
    assertThat(sizes(thrice)).isEqualTo(sizes(once));
  }

  private static Map<Integer, Integer> sizes(Map<Integer, List<Statement>> statements) {
    Map<Integer, Integer> sizes = new HashMap<>();
    statements.forEach((fetch, sent) -> sizes.put(fetch, sent.size()));
    return sizes;
  }

  /// The same plan over plain lists that hold the rows of the real stores so many times, each copy
  /// under keys of its own.
  private Run onMemory(int copies, ExampleFile query) {
    Engine memory = onMemory.computeIfAbsent(copies, times -> engine(example.inMemory(times)));
    return Run.of(memory, query.document());
  }
}
