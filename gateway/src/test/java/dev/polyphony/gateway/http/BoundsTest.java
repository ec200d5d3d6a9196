package dev.polyphony.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoundsTest {
  private static final String BOOK = "{\"query\":\"{book(isbn:\\\"00007\\\"){isbn}}\"}";
  private static final String ALL = "{\"query\":\"{books{isbn title}}\"}";
  private static final String LARGE = "limits: {list: 50000}\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void oneRequestMoreThanTheBoundIsRefusedAndMayComeAgain() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0}\nlimits: {concurrentRequests: 1}")) {
      gateway.store.shut();
      CompletableFuture<HttpResponse<String>> one = gateway.sendLater(gateway.post(BOOK));
      CompletableFuture<HttpResponse<String>> other = gateway.sendLater(gateway.post(BOOK));
      // Which of them comes first is open.
      CompletableFuture.anyOf(one, other).get(10, TimeUnit.SECONDS);
      boolean oneIsRefused = one.isDone();
      HttpResponse<String> refused = (oneIsRefused ? one : other).join();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("OVERLOADED");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");

      gateway.store.open();
      HttpResponse<String> admitted = (oneIsRefused ? other : one).get(10, TimeUnit.SECONDS);
      assertThat(admitted.statusCode()).isEqualTo(200);
      assertThat(gateway.send(gateway.post(BOOK)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRequestEndsAtItsDeadline() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0}\nlimits: {deadline: 200ms}")) {
      gateway.store.shut();

      HttpResponse<String> answer = gateway.send(gateway.post(BOOK));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("TIMED_OUT").contains("\"data\":{\"book\":null}");
    }
  }

  @Test
  void aLongAnswerComesWholeAndOthersHaveTheirTurn() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}\n" + LARGE)) {
      CompletableFuture<HttpResponse<String>> all = gateway.sendLater(gateway.post(ALL));

      assertThat(gateway.send(gateway.post(BOOK)).statusCode()).isEqualTo(200);
      String body = all.get(20, TimeUnit.SECONDS).body();
      assertThat(body).startsWith("{\"data\":{\"books\":[{\"isbn\":\"00000\"").endsWith("}]}}");
      assertThat(body.split("\"isbn\"")).hasSize(GatedStore.BOOKS + 1);
    }
  }

  @Test
  void aClientThatDoesNotReadIsLetGo() throws Exception {
    String configuration =
        "server: {port: 0, compression: false, writeTimeout: 300ms, shutdownTimeout: 60s}\n";
    try (TestGateway gateway = TestGateway.start(folder, configuration + LARGE);
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()), 5000);
      // More than the buffers of both sides hold.
      for (int i = 0; i < 8; i++) {
        send(socket, ALL);
      }

      // Ends when all requests have, and would wait for longer than this.
      gateway.stop().get(15, TimeUnit.SECONDS);
    }
  }

  @Test
  void aBodyThatDoesNotComeIsGivenUp() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0, bodyTimeout: 200ms}");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      write(socket, head(100) + "{\"que");

      String answer = readAll(socket);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
    }
  }

  @Test
  void headersThatDoNotComeEndTheConnection() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(folder, "server: {port: 0, headerTimeout: 200ms}");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      write(socket, "POST /graphql HTTP/1.1\r\nHost: a\r\n");

      assertThat(readAll(socket)).isEmpty();
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0, headers: 2KB}")) {
      HttpResponse<String> answer =
          gateway.send(gateway.post(BOOK).header("X-Large", "x".repeat(4000)));

      assertThat(answer.statusCode()).isEqualTo(431);
    }
  }

  @Test
  void aClientThatWaitsForTheGoAheadGetsIt() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      HttpResponse<String> answer =
          gateway.send(
              gateway
                  .request("/graphql")
                  .expectContinue(true)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(BOOK)));

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  private static void send(Socket socket, String body) throws IOException {
    write(socket, head(body.length()) + body);
  }

  private static String head(int length) {
    return "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
