package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.embedded.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedJanusGraphTest {
  private static final String DEFINITION =
      """
      {"properties": {"code": "text", "dist": "int"}, "vertices": ["airport"], "edges": {"route": ["dist"]},
       "indexes": [{"label": "airport", "properties": ["code"], "unique": true}]}\
      """;

  private static String airport(String code) {
    return "{\"label\": \"airport\", \"values\": {\"code\": \"" + code + "\"}}";
  }

  private static String route(String from, String to) {
    return "{\"label\": \"route\", \"from\": %s, \"to\": %s, \"values\": {\"dist\": 5}}"
        .formatted(end(from), end(to));
  }

  private static String end(String code) {
    return "{\"label\": \"airport\", \"property\": \"code\", \"value\": \"" + code + "\"}";
  }

  @Test
  void graphsDoNotSeeEachOther() {
    var server = SharedStores.janusgraph();
    var one = server.newGraph();
    var other = server.newGraph();
    server.define(one.name(), DEFINITION);
    server.define(other.name(), DEFINITION);

    server.load(one.name(), List.of(airport("SEA"), airport("LHR"), route("SEA", "LHR")));

    assertThat(one.url()).isEqualTo(other.url()).startsWith("ws://127.0.0.1:");
    assertThatThrownBy(() -> server.load(other.name(), List.of(route("SEA", "LHR"))))
        .hasMessageContaining("there is no vertex");
    assertThat(server.memory()).isPositive();
  }

  @Test
  void aLoadThatFailsLeavesNothing() {
    var server = SharedStores.janusgraph();
    var graph = server.define(server.newGraph().name(), DEFINITION).name();

    assertThatThrownBy(() -> server.load(graph, List.of(airport("SEA"), "{\"label\": \"lake\"}")))
        .isInstanceOf(IllegalStateException.class);

    assertThatThrownBy(() -> server.load(graph, List.of(route("SEA", "SEA"))))
        .hasMessageContaining("there is no vertex");
  }

  @Test
  void aKeptFolderSurvivesAKill(@TempDir Path folder) throws Exception {
    try (var server = EmbeddedJanusGraph.start(folder)) {
      server.define("travel", DEFINITION);
      server.load("travel", List.of(airport("SEA"), airport("LHR")));
      server.mark("travel", "loaded");
      var process = ProcessHandle.of(server.pid()).orElseThrow();
      Command.run(List.of("kill", "-KILL", "" + server.pid()));
      process.onExit().get(20, TimeUnit.SECONDS);
    }

    try (var server = EmbeddedJanusGraph.start(folder)) {
      assertThat(server.mark("travel")).isEqualTo("loaded");
      server.load("travel", List.of(route("SEA", "LHR")));
      server.drop("travel");
      assertThat(server.mark("travel")).isEmpty();
    }

    try (var server = EmbeddedJanusGraph.start(folder)) {
      assertThat(server.mark("travel")).isEmpty();
      server.define("travel", DEFINITION);
      server.load("travel", List.of(airport("SEA")));
    }
  }
}
