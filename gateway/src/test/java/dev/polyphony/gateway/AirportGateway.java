package dev.polyphony.gateway;

import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.loaders.postgresql.PostgresStoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A gateway at a free port that serves two airports from memory, with two example queries.
final class AirportGateway implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      schema: [airports.graphql]
      stores: {office: {kind: postgresql}}
      server: {port: 0, eventLoops: 1}
      graphiql: {examples: "*-example.graphql"}
      """;
  private static final String SCHEMA =
      """
      "A place where planes land and take off."
      type Airport @entity(store: "office", from: "airport", key: "code") {
        "The code that tickets show."
        code: ID!
        "What the airport calls itself."
        name: String
        country: Country @join(on: {local: "countryCode"})
        countryCode: ID @inaccessible
      }
      "A country of the world."
      type Country @entity(store: "office", from: "country", key: "countryCode") {
        countryCode: ID!
        name: String
      }
      type Query {
        "The airport with this code."
        airport(code: ID!): Airport @lookup
      }
      """;
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "1-seattle-example.graphql",
          """
          {
            airport(code: "SEA") {
              code
              name
              country {
                name
              }
            }
          }
          """,
          "2-airport-example.graphql",
          "query Airport($code: ID! = \"OSL\") { airport(code: $code) { name } }");
  private static final Map<String, List<Map<String, ?>>> ROWS =
      Map.of(
          "airport",
          List.of(
              Map.of("code", "SEA", "name", "Seattle-Tacoma", "country_code", "US"),
              Map.of("code", "OSL", "name", "Oslo Gardermoen", "country_code", "NO")),
          "country",
          List.of(
              Map.of("country_code", "US", "name", "United States"),
              Map.of("country_code", "NO", "name", "Norway")));
  private static final int PATIENCE_SECONDS = 30;

  private final Gateway gateway;

  private AirportGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  static AirportGateway start(Path folder) throws Exception {
    Files.writeString(folder.resolve("airports.graphql"), SCHEMA);
    for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
      Files.writeString(folder.resolve(example.getKey()), example.getValue());
    }
    return switch (Project.read(
        configuration(folder), StoreKinds.of(List.of(new Memory())), _ -> null)) {
      case Project.Broken broken -> throw new AssertionError(broken.problems());
      case Project.Sound sound ->
          new AirportGateway(
              Gateway.start(sound.configuration(), sound.catalog())
                  .toCompletableFuture()
                  .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    };
  }

  private static Path configuration(Path folder) throws IOException {
    return Files.writeString(folder.resolve("polyphony.yaml"), CONFIGURATION);
  }

  String url() {
    return "http://127.0.0.1:" + gateway.port();
  }

  @Override
  public void close() {
    gateway.stop().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /// Rows in memory behind the rules of PostgreSQL.
  private static final class Memory implements StoreFactory {
    @Override
    public StoreRules rules() {
      return new PostgresStoreFactory().rules();
    }

    @Override
    public Opening configure(String store, Section section) {
      return _ -> new MemoryStore(ROWS);
    }
  }
}
