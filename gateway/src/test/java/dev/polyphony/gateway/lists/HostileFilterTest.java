package dev.polyphony.gateway.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.lists.Shelf.Thing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Filters that are made to hurt are answered or refused, and the gateway goes on. Prints what the
/// refusal of the huge ones costs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilterTest {
  private static final Set<String> REFUSALS =
      Set.of(
          "BAD_USER_INPUT",
          "GRAPHQL_VALIDATION_FAILED",
          "GRAPHQL_PARSE_FAILED",
          "DOCUMENT_TOO_LARGE",
          "BAD_REQUEST",
          // A text with NUL is one for MongoDB, and none for PostgreSQL.
          "REJECTED");

  private final Shelf.Table table = new Shelf.Table();
  private final Shelf.Collection collection = new Shelf.Collection(null);
  private ListGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    gateway = ListGateway.start(folder, "a key for hostile tests", table, collection);
    for (Shelf shelf : List.of(table, collection)) {
      shelf.insert(new Thing(1, "a", 1, "name", 0.5));
      shelf.insert(new Thing(2, "b", null, null, null));
    }
  }

  @AfterAll
  void stop() {
    gateway.close();
    collection.close();
    table.close();
  }

  /// @param body of the request
  record Filter(String name, String body) {
    static Filter inline(String name, String where) {
      return inline(name, "things", where);
    }

    static Filter inline(String name, String list, String where) {
      String query = "{ " + list + "(where: " + where + ") { nodes { id } } }";
      return new Filter(name, new JsonObject().put("query", query).encode());
    }

    /// @param where JSON, put in as it is
    static Filter variable(String name, String where) {
      return variable(name, "Thing", "things", where);
    }

    static Filter variable(String name, String type, String list, String where) {
      String query = "query ($w: " + type + "Where) { " + list + "(where: $w) { nodes { id } } }";
      return new Filter(
          name, "{\"query\": \"" + query + "\", \"variables\": {\"w\": " + where + "}}");
    }

    /// With another document, which is not known yet.
    String anew(int number) {
      return body.replaceFirst("nodes", "other" + number + ": nodes");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String times(int count, String text) {
    return Stream.generate(() -> text).limit(count).collect(Collectors.joining(","));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private static String nested(int depth, String open, String inner, String close) {
    return open.repeat(depth) + inner + close.repeat(depth);
  }

  static Stream<Filter> huge() {
    String json = "{\"grade\":{\"eq\":1}}";
    return Stream.of(
        Filter.inline("1,500 branches", "{or: [" + times(1_500, "{grade: {eq: 1}}") + "]}"),
        Filter.inline("10,000 branches", "{or: [" + times(10_000, "{grade: {eq: 1}}") + "]}"),
        Filter.inline("10,000 empty branches", "{or: [" + times(10_000, "{}") + "]}"),
        Filter.inline("4,000 empty branches", "{or: [" + times(4_000, "{}") + "]}"),
        Filter.variable("10,000 branches", "{\"or\":[" + times(10_000, json) + "]}"),
        Filter.variable("50,000 branches", "{\"or\":[" + times(50_000, json) + "]}"),
        Filter.variable("300,000 empty branches", "{\"or\":[" + times(300_000, "{}") + "]}"),
        Filter.variable("300,000 empty ands", "{\"and\":[" + times(300_000, "{}") + "]}"),
        Filter.inline("100,000 values", "{grade: {in: [" + numbers(100_000) + "]}}"),
        Filter.inline("14,000 values", "{grade: {in: [" + numbers(14_000) + "]}}"),
        Filter.variable("100,000 values", "{\"grade\":{\"in\":[" + numbers(100_000) + "]}}"),
        Filter.variable(
            "100,000 values of a wrong type",
            "{\"grade\":{\"in\":[" + times(100_000, "\"x\"") + "]}}"),
        Filter.variable("500,000 nulls", "{\"grade\":{\"in\":[" + times(200_000, "null") + "]}}"),
        Filter.inline("14,000 wrong values", "{grade: {in: [" + times(14_000, "\"x\"") + "]}}"),
        Filter.inline("3,000 unknown fields", "{or: [" + times(3_000, "{none: 1}") + "]}"),
        Filter.inline(
            "3,000 fields of an object",
            "{"
                + IntStream.range(0, 3_000)
                    .mapToObj(i -> "f" + i + ": {eq: 1}")
                    .collect(Collectors.joining(","))
                + "}"),
        Filter.inline("the same field 3,000 times", "{" + times(3_000, "grade: {eq: 1}") + "}"),
        Filter.inline("nots 100 deep", nested(100, "{not: ", "{grade: {eq: 1}}", "}")),
        Filter.inline("nots 3,000 deep", nested(3_000, "{not: ", "{grade: {eq: 1}}", "}")),
        Filter.inline("ands 2,000 deep", nested(2_000, "{and: [", "{grade: {eq: 1}}", "]}")),
        Filter.inline("lists 7,000 deep", "{grade: {in: " + nested(7_000, "[", "1", "]") + "}}"),
        Filter.inline("unclosed 14,000 deep", "{not: ".repeat(4_000)),
        Filter.inline("unclosed lists", "[".repeat(14_000)),
        Filter.variable("nots 50 deep", nested(50, "{\"not\":", json, "}")),
        Filter.variable("nots 50,000 deep", nested(50_000, "{\"not\":", json, "}")),
        Filter.variable("lists 200,000 deep", "{\"or\":" + nested(200_000, "[", "", "]") + "}"),
        Filter.variable(
            "a text of 900,000 letters", "{\"name\":{\"eq\":\"" + "x".repeat(900_000) + "\"}}"),
        Filter.variable(
            "holding 900,000 letters", "{\"name\":{\"contains\":\"" + "%".repeat(900_000) + "\"}}"),
        Filter.variable(
            "a number of 900,000 digits", "{\"price\":{\"eq\":" + "9".repeat(900_000) + "}}"),
        Filter.inline("a number of 900,000 digits", "{price: {eq: " + "9".repeat(900_000) + "}}"),
        Filter.inline("a number of 5,000 digits", "{price: {eq: " + "9".repeat(5_000) + "}}"),
        Filter.inline("a number with a great exponent", "{price: {eq: 1e999999999}}"),
        Filter.inline("a whole number with an exponent", "{grade: {eq: 1e999999999}}"),
        Filter.inline(
            "texts of digits",
            "{name: {in: [" + times(100, "\"" + "9".repeat(5_001) + "\"") + "]}}"),
        Filter.inline("a name of 900,000 letters", "{" + "x".repeat(900_000) + ": {eq: 1}}"));
  }

  static Stream<Filter> odd() {
    String nul = "\\u0000";
    return Stream.of("things", "documents")
        .flatMap(list -> {
          String type = list.equals("things") ? "Thing" : "Document";
          return Stream.of(
                  "{\"name\":{\"eq\":\"" + nul + "\"}}",
                  "{\"name\":{\"contains\":\"" + nul + "\"}}",
                  "{\"name\":{\"startsWith\":\"a" + nul + "\"}}",
                  "{\"name\":{\"ne\":\"" + nul + "\"}}",
                  "{\"name\":{\"in\":[\"" + nul + "\",\"name\"]}}",
                  "{\"name\":{\"gt\":\"" + nul + "\"}}",
                  "{\"shop\":{\"eq\":\"" + nul + "\"}}",
                  "{\"name\":{\"eq\":\"\\ud800\"}}",
                  "{\"name\":{\"contains\":\"\\udc00\\ud800\"}}",
                  "{\"name\":{\"startsWith\":\"\\ud83d\"}}",
                  "{\"name\":{\"lt\":\"\\udfff\"}}",
                  "{\"name\":{\"contains\":\"%_\\\\\"}}",
                  "{\"name\":{\"startsWith\":\".*[\"}}",
                  "{\"name\":{\"eq\":\"\"}}",
                  "{\"grade\":{\"eq\":2147483648}}",
                  "{\"grade\":{\"eq\":-2147483649}}",
                  "{\"grade\":{\"eq\":1e400}}",
                  "{\"grade\":{\"eq\":1.5}}",
                  "{\"grade\":{\"eq\":\"1\"}}",
                  "{\"grade\":{\"eq\":true}}",
                  "{\"grade\":{\"eq\":[1]}}",
                  "{\"grade\":{\"eq\":{}}}",
                  "{\"grade\":{\"in\":1}}",
                  "{\"grade\":{\"in\":[]}}",
                  "{\"grade\":{\"in\":null}}",
                  "{\"grade\":{\"in\":[null]}}",
                  "{\"grade\":{\"isNull\":null}}",
                  "{\"grade\":null}",
                  "{\"grade\":{}}",
                  "{\"price\":{\"lt\":1e308}}",
                  "{\"price\":{\"gt\":1e309}}",
                  "{\"price\":{\"eq\":1e-400}}",
                  "{\"price\":{\"eq\":\"NaN\"}}",
                  "{\"price\":{\"eq\":-0.0}}",
                  "{\"price\":{\"eq\":1e9999}}",
                  "{\"price\":{\"eq\":1e99999999}}",
                  "{\"shop\":{\"eq\":1}}",
                  "{\"shop\":{\"eq\":1.5}}",
                  "{\"shop\":{\"eq\":99999999999999999999999}}",
                  "{\"shop\":{\"eq\":true}}",
                  "{\"shop\":{\"eq\":{}}}",
                  "{\"open\":{\"eq\":{}}}",
                  "{\"open\":{\"isNull\":true}}",
                  "{\"and\":null}",
                  "{\"and\":[]}",
                  "{\"or\":[]}",
                  "{\"or\":{}}",
                  "{\"and\":[[]]}",
                  "{\"or\":[null]}",
                  "{\"not\":null}",
                  "{\"not\":{}}",
                  "{\"not\":[{}]}",
                  "{\"$where\":{\"eq\":1}}",
                  "{\"__proto__\":{}}",
                  "[]",
                  "[{}]",
                  "[null]",
                  "1",
                  "\"x\"")
              .map(where -> Filter.variable(list + " " + where, type, list, where));
        });
  }

  /// Answered, or refused with a code that says whose fault it is.
  private String outcome(Filter filter) {
    return outcome(filter.body());
  }

  private String outcome(String body) {
    JsonObject answer = new JsonObject(gateway.post(body));
    JsonArray errors = answer.getJsonArray("errors");
    if (errors == null) {
      return "answered";
    }
    JsonObject error = errors.getJsonObject(0);
    String code = error.getJsonObject("extensions").getString("code");
    assertThat(code).as(error.encode()).isIn(REFUSALS);
    assertThat(error.getString("message").length()).as("a readable message").isLessThan(1_000);
    return code;
  }

  @ParameterizedTest
  @MethodSource({"huge", "odd"})
  void isRefusedOrAnswered(Filter filter) {
    assertThat(outcome(filter)).isNotEmpty();

    assertThat(gateway.data("{ things(where: {grade: {eq: 1}}) { nodes { id } } }", Map.of()))
        .isEqualTo(new JsonObject("{\"things\":{\"nodes\":[{\"id\":1}]}}"));
  }

  @Test
  void printsTheCostOfTheHugeOnes() {
    List<Filter> filters = huge().toList();
    for (int round = 0; round < 5; round++) {
      for (Filter filter : filters) {
        outcome(filter.anew(round));
      }
    }
    for (Filter filter : filters) {
      String body = filter.anew(100);
      long before = eventLoops();
      String outcome = outcome(body);
      System.out.println(
          String.format(
              Locale.ROOT,
              "hostile filter: %-35s %6.1f ms of CPU, %s",
              filter,
              (eventLoops() - before) / 1e6,
              outcome));
    }
    assertThat(eventLoops()).isPositive();
  }

  /// The time of the processor that the gateway's threads have taken, in nanoseconds.
  private static long eventLoops() {
    var threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().contains("vert.x-eventloop")) {
        sum += threads.getThreadCpuTime(id);
      }
    }
    return sum;
  }
}
