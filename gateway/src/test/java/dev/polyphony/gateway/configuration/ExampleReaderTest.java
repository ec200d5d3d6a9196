package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleReaderTest {
  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  @Test
  void variablesLieBesideTheQuery() throws IOException {
    Files.writeString(folder.resolve("07-late.variables.json"), "{\"days\": 2}");

    assertThat(read())
        .containsExactly(
            new ExampleQuery("late", "Late flights", "# Late flights\n{ a }", "{\"days\": 2}"));
    assertThat(problems.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "null", "{\"a\": 1", "{} {}", "{a: 1}"})
  void variablesThatAreNoJsonObjectAreAProblemOfTheirFile(String json) throws IOException {
    Path variables = folder.resolve("07-late.variables.json");
    Files.writeString(variables, json);

    assertThat(read()).extracting(ExampleQuery::variables).containsExactly("{}");
    assertThat(problems.all()).extracting(Problem::kind).containsExactly("INVALID_EXAMPLE");
    assertThat(problems.all().getFirst().location().file()).isEqualTo(variables.toString());
    assertThat(problems.all().getFirst().remedy()).contains("{\"name\": value}");
  }

  private List<ExampleQuery> read() throws IOException {
    Path query = folder.resolve("07-late.graphql");
    Files.writeString(query, "# Late flights\n{ a }");
    return new ExampleReader(problems).read(List.of(query));
  }
}
