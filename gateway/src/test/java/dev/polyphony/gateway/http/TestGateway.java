package dev.polyphony.gateway.http;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.loaders.postgresql.PostgresStoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A gateway at a free port over one store of books, which answers when the test lets it.
final class TestGateway implements AutoCloseable {
  static final String JSON = "application/json; charset=utf-8";
  static final String RESPONSE = "application/graphql-response+json; charset=utf-8";
  private static final String SCHEMA =
      """
      type Book @entity(store: "shelf", from: "book", key: "isbn") { isbn: ID!  title: String }
      type Query {
        book(isbn: ID!): Book @lookup
        books: [Book!] @list
      }
      """;
  private static final int PATIENCE_SECONDS = 20;

  final GatedStore store;
  private final Gateway gateway;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
          .build();

  private @Nullable CompletableFuture<Void> stopped;

  private TestGateway(Gateway gateway, GatedStore store) {
    this.gateway = gateway;
    this.store = store;
  }

  static TestGateway start(Path folder, String configuration) throws Exception {
    return start(folder, configuration, SCHEMA);
  }

  static TestGateway start(Path folder, String configuration, String schema) throws Exception {
    Files.writeString(folder.resolve("books.graphql"), schema);
    String yaml = "schema: books.graphql\nstores: {shelf: {kind: postgresql}}\n" + configuration;
    Path file = Files.writeString(folder.resolve("polyphony.yaml"), yaml);
    GatedStore store = new GatedStore();
    return switch (Project.read(file, StoreKinds.of(List.of(new Shelf(store))), _ -> null)) {
      case Project.Broken broken -> throw new AssertionError(broken.problems());
      case Project.Sound sound ->
          new TestGateway(
              Gateway.start(sound.configuration(), sound.catalog())
                  .toCompletableFuture()
                  .get(PATIENCE_SECONDS, TimeUnit.SECONDS),
              store);
    };
  }

  int port() {
    return gateway.port();
  }

  int runningRequests() {
    return gateway.runningRequests();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder post(String body) {
    return request("/graphql")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  CompletableFuture<Void> stop() {
    CompletableFuture<Void> known = stopped;
    if (known == null) {
      known = gateway.stop().toCompletableFuture();
      stopped = known;
    }
    return known;
  }

  @Override
  public void close() {
    store.open();
    client.shutdownNow();
    stop().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /// The gated store behind the rules of PostgreSQL.
  private record Shelf(GatedStore store) implements StoreFactory {
    @Override
    public StoreRules rules() {
      return new PostgresStoreFactory().rules();
    }

    @Override
    public Opening configure(String name, Section section) {
      return _ -> store;
    }
  }
}
