package dev.polyphony.gateway.lists;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A gateway at a free port over things in a table and in a collection.
final class ListGateway implements AutoCloseable {
  private static final String SCHEMA =
      """
      type Shop @entity(store: "tables", from: "shop", key: "id") {
        id: ID!
        name: String
        things: ThingConnection @join(on: {local: "id", remote: "shop"})
        documents: DocumentConnection @join(on: {local: "id", remote: "shop"})
      }
      type Thing @entity(store: "tables", from: "thing", key: "id")
          @index(fields: ["grade", "name"]) @index(fields: ["shop"]) @index(fields: ["shop", "price"]) {
        id: Int!  shop: ID  grade: Int  name: String  price: Float  open: JSON
      }
      type Document @entity(store: "documents", from: "thing", key: "id")
          @index(fields: ["grade", "name"]) @index(fields: ["shop"]) @index(fields: ["shop", "price"]) {
        id: Int! @column(name: "_id")
        shop: ID  grade: Int  name: String  price: Float  open: JSON
      }
      type Query {
        shops: [Shop!] @list
        things: ThingConnection @list(scan: true)
        otherThings: ThingConnection @list(scan: true)
        indexedThings: ThingConnection @list
        documents: DocumentConnection @list(scan: true)
      }
      """;
  private static final int PATIENCE_SECONDS = 30;

  private final Gateway gateway;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS)).build();

  private ListGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  static ListGateway start(
      Path folder, String cursorKey, Shelf.Table table, Shelf.Collection collection)
      throws Exception {
    Files.writeString(folder.resolve("lists.graphql"), SCHEMA);
    String configuration =
        """
        schema: lists.graphql
        stores:
          tables: {kind: postgresql, url: "%s"}
          documents: {kind: mongodb, url: "%s", database: %s}
        server: {port: 0, eventLoops: 1, cursorKey: "%s"}
        """
            .formatted(table.url(), collection.url(), collection.database(), cursorKey);
    Path file = Files.writeString(folder.resolve("polyphony.yaml"), configuration);
    return switch (Project.read(file, StoreKinds.ALL, _ -> null)) {
      case Project.Broken broken -> throw new AssertionError(broken.problems());
      case Project.Sound sound ->
          new ListGateway(
              Gateway.start(sound.configuration(), sound.catalog())
                  .toCompletableFuture()
                  .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    };
  }

  JsonObject ask(String query, Map<String, ? extends @Nullable Object> variables) {
    JsonObject request = new JsonObject().put("query", query);
    JsonObject values = new JsonObject();
    variables.forEach(values::put);
    return new JsonObject(post(request.put("variables", values).encode()));
  }

  JsonObject ask(String query) {
    return ask(query, Map.of());
  }

  /// The data of an answer without errors.
  JsonObject data(String query, Map<String, ? extends @Nullable Object> variables) {
    JsonObject answer = ask(query, variables);
    if (answer.containsKey("errors")) {
      throw new AssertionError(query + " " + variables + " gives " + answer.encode());
    }
    return answer.getJsonObject("data");
  }

  String post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.close();
    gateway.stop().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
