package dev.polyphony.gateway.http;

import static dev.polyphony.gateway.http.TestGateway.JSON;
import static dev.polyphony.gateway.http.TestGateway.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphqlOverHttpTest {
  private static final String BOOK = "{\"query\":\"{book(isbn:\\\"00007\\\"){isbn}}\"}";
  private static final String FOUND = "{\"data\":{\"book\":{\"isbn\":\"00007\"}}}";

  private TestGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    gateway = TestGateway.start(folder, "server: {port: 0}\nlimits: {body: 4KB}");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void aQueryIsAnsweredByPost() throws Exception {
    HttpResponse<String> answer = gateway.send(gateway.post(BOOK));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(FOUND);
  }

  @Test
  void aQueryIsAnsweredByGet() throws Exception {
    HttpResponse<String> answer =
        gateway.get(
            "/graphql?query=query%20Q(%24i:ID!)%7Bbook(isbn:%24i)%7Bisbn%7D%7D"
                + "&variables=%7B%22i%22:%2200007%22%7D&operationName=Q&other=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/graphql-response+json                        | R
          application/json                                         | J
          */*                                                      | J
          application/*                                            | J
          application/graphql-response+json, application/json;q=.9 | R
          application/json, application/graphql-response+json;q=.9 | J
          application/json, application/graphql-response+json      | R
          */*;q=0.5, application/graphql-response+json;q=0.1       | J
          text/html, */*;q=0.1                                     | J
          application/json;q=0, */*                                | R
          """)
  void theAnswersTypeIsWhatTheClientPrefers(String accept, String type) throws Exception {
    HttpResponse<String> answer = gateway.send(gateway.post(BOOK).header("Accept", accept));

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue(type.equals("R") ? RESPONSE : JSON);
  }

  @Test
  void aTypeThatIsNotServedIsRefused() throws Exception {
    HttpResponse<String> answer = gateway.send(gateway.post(BOOK).header("Accept", "text/csv"));

    assertRefused(answer, 406, "NOT_ACCEPTABLE");
  }

  @ParameterizedTest
  @CsvSource({"application/graphql-response+json,400", "application/json,200"})
  void aDocumentThatIsWrongHasTheStatusOfItsType(String accept, int status) throws Exception {
    HttpResponse<String> answer =
        gateway.send(gateway.post("{\"query\":\"{nothing}\"}").header("Accept", accept));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("GRAPHQL_VALIDATION_FAILED").doesNotContain("\"data\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "[{\"query\":\"{__typename}\"}]",
        "null",
        "{\"query\":\"{__typename}\"} x",
        "{\"query\":1}",
        "{\"variables\":{}}",
        "{\"query\":\"{__typename}\",\"operationName\":[]}",
        "{\"query\":\"{__typename}\",\"variables\":[]}",
        "{\"query\":\"{__typename}\",\"extensions\":\"x\"}",
        "{\"query\":\"{__typename}\",\"query\":\"{__typename}\"}",
        "{\"query\":\"{__typename}\",\"variables\":{\"a\":1e99999999}}"
      })
  void whatIsNoRequestIsRefused(String body) throws Exception {
    assertRefused(gateway.send(gateway.post(body)), 400, "BAD_REQUEST");
  }

  @Test
  void deepJsonIsRefused() throws Exception {
    String body = "{\"query\":\"{__typename}\",\"variables\":{\"a\":" + "[".repeat(500);

    HttpResponse<String> answer = gateway.send(gateway.post(body));

    assertRefused(answer, 400, "BAD_REQUEST");
    assertThat(answer.body()).contains("nests deeper than 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"$ne\":1}", "[\"00007\"]", "[]", "true", "1.5"})
  void whatIsNoIdIsRefused(String id) throws Exception {
    String body =
        "{\"query\":\"query($isbn:ID!){book(isbn:$isbn){isbn}}\",\"variables\":{\"isbn\":"
            + id
            + "}}";

    HttpResponse<String> answer =
        gateway.send(gateway.post(body).header("Accept", "application/graphql-response+json"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("BAD_USER_INPUT").doesNotContain("\"data\"");
  }

  @Test
  void nullsAndUnknownParametersAreIgnored() throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway.post(
                "{\"query\":\"{__typename}\",\"operationName\":null,\"variables\":null,"
                    + "\"extensions\":{\"a\":[1]},\"other\":true}"));

    assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/graphql", "application/json; charset=iso-8859-1"})
  void aBodyThatIsNoJsonIsRefused(String contentType) throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/graphql")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(BOOK)));

    assertRefused(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void aBodyWithoutTypeIsRefused() throws Exception {
    HttpResponse<String> answer =
        gateway.send(gateway.request("/graphql").POST(BodyPublishers.ofString(BOOK)));

    assertRefused(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    HttpResponse<String> answer = gateway.send(gateway.request("/graphql").DELETE());

    assertRefused(answer, 405, "METHOD_NOT_ALLOWED");
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    String body = "{\"query\":\"" + "#".repeat(5000) + "\"}";

    assertRefused(gateway.send(gateway.post(body)), 413, "BODY_TOO_LARGE");
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsRefused() throws Exception {
    byte[] chunk = " ".repeat(3000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArrays(java.util.List.of(chunk, chunk))));

    assertRefused(answer, 413, "BODY_TOO_LARGE");
  }

  @Test
  void answersAreNotStoredAndNotSniffed() throws Exception {
    HttpResponse<String> answer = gateway.send(gateway.post(BOOK));

    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void otherPathsHaveNothing() throws Exception {
    assertRefused(gateway.get("/other"), 404, "NOT_FOUND");
  }

  @Test
  void withoutCorsNoOriginIsAllowed() throws Exception {
    HttpResponse<String> answer =
        gateway.send(gateway.post(BOOK).header("Origin", "https://a.example"));

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .startsWith("{\"errors\":[{\"message\":\"")
        .endsWith("\"extensions\":{\"code\":\"" + code + "\"}}]}");
  }
}
