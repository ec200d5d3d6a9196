package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One store gone: the rest of the answer is right, the errors are typed, in time, and it heals by
/// itself.
class AirTravelOutageTest {
  private static final Duration DEADLINE = Duration.ofSeconds(4);
  private static final String QUERY =
      """
      {
        airport(code: "SEA") { name country { name } guide { name } layout { frequencies } wikipedia }
        guides(kind: LARGE, first: 1) { nodes { name } }
      }
      """;

  enum Outage {
    REFUSED,
    HUNG
  }

  @ParameterizedTest
  @EnumSource
  void theRestOfTheAnswerIsRightAndItHeals(Outage outage) {
    try (AirTravel example = AirTravel.start();
        FaultProxy proxy = FaultProxy.before(SharedStores.mongo().port())) {
      Map<String, String> urls = new HashMap<>(example.urls());
      urls.computeIfPresent(
          "GUIDES_URL",
          (_, url) -> url.replace(":" + SharedStores.mongo().port(), ":" + proxy.port()));
      Vertx vertx = Vertx.vertx();
      Map<String, Store> stores = open(AirTravel.project(urls), vertx);
      Engine engine = new Engine(example.project().catalog(), stores, EngineLimits.DEFAULT);
      JsonNode whole = Run.of(engine, QUERY).answer();
      assertThat(whole.has("errors")).isFalse();

      switch (outage) {
        case REFUSED -> proxy.refuse();
        case HUNG -> proxy.hang();
      }
      long start = System.nanoTime();
      JsonNode answer = Run.of(engine, QUERY, DEADLINE).answer();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(3));
      JsonNode airport = answer.at("/data/airport");
      assertThat(airport.get("name")).isEqualTo(whole.at("/data/airport/name"));
      assertThat(airport.get("country")).isEqualTo(whole.at("/data/airport/country"));
      assertThat(airport.get("guide").isNull()).isTrue();
      assertThat(answer.at("/data/guides").isNull()).isTrue();
      Set<String> paths = new TreeSet<>();
      for (JsonNode error : answer.get("errors")) {
        paths.add(error.get("path").toString());
        assertThat(error.at("/extensions/code").asText()).isIn("UNAVAILABLE", "TIMED_OUT");
        assertThat(error.at("/extensions/store").asText()).isEqualTo("guides");
        assertThat(error.get("message").asText()).doesNotContain("127.0.0.1");
      }
      assertThat(paths)
          .containsExactlyInAnyOrder(
              "[\"airport\",\"guide\"]",
              "[\"airport\",\"layout\"]",
              "[\"airport\",\"wikipedia\"]",
              "[\"guides\"]");

      proxy.heal();
      awaitHealed(engine, whole);
      stores.values().forEach(Store::close);
      vertx.close();
    }
  }

  private static Map<String, Store> open(Project.Sound project, Vertx vertx) {
    Map<String, Store> stores = new LinkedHashMap<>();
    project
        .configuration()
        .stores()
        .forEach((name, store) -> stores.put(name, store.opening().open(vertx)));
    return stores;
  }

  private static void awaitHealed(Engine engine, JsonNode whole) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    JsonNode last = Run.of(engine, QUERY, DEADLINE).answer();
    while (!last.equals(whole) && System.nanoTime() < end) {
      last = Run.of(engine, QUERY, DEADLINE).answer();
    }
    assertThat(last).isEqualTo(whole);
  }
}
