package dev.polyphony.schema.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the text, there is a catalog or there are problems, never an exception.
class HostileSdlTest {
  private static final String VALID =
      ProblemsTest.BASE
          + """
          type Place { lat: Float lng: Float parts: [Part!] }
          type Part { code: ID country: Country @join(on: {local: "code"}) }
          extend type Guide @key(fields: "text") { place: Place @column(name: ["place", "p.q"]) }
          extend type Query {
            airports(city: String @filter(op: EQ), after2: ID @filter(field: "code", op: GT)): AirportConnection @list(scan: true)
            legs(keys: [LegKey!]!): [Leg] @lookupMany
            guide(key: ID! @is(field: "code")): Guide @lookup
            stop(code: ID!): Stop @lookup
            scans(place: ID!): [Scan!] @list
          }
          type Stop @entity(store: "rows", from: "stop", key: "code")
                    @entity(store: "graph", from: "stop", key: "code") @index(fields: ["line"], in: "graph") {
            code: ID!
            line: String @column(in: "graph") @column(name: "l", in: "graph.stop")
            next: [Hop!] @relationship(label: "hop", direction: BOTH, order: ["metres ASC"], in: "graph")
            lines: [Line!] @relationship(label: "on", direction: IN)
            riders: [Rider!] @join(on: {remote: "stop"})
          }
          type Line @entity(store: "graph", from: "line", key: "code") { code: ID! }
          type Hop { metres: Int  stop: Stop @column(name: "$target")  from: Stop @column(name: "$source") }
          type Rider @entity(store: "keys", from: "riders:{$key.stop}", as: SET, key: ["stop", "name"]) {
            stop: ID!
            name: ID!
          }
          type Scan @entity(store: "columns", from: "a", key: ["place", "at"], partition: ["place"], consistency: "ONE")
                    @entity(store: "columns", from: "b", key: ["day", "at"], partition: ["day"], order: ["at DESC"]) {
            place: ID!
            at: DateTime!
            day: Date!
          }
          """;
  private static final List<String> PIECES =
      List.of(
          "@join",
          "@entity",
          "@list",
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "!",
          ":",
          "\"",
          "\"\"\"",
          "@",
          "type",
          "extend",
          "Airport",
          "Leg",
          "Query",
          "ID",
          "[ID!]!",
          "__x",
          "null",
          "1",
          "{a: 1}",
          "name: \".\"",
          "key: \"\"",
          "on: {}",
          "on: []",
          "path: \"..\"",
          "using: [\"\"]",
          "in: \"\"",
          "in: \"graph.\"",
          "as: SORTED_SET",
          "partition: [\"\", \"at.x\"]",
          "consistency: \"\"",
          "\"$target\"",
          "\"$source.code\"",
          "{$key.stop}",
          "{$",
          "@relationship(label: \"\")",
          "\u0000",
          "\ud800",
          "enum E",
          "input",
          "Connection",
          "Edge",
          "PageInfo",
          "$x",
          "&",
          "|",
          "=",
          "#");

  @Test
  void everyPrefixOfASchemaIsReadOrReported() {
    for (int end = 0; end < VALID.length(); end += 11) {
      assertOutcome(VALID.substring(0, end));
    }
  }

  @Test
  void everyMutationOfASchemaIsReadOrReported() {
    Random random = new Random(4711);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder(VALID);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(12));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        text.replace(at, random.nextBoolean() ? at : end, random.nextInt(3) == 0 ? "" : piece);
      }
      assertOutcome(text.toString());
    }
  }

  /// Swapping words keeps the syntax, so that what comes after the parser is reached.
  @Test
  void everyExchangeOfWordsIsReadOrReported() {
    Random random = new Random(815);
    String[] words = VALID.split("\\b");
    for (int i = 0; i < 700; i++) {
      String[] changed = words.clone();
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int to = random.nextInt(words.length);
        int from = random.nextInt(words.length);
        boolean bothNames =
            Character.isLetter(words[to].charAt(0)) == Character.isLetter(words[from].charAt(0));
        changed[to] = bothNames ? words[from] : changed[to];
      }
      assertOutcome(String.join("", changed));
    }
  }

  @Test
  void deepNestingIsReported() {
    assertOutcome("type A { a: " + "[".repeat(2_000) + "Int" + "]".repeat(2_000) + " }");
    assertOutcome("type A @x(a: " + "[".repeat(2_000) + "]".repeat(2_000) + ") { a: Int }");
  }

  @Test
  void documentsThatEmbedEachOtherAreReportedAtOnce() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      fields.append(" a").append(i).append(": Doc b").append(i).append(": Other");
    }
    assertOutcome(
        ProblemsTest.BASE
            + "type Doc {"
            + fields
            + "} type Other {"
            + fields
            + "} extend type Leg { d: Doc }");
  }

  private static void assertOutcome(String sdl) {
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("a.graphql", sdl)),
            TestStores.ALL,
            Limits.DEFAULT,
            new Problems());
    boolean errors =
        outcome.problems().stream()
            .anyMatch(p -> p.severity() == dev.polyphony.schema.problems.Problem.Severity.ERROR);
    assertThat(outcome.catalog() == null).as(sdl).isEqualTo(errors);
    if (outcome.catalog() != null) {
      assertThat(SchemaText.print(outcome.catalog())).contains("type Query");
    }
  }
}
