package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `extensions.plan` of the example's queries, as a client gets it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AirTravelPlanTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private Example example;
  private Gateway gateway;

  @BeforeAll
  void start() throws Exception {
    example = Example.start(Example.AIR_TRAVEL);
    Configuration configuration = example.project().configuration();
    gateway =
        Gateway.start(
                configuration.with(configuration.server().at("127.0.0.1", 0)),
                example.project().catalog())
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.stop().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    example.close();
  }

  static List<ExampleFile> queries() {
    return ExampleFile.in(Example.AIR_TRAVEL.resolve("queries"));
  }

  private JsonNode answer(ExampleFile query) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("query", query.document()));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
            .header("Content-Type", "application/json")
            .header("Polyphony-Plan", "true")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  /// One with documents, tables, a join back and embedded objects; its figures but the times.
  @Test
  void isAsRecorded() throws Exception {
    Path queries = Example.AIR_TRAVEL.resolve("queries");
    ExampleFile query = new ExampleFile(queries.resolve("05-from-documents-to-tables.graphql"));

    JsonNode plan = answer(query).at("/extensions/plan");

    assertThat(plan.get("durationMicros").asLong()).isPositive();
    withoutTimes(plan);
    GoldenTest.matches(
        Example.AIR_TRAVEL.resolve("plans").resolve(query.name() + ".json"),
        JSON.writeValueAsString(plan) + "\n");
  }

  /// The browser check of the gateway, on real stores: it compares what the panel shows with the
  /// plan that came.
  @Test
  void isShownInGraphiql() throws Exception {
    Path output = Path.of("target", "browser.log");
    Process browser =
        new ProcessBuilder(
                "node",
                Path.of("../gateway/checks/browser.mjs").toString(),
                "http://127.0.0.1:" + gateway.port(),
                "Seattle",
                "Airport",
                Path.of("target", "graphiql.png").toAbsolutePath().toString(),
                "FiveStores")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(browser.waitFor(180, TimeUnit.SECONDS)).isTrue();
      assertThat(ExampleFile.read(output)).endsWith("ok\n");
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
  }

  private static void withoutTimes(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String time : List.of("startMicros", "durationMicros")) {
        if (object.has(time)) {
          object.put(time, 0);
        }
      }
    }
    node.forEach(AirTravelPlanTest::withoutTimes);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void namesPlacesOfTheAnswerAndLeavesTheAnswerAsItIs(ExampleFile query) throws Exception {
    JsonNode answer = answer(query);

    assertThat(answer.get("data"))
        .isEqualTo(JSON.readTree(ExampleFile.read(query.answer())).get("data"));
    List<String> literals = literals(query.document());
    List<JsonNode> steps = new ArrayList<>();
    each(answer.at("/extensions/plan"), steps::add);
    assertThat(steps).isNotEmpty();
    for (JsonNode step : steps) {
      assertThat(step.get("paths")).isNotEmpty();
      for (JsonNode path : step.get("paths")) {
        assertThat(isIn(answer.get("data"), path.asText().split("\\."), 0))
            .as(path.asText())
            .isTrue();
      }
      assertThat(step.get("failures")).isEmpty();
      String sent = step.get("statements").toString();
      literals.forEach(literal -> assertThat(sent).doesNotContain(literal));
      assertThat(step.get("statements").isEmpty()).isEqualTo(step.get("keysIn").asInt() == 0);
    }
  }

  /// The texts that the document holds, in the quotes that native texts would have.
  private static List<String> literals(String document) {
    return Pattern.compile("\"([^\"\n]+)\"")
        .matcher(document)
        .results()
        .map(found -> found.group(1))
        .flatMap(text -> Stream.of("'" + text + "'", "\\\"" + text + "\\\""))
        .toList();
  }

  private static void each(JsonNode holder, Consumer<JsonNode> visitor) {
    for (JsonNode step : holder.get("steps")) {
      visitor.accept(step);
      each(step, visitor);
    }
  }

  /// Whether some object on the way has the last key, or the way ends before at nothing.
  private static boolean isIn(JsonNode node, String[] path, int at) {
    if (node.isArray()) {
      boolean found = node.isEmpty();
      for (JsonNode element : node) {
        found |= isIn(element, path, at);
      }
      return found;
    }
    return at == path.length
        || node.isNull()
        || (node.has(path[at]) && isIn(node.get(path[at]), path, at + 1));
  }
}
