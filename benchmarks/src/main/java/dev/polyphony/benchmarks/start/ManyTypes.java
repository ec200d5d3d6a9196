package dev.polyphony.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A schema of many types over stores of all kinds. Each type leads to the next one, and those of
/// PostgreSQL and MongoDB are found from the one before as a page; each can be looked up.
public final class ManyTypes {
  static final int PER_FILE = 50;

  /// As many as there are kinds.
  static final int STEP = 5;

  private static final String CONFIGURATION =
      """
      schema: [schema/*.graphql]
      server: {port: 0, host: 127.0.0.1}
      stores:
        office: {kind: postgresql, url: "postgresql://a:b@127.0.0.1:1/office"}
        guides: {kind: mongodb, url: "mongodb://127.0.0.1:1", database: guides}
        hot: {kind: redis, url: "redis://127.0.0.1:1"}
        telemetry: {kind: cassandra, contactPoints: ["127.0.0.1:1"], localDatacenter: a, keyspace: a}
        routes: {kind: janusgraph, url: "ws://127.0.0.1:1/gremlin"}
      """;

  private final int count;

  /// @param count a multiple of [#STEP]
  public ManyTypes(int count) {
    this.count = count;
  }

  /// Writes a configuration and its schema; answers the configuration's file.
  public Path write(Path folder) throws IOException {
    Path schema = Files.createDirectories(folder.resolve("schema"));
    for (int from = 0; from < count; from += PER_FILE) {
      List<String> lines = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + PER_FILE); i++) {
        lines.addAll(type(i).lines().toList());
      }
      Files.write(schema.resolve("types-%03d.graphql".formatted(from)), lines);
    }
    Files.writeString(schema.resolve("query.graphql"), "type Query {\n" + lookups() + "}\n");
    return Files.writeString(folder.resolve("polyphony.yaml"), CONFIGURATION);
  }

  private String lookups() {
    StringBuilder lookups = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lookups.append("  one%d(id: ID!): T%d @lookup\n".formatted(i, i));
      if (isListed(i)) {
        lookups.append("  all%d(city: String): T%dConnection @list\n".formatted(i, i));
      }
    }
    return lookups.toString();
  }

  private static boolean isListed(int i) {
    return i % STEP < 2;
  }

  private String type(int i) {
    String from = i % STEP == 2 ? "t%d:{$key.id}".formatted(i) : "t" + i;
    String indexes =
        isListed(i) ? "\n    @index(fields: [\"city\"]) @index(fields: [\"nextId\"])" : "";
    String found =
        isListed(i)
            ? "  found: T%dConnection @join(on: {local: \"id\", remote: \"nextId\"})\n"
                .formatted((i + STEP) % count)
            : "";
    return """
    type T%d
        @entity(store: "%s", from: "%s", key: "id")%s {
      id: ID!
      city: String
      size: Int
      open: Boolean
      nextId: ID @inaccessible
      next: T%d @join(on: {local: "nextId"})
    %s}
    """
        .formatted(i, store(i), from, indexes, (i + 1) % count, found);
  }

  private static String store(int i) {
    return List.of("office", "guides", "hot", "telemetry", "routes").get(i % STEP);
  }
}
