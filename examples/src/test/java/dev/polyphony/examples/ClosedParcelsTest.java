package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.gateway.configuration.Project;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The parcels behind tokens: whoever may see everything gets the recorded answers, all others get
/// them with holes, and an error at each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedParcelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "for the tests only: 32 bytes or more";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private Example example;
  private Gateway gateway;

  @BeforeAll
  void start() throws Exception {
    example = Example.start(Example.PARCELS);
    Project.Sound project = example.project("closed.yaml", Map.of("PARCELS_SECRET", SECRET));
    assertThat(project.problems()).isEqualTo(example.project().problems());
    Configuration configuration = project.configuration();
    gateway =
        Gateway.start(
                configuration.with(configuration.server().at("127.0.0.1", 0)), project.catalog())
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.stop().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    example.close();
  }

  static List<ExampleFile> queries() {
    return ExampleFile.in(Example.PARCELS.resolve("queries"));
  }

  private static String token(String scopes) throws JOSEException {
    return token(scopes, "");
  }

  /// @param more further claims, each after a comma
  private static String token(String scopes, String more) throws JOSEException {
    String claims =
        "{\"iss\":\"parcels\",\"aud\":\"polyphony\",\"exp\":%d,\"scope\":\"%s\"%s}"
            .formatted(Instant.now().plusSeconds(600).getEpochSecond(), scopes, more);
    JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  private HttpResponse<String> ask(String document, @Nullable String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document))));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void whoeverMaySeeEverythingGetsTheRecordedAnswer(ExampleFile query) throws Exception {
    JsonNode answer = JSON.readTree(ask(query.document(), token("desk accounts")).body());

    assertThat(answer).isEqualTo(JSON.readTree(ExampleFile.read(query.answer())));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void nobodyGetsItWithHolesOnlyWhereSomethingIsDenied(ExampleFile query) throws Exception {
    JsonNode recorded = JSON.readTree(ExampleFile.read(query.answer()));

    JsonNode answer = JSON.readTree(ask(query.document(), null).body());

    Set<List<String>> denied = new LinkedHashSet<>();
    for (JsonNode error : answer.path("errors")) {
      assertThat(error.at("/extensions/code").asText()).isEqualTo("FORBIDDEN");
      List<String> path = new ArrayList<>();
      error.get("path").forEach(segment -> path.add(segment.asText()));
      denied.add(path);
    }
    Set<List<String>> holes = new LinkedHashSet<>();
    compare(answer.get("data"), recorded.get("data"), List.of(), holes);
    // What is absent anyway is denied as well: the answer does not tell the one from the other.
    assertThat(holes).allMatch(hole -> denied.stream().anyMatch(path -> below(path, hole)));
  }

  private static boolean below(List<String> path, List<String> hole) {
    return path.size() >= hole.size() && path.subList(0, hole.size()).equals(hole);
  }

  /// Finds what is null in one and there in the other; nothing else may differ.
  private static void compare(
      JsonNode actual, JsonNode recorded, List<String> path, Set<List<String>> holes) {
    if (actual.isNull() && !recorded.isNull()) {
      holes.add(path);
    } else if (actual.isArray() && recorded.isArray()) {
      assertThat(actual).hasSameSizeAs(recorded);
      for (int i = 0; i < actual.size(); i++) {
        compare(actual.get(i), recorded.get(i), with(path, String.valueOf(i)), holes);
      }
    } else if (actual.isObject() && recorded.isObject()) {
      assertThat(actual.fieldNames()).toIterable().containsExactlyElementsOf(recorded::fieldNames);
      actual
          .properties()
          .forEach(field ->
              compare(
                  field.getValue(),
                  recorded.get(field.getKey()),
                  with(path, field.getKey()),
                  holes));
    } else {
      assertThat(actual).as(path.toString()).isEqualTo(recorded);
    }
  }

  private static List<String> with(List<String> path, String segment) {
    List<String> longer = new ArrayList<>(path);
    longer.add(segment);
    return longer;
  }

  @Test
  void scopesOpenWhatTheyName() throws Exception {
    String invoice = "{ invoiceByReference(reference: \"23-000050\") { total } }";

    assertThat(ask(invoice, token("desk")).body()).contains("FORBIDDEN").doesNotContain("196.18");
    assertThat(ask(invoice, token("accounts")).body()).contains("196.18");
  }

  /// By key, in a list, in a count, behind a join and at the end of a path.
  @Test
  void aTenantSeesItsOwnRowsOnly() throws Exception {
    String document =
        "{ mine: customer(id: 3) { name } other: customer(id: 42) { name }"
            + " parcelByBarcode(barcode: \"23-000001\") { status }"
            + " mineOnly: customers(tenant: \"holm\") { totalCount }"
            + " none: customers(tenant: \"acorn\") { totalCount nodes { name } }"
            + " parcels(status: LOST, first: 50) { totalCount nodes { tenant { code } sender { name } } }"
            + " service(code: \"COD\") { orders(first: 50) { nodes { parcel { tenant { code } } } } } }";

    JsonNode holm = asTenant("holm", document);
    JsonNode all = asTenant(null, document);

    assertThat(holm.at("/mine/name").asText()).isEqualTo("Clara Kowalska");
    assertThat(holm.get("other").isNull()).isTrue();
    assertThat(all.at("/other/name").asText()).isNotEmpty();
    assertThat(holm.get("parcelByBarcode").isNull()).isTrue();
    assertThat(all.at("/parcelByBarcode/status").asText()).isEqualTo("DELIVERED");
    assertThat(holm.at("/mineOnly/totalCount").asInt())
        .isEqualTo(all.at("/mineOnly/totalCount").asInt())
        .isPositive();
    assertThat(holm.at("/none/totalCount").asInt()).isZero();
    assertThat(holm.at("/none/nodes")).isEmpty();
    assertThat(all.at("/none/totalCount").asInt()).isPositive();
    assertThat(holm.at("/parcels/nodes").findValuesAsText("code"))
        .isNotEmpty()
        .containsOnly("holm");
    assertThat(holm.at("/parcels/totalCount").asInt())
        .isEqualTo(holm.at("/parcels/nodes").size())
        .isLessThan(all.at("/parcels/totalCount").asInt());
    JsonNode orders = holm.at("/service/orders/nodes");
    assertThat(orders).hasSameSizeAs(all.at("/service/orders/nodes")).isNotEmpty();
    assertThat(orders.findValuesAsText("code")).containsOnly("holm");
    assertThat(orders).anyMatch(order -> order.get("parcel").isNull());
  }

  private JsonNode asTenant(@Nullable String tenant, String document) throws Exception {
    String more = tenant == null ? "" : ",\"tenant\":\"" + tenant + "\"";
    JsonNode answer = JSON.readTree(ask(document, token("desk accounts", more)).body());
    assertThat(answer.has("errors")).as("" + answer).isFalse();
    return answer.get("data");
  }

  @Test
  void aTokenOfSomebodyElseIsRefused() throws Exception {
    String[] parts = token("desk").split("\\.");
    String forged = parts[0] + "." + token("accounts").split("\\.")[1] + "." + parts[2];

    HttpResponse<String> answer = ask("{ services { name } }", forged);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("UNAUTHENTICATED");
  }
}
