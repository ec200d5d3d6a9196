package dev.polyphony.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServingTest {
  private static final String BOOK = "{\"query\":\"{book(isbn:\\\"00007\\\"){isbn}}\"}";

  @TempDir private Path folder = Path.of("");

  @Test
  void healthNamesTheStores() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      assertThat(gateway.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
      HttpResponse<String> ready = gateway.get("/health/ready");

      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body())
          .startsWith("{\"status\":\"UP\",\"stores\":{\"shelf\":{\"status\":\"UP\",\"version\":\"");
    }
  }

  @Test
  void healthDoesNotWaitForAStoreThatHangs() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      gateway.store.shut();

      HttpResponse<String> ready = gateway.get("/health/ready");

      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body())
          .isEqualTo(
              "{\"status\":\"DEGRADED\",\"stores\":"
                  + "{\"shelf\":{\"status\":\"DOWN\",\"reason\":\"TIMED_OUT\"}}}");
    }
  }

  @Test
  void runningRequestsFinishBeforeItEnds() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      gateway.store.shut();
      CompletableFuture<HttpResponse<String>> running = gateway.sendLater(gateway.post(BOOK));
      untilRunning(gateway);

      CompletableFuture<Void> stopped = gateway.stop();

      HttpResponse<String> ready = gateway.get("/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("{\"status\":\"SHUTTING_DOWN\"}");
      HttpResponse<String> late = gateway.send(gateway.post(BOOK));
      assertThat(late.statusCode()).isEqualTo(503);
      assertThat(late.body()).contains("SHUTTING_DOWN");
      assertThat(gateway.store.isClosed()).isFalse();

      gateway.store.open();
      assertThat(running.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      stopped.get(10, TimeUnit.SECONDS);
      assertThat(gateway.store.isClosed()).isTrue();
    }
  }

  @Test
  void itEndsThoughARequestHangs() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0, shutdownTimeout: 200ms}")) {
      gateway.store.shut();
      CompletableFuture<HttpResponse<String>> running = gateway.sendLater(gateway.post(BOOK));
      untilRunning(gateway);

      gateway.stop().get(10, TimeUnit.SECONDS);

      assertThat(gateway.store.isClosed()).isTrue();
      assertThat(running).failsWithin(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void anAnswerThatItsReaderAbandonsHoldsNothing() throws Exception {
    String all = "{\"query\":\"{a:books{isbn title} b:books{isbn title} c:books{isbn title}}\"}";
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0}\nlimits: {list: 50000}")) {
      gateway.get("/health/live");
      long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
      try (Socket reader = new Socket()) {
        reader.setReceiveBufferSize(4096);
        reader.setSoLinger(true, 0);
        reader.setSoTimeout(20_000);
        reader.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()), 20_000);
        String head =
            "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n".formatted(all.length());
        reader.getOutputStream().write((head + all).getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.getInputStream().readNBytes(8)).hasSize(8);
        assertThat(gateway.runningRequests()).isEqualTo(1);
        untilItWaitsForItsReader(gateway);
      }

      while (gateway.runningRequests() > 0
          || PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() > before) {
        gateway.get("/health/live");
      }
    }
  }

  /// What it holds no longer grows, look after look.
  private static void untilItWaitsForItsReader(TestGateway gateway) throws Exception {
    long held = -1;
    for (int same = 0; same < 20; ) {
      gateway.get("/health/live");
      long now = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
      same = now == held ? same + 1 : 0;
      held = now;
    }
  }

  /// Each look is a request of its own, so this does not spin.
  private static void untilRunning(TestGateway gateway) throws Exception {
    while (gateway.runningRequests() == 0) {
      gateway.get("/health/live");
    }
  }

  @Test
  void allowedOriginsMayAsk() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(
            folder,
            "server: {port: 0, cors: {origins: [\"https://a.example\"], headers: [X-A]}}")) {
      HttpResponse<String> preflight =
          gateway.send(
              gateway
                  .request("/graphql")
                  .header("Origin", "https://a.example")
                  .header("Access-Control-Request-Method", "POST")
                  .method("OPTIONS", BodyPublishers.noBody()));
      HttpResponse<String> other =
          gateway.send(gateway.post(BOOK).header("Origin", "https://b.example"));

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().map())
          .containsEntry("access-control-allow-origin", java.util.List.of("https://a.example"))
          .containsEntry("access-control-allow-methods", java.util.List.of("GET, POST"))
          .containsEntry(
              "access-control-allow-headers",
              java.util.List.of("Content-Type, Accept, Authorization, X-A"));
      assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(other.headers().allValues("Vary")).contains("origin");
    }
  }

  @Test
  void answersAreCompressedForWhoAsks() throws Exception {
    String all = "{\"query\":\"{books{isbn}}\"}";
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0}\nlimits: {list: 50000}")) {
      HttpResponse<byte[]> zipped =
          gateway.sendForBytes(gateway.post(all).header("Accept-Encoding", "gzip"));
      HttpResponse<String> plain = gateway.send(gateway.post(all));

      assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
      }
    }
  }

  @Test
  void graphiqlIsServedWithItsExamples() throws Exception {
    Files.writeString(folder.resolve("01-one-book.graphql"), "# One book\n{ __typename }");
    Files.writeString(folder.resolve("01-one-book.variables.json"), "{\"a\": 1}");
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0}\ngraphiql: {examples: \"0*.graphql\"}")) {
      HttpResponse<String> root = gateway.get("/");
      HttpResponse<String> page = gateway.get("/graphiql/");

      assertThat(root.statusCode()).isEqualTo(302);
      assertThat(root.headers().firstValue("Location")).hasValue("/graphiql/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<html");
      assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
      assertThat(gateway.get("/graphiql/examples.json").body())
          .isEqualTo(
              "[{\"name\":\"one-book\",\"title\":\"One book\","
                  + "\"query\":\"# One book\\n{ __typename }\",\"variables\":{\"a\": 1}}]");
    }
  }

  @Test
  void nothingElseOfTheClassPathIsServed() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      for (String path :
          java.util.List.of(
              "/graphiql/../simplelogger.properties",
              "/graphiql/%2e%2e/simplelogger.properties",
              "/graphiql/..%2fsimplelogger.properties",
              "/graphiql/assets/",
              "/graphiql//index.html",
              "/graphiql/.hidden")) {
        assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void graphiqlAndIntrospectionCanBeTurnedOff() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0, graphiql: false, introspection: false}")) {
      assertThat(gateway.get("/graphiql/").statusCode()).isEqualTo(404);
      assertThat(gateway.get("/").statusCode()).isEqualTo(404);
      HttpResponse<String> answer =
          gateway.send(gateway.post("{\"query\":\"{__schema{types{name}}}\"}"));
      assertThat(answer.body()).contains("\"errors\"").doesNotContain("\"types\"");
    }
  }

  @Test
  void aTakenPortIsAFailureOfTheStart() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> TestGateway.start(folder, "server: {port: " + gateway.port() + "}")))
          .hasMessageContaining("already in use");
    }
  }
}
