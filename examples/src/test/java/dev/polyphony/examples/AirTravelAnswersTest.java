package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Recorded answers agree with those that a program of its own computes from the data files alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AirTravelAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> QUERIES =
      List.of(
          "04-strikes",
          "06-strikes-of-herons",
          "07-continents",
          "08-pages-backward",
          "09-high-airports",
          "11-airline",
          "14-by-city",
          "15-passenger",
          "16-payments",
          "17-who-flies-from-here",
          "18-departures",
          "19-aircraft",
          "20-departures-of-several",
          "23-routes",
          "24-two-hops",
          "26-session",
          "27-most-searched");

  private Map<String, JsonNode> computed = Map.of();

  @BeforeAll
  void compute() throws IOException, InterruptedException {
    Path output = Path.of("target", "answers.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Example.AIR_TRAVEL.resolve("answers/Answers.java").toString(),
                Example.AIR_TRAVEL.resolve("data").toString()));
    command.addAll(QUERIES);
    Process program =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile())
            .start();
    assertThat(program.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSameSizeAs(QUERIES);
    computed = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      computed.put(QUERIES.get(i), JSON.readTree(lines.get(i)));
    }
  }

  @ParameterizedTest
  @FieldSource("QUERIES")
  void theRecordedAnswerIsWhatTheDataFilesSay(String query) throws IOException {
    ExampleFile example =
        new ExampleFile(Example.AIR_TRAVEL.resolve("queries").resolve(query + ".graphql"));

    assertThat(computed.get(query)).isEqualTo(JSON.readTree(ExampleFile.read(example.answer())));
  }
}
