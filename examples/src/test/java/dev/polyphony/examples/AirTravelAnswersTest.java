package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recorded answers agree with those that a program of its own computes from the data files alone.
class AirTravelAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04-strikes",
        "06-strikes-of-herons",
        "07-continents",
        "08-pages-backward",
        "09-high-airports",
        "11-airline",
        "14-by-city",
        "15-passenger",
        "16-payments",
        "17-who-flies-from-here"
      })
  void theRecordedAnswerIsWhatTheDataFilesSay(String query) throws Exception {
    ExampleFile example =
        new ExampleFile(AirTravel.FOLDER.resolve("queries").resolve(query + ".graphql"));

    assertThat(JSON.readTree(computed(query)))
        .isEqualTo(JSON.readTree(ExampleFile.read(example.answer())));
  }

  private static String computed(String query) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AirTravel.FOLDER.resolve("answers/Answers.java").toString(),
                    AirTravel.FOLDER.resolve("data").toString(),
                    query))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
    return text;
  }
}
