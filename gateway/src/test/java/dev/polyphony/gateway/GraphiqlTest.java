package dev.polyphony.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphiqlTest {
  private static final Path SCREENSHOT = Path.of("target", "graphiql.png").toAbsolutePath();

  private AirportGateway gateway;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    gateway = AirportGateway.start(folder);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void runsAnExampleCompletesAndExplainsTypesInABrowser() throws Exception {
    NodeScript browser = NodeScript.of("browser.mjs", Duration.ofMinutes(3));

    String printed = browser.run(gateway.url(), "United States", "Airport", SCREENSHOT.toString());

    assertThat(printed).endsWith("ok\n");
    assertThat(SCREENSHOT).isNotEmptyFile();
  }

  @Test
  void sendsThePageCompressedUnderAPolicyThatKeepsItAtHome() throws Exception {
    HttpResponse<byte[]> page = get("/graphiql/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("connect-src 'self'");
  }

  @Test
  void leadsTheAddressWithoutASlashToThePage() throws Exception {
    HttpResponse<byte[]> answer = get("/graphiql");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).hasValue("/graphiql/");
  }

  @Test
  void servesNothingOutsideItsFolder() throws Exception {
    assertThat(get("/graphiql/..%2fdev/polyphony/gateway/Gateway.class").statusCode())
        .isEqualTo(404);
    assertThat(get("/graphiql/absent.js").statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.url() + path))
            .header("accept-encoding", "gzip")
            .timeout(Duration.ofSeconds(10))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }
}
