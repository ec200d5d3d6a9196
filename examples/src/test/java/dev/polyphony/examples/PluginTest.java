package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The example plug-in, from its jar, over the data of the air-travel example.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginTest {
  private final Vertx vertx = Vertx.vertx();
  private Example example;
  private Map<String, Store> stores;
  private Engine engine;

  @BeforeAll
  void start() {
    example = Example.start(Example.AIR_TRAVEL);
    Project.Sound project = example.project("../plugin/polyphony.yaml", Map.of());
    stores = Gateway.open(project.configuration(), vertx);
    engine = new Engine(project.catalog(), stores, EngineLimits.DEFAULT);
  }

  @AfterAll
  void stop() {
    stores.values().forEach(Store::close);
    vertx.close();
    example.close();
  }

  static List<ExampleFile> queries() {
    return ExampleFile.in(Path.of("plugin/queries"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void answersAsRecordedWithTheRecordedFetches(ExampleFile query) throws IOException {
    Run run = Run.of(engine, query.document());

    assertThat(run.answer().has("errors")).as(run.answerText()).isFalse();
    GoldenTest.matches(query.answer(), run.answerText());
    GoldenTest.matches(query.fetches(), run.fetchesText());
  }
}
