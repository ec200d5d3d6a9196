package dev.polyphony.embedded.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JanusGraphSeedTest {
  private static final String SEED =
      """
      routes:
        kind: janusgraph
        database: seeded
        define: graph.yaml
        load:
          - {into: country, file: countries.csv.gz, rows: 2, columns: {code: {from: code, replace: {UK: GB}}}}
          - into: airport
            file: airports.csv.gz
            rows: 2
            columns: {code: code, elev: elev, words: {from: words, split: ","}}
          - into: route
            file: routes.csv.gz
            rows: 3
            edge:
              from: {vertex: airport, property: code, value: src}
              to: {vertex: airport, property: code, value: dst}
            columns: {dist: dist}
          - into: contains
            file: contains.csv.gz
            rows: 2
            edge:
              from: {vertexFrom: type, property: code, value: {from: container, replace: {UK: GB}}}
              to: {vertex: airport, property: code, value: airport}
      """;
  private static final String GRAPH =
      """
      properties: {code: text, elev: int, words: [text], dist: int}
      vertices: [airport, country]
      edges: {route: [dist], contains: []}
      indexes:
        - {label: airport, properties: [code], unique: true}
        - {label: country, properties: [code], unique: true}
      """;

  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

  private final EmbeddedJanusGraph server = SharedStores.janusgraph();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void clean() throws IOException {
    server.drop("seeded");
    write();
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("seed.yaml"), SEED);
    Files.writeString(folder.resolve("graph.yaml"), GRAPH);
    zip("countries.csv.gz", "code\nUK\nUS\n");
    zip("airports.csv.gz", "code,elev,words\nSEA,433,\"rain,coffee\"\nLHR,83,\n");
    zip("routes.csv.gz", "src,dst,dist\nSEA,LHR,4783\nLHR,SEA,4783\nLHR,SEA,4783\n");
    zip("contains.csv.gz", "type,container,airport\ncountry,UK,LHR\ncountry,US,SEA\n");
  }

  private void zip(String name, String text) throws IOException {
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))),
            StandardCharsets.UTF_8)) {
      out.write(text);
    }
  }

  private SeedLoader loader() {
    return new SeedLoader(
        Seed.read(folder.resolve("seed.yaml")),
        (store, into, rows, of) -> lines.add(store + "." + into + " " + rows + "/" + of));
  }

  @Test
  void aGraphIsLoadedOnceUntilItsDataChange() throws IOException {
    assertThat(loader().load("routes", server).now()).isTrue();
    assertThat(lines)
        .containsExactly(
            "routes.country 2/2", "routes.airport 2/2", "routes.route 3/3", "routes.contains 2/2");
    assertThat(loader().load("routes", server).now()).isFalse();
    zip("routes.csv.gz", "src,dst,dist\nSEA,LHR,4783\nLHR,SEA,4783\nLHR,LHR,0\n");
    var again = loader().load("routes", server);
    assertThat(again.now()).isTrue();
    assertThat(again.database().name()).isEqualTo("seeded");
  }

  @Test
  void anEdgeToNowhereFailsAndIsLoadedAgain() throws IOException {
    zip("routes.csv.gz", "src,dst,dist\nSEA,XXX,4783\nLHR,SEA,4783\nLHR,SEA,4783\n");

    assertThatThrownBy(() -> loader().load("routes", server)).hasMessageContaining("XXX");
    write();

    assertThat(loader().load("routes", server).now()).isTrue();
  }

  @Test
  void aGraphNeedsADefinition() throws IOException {
    Files.writeString(
        folder.resolve("seed.yaml"),
        String.join(
            "\n", List.of("bare:", "  kind: janusgraph", "  database: bare", "  load: []")));

    assertThatThrownBy(() -> loader().load("bare", server))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("does not define its graph");
  }
}
