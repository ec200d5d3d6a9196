package dev.polyphony.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `extensions.plan`, asked for by a header.
@Timeout(60)
class PlanTest {
  private static final String BOOK = "{\"query\":\"{book(isbn:\\\"00007\\\"){isbn}}\"}";
  private static final String DATA = "{\"data\":{\"book\":{\"isbn\":\"00007\"}}";

  @TempDir private Path folder = Path.of("");

  private static HttpRequest.Builder asking(TestGateway gateway, String value) {
    return gateway.post(BOOK).header("Polyphony-Plan", value);
  }

  @Test
  void comesWithTheAnswerForWhoAsksOnly() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0}")) {
      assertThat(gateway.send(asking(gateway, "true")).body())
          .startsWith(DATA + ",\"extensions\":{\"plan\":{\"durationMicros\":")
          .contains(
              "\"kind\":\"BY_KEY\",\"paths\":[\"book\"],\"store\":\"shelf\"",
              "\"key\":[\"isbn = {$args.isbn}\"],\"fields\":[\"isbn\"]",
              "\"keysIn\":1,\"rowsOut\":1,\"startMicros\":",
              "\"executions\":1,\"multiples\":1,\"unit\":\"keys\"");
      assertThat(gateway.send(asking(gateway, "false")).body()).isEqualTo(DATA + "}");
      assertThat(gateway.send(gateway.post(BOOK)).body()).isEqualTo(DATA + "}");
    }
  }

  @Test
  void saysWhatFailedAndForHowMany() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0}\nlimits: {deadline: 200ms}")) {
      gateway.store.shut();
      CompletableFuture<HttpResponse<String>> asked = gateway.sendLater(asking(gateway, "true"));

      assertThat(asked.get(20, TimeUnit.SECONDS).body())
          .contains(
              "\"keysIn\":1,\"rowsOut\":0,\"startMicros\":",
              "\"statements\":[],\"failures\":[{\"code\":\"TIMED_OUT\","
                  + "\"message\":\"Store shelf did not answer in time\",\"count\":1}]");
    }
  }

  @Test
  void isKeptBackWhereTheConfigurationSaysSo() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0, plans: false}")) {
      assertThat(gateway.send(asking(gateway, "true")).body()).isEqualTo(DATA + "}");
    }
  }

  @Test
  void isKeptBackWhereTheEditorIsUnlessTheConfigurationSaysOtherwise() throws Exception {
    try (TestGateway gateway = TestGateway.start(folder, "server: {port: 0, graphiql: false}")) {
      assertThat(gateway.send(asking(gateway, "true")).body()).isEqualTo(DATA + "}");
    }
    try (TestGateway gateway =
        TestGateway.start(folder, "server: {port: 0, graphiql: false, plans: true}")) {
      assertThat(gateway.send(asking(gateway, "true")).body()).contains("\"plan\"");
    }
  }
}
