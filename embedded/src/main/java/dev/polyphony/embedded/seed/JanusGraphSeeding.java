package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Loads vertices and edges; the mark that says so comes last, so that a half load is done again.
///
/// Values go as texts: the server knows what type each property has.
final class JanusGraphSeeding {
  /// Elements of one transaction.
  private static final int BATCH = 5_000;

  private final JsonMapper json = new JsonMapper();
  private final Seed seed;
  private final String store;
  private final Progress progress;

  JanusGraphSeeding(Seed seed, String store, Progress progress) {
    this.seed = seed;
    this.store = store;
    this.progress = progress;
  }

  /// The loaded graph; one that holds other data is made anew.
  Loaded load(EmbeddedJanusGraph server) {
    var graph = seed.store(store).database();
    var fingerprint = seed.fingerprint(store);
    if (server.mark(graph).equals(fingerprint)) {
      return new Loaded(new Database(graph, server.url()), false);
    }
    try {
      server.drop(graph);
      var database = server.define(graph, definition());
      for (var load : seed.store(store).load()) {
        fill(server, graph, load);
      }
      server.mark(graph, fingerprint);
      return new Loaded(database, true);
    } catch (IOException failure) {
      throw new StartFailure("cannot load " + store + ": " + failure.getMessage(), failure);
    }
  }

  private String definition() throws IOException {
    var file = seed.store(store).define();
    if (file == null) {
      throw new StartFailure("the seed of " + store + " does not define its graph");
    }
    return json.writeValueAsString(new YAMLMapper().readTree(seed.text(file)));
  }

  private void fill(EmbeddedJanusGraph server, String graph, Load load) throws IOException {
    var columns = Columns.of(seed, load).all();
    var ends = EdgeEnd.of(seed, load);
    var count = new RowCount(progress, store, load);
    var waiting = new ArrayList<String>(BATCH);
    try (var rows = CsvRows.open(seed.resolve(load.file()))) {
      while (rows.hasNext()) {
        var row = rows.next();
        var element = json.createObjectNode().put("label", load.into());
        ends.forEach(end -> end.put(element, row));
        values(columns, row, element.putObject("values"));
        waiting.add(json.writeValueAsString(element));
        if (waiting.size() == BATCH || !rows.hasNext()) {
          server.load(graph, waiting);
          waiting.forEach(_ -> count.next());
          waiting.clear();
        }
      }
    }
    count.end();
  }

  private static void values(
      List<Columns.Column> columns, Map<String, String> row, ObjectNode values) {
    for (var column : columns) {
      var split = column.source().split();
      var value = column.value(row);
      if (split != null) {
        column.parts(row, split).forEach(values.withArray(column.name())::add);
      } else if (value != null) {
        values.put(column.name(), value);
      }
    }
  }

  /// One end of the edges of a load.
  private record EdgeEnd(String name, Edge.End end, Columns.Column value) {
    static List<EdgeEnd> of(Seed seed, Load load) throws IOException {
      var edge = load.edge();
      return edge == null
          ? List.of()
          : List.of(of(seed, "from", edge.from()), of(seed, "to", edge.to()));
    }

    private static EdgeEnd of(Seed seed, String name, Edge.End end) throws IOException {
      return new EdgeEnd(name, end, Columns.column(seed, end.property(), end.value()));
    }

    void put(ObjectNode element, Map<String, String> row) {
      var label = end.vertex() == null ? row.get(end.vertexFrom()) : end.vertex();
      element
          .putObject(name)
          .put("label", label)
          .put("property", end.property())
          .put("value", value.value(row));
    }
  }
}
