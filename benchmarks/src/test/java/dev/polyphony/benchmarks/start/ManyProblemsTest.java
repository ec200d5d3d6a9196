package dev.polyphony.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.Polyphony;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One run says all that is wrong, however much it is.
class ManyProblemsTest {
  private static final int PLANTED = 100;

  /// By kind, a line that has it: in a type of PostgreSQL, or after it where it begins with
  /// `extend`.
  private static final Map<String, String> PLANTS = plants();

  private static Map<String, String> plants() {
    Map<String, String> plants = new LinkedHashMap<>();
    plants.put("UNKNOWN_DIRECTIVE", "w: Int @inacessible");
    plants.put("UNKNOWN_DIRECTIVE_ARGUMENT", "w: Int @column(nam: \"b\")");
    plants.put("WRONG_DIRECTIVE_ARGUMENT", "w: Int @column(type: NUMBER)");
    plants.put("REPEATED_DIRECTIVE", "w: Int @column(name: \"b\") @column(name: \"c\")");
    plants.put("MISPLACED_DIRECTIVE", "w: Int @index(fields: [\"w\"])");
    plants.put("UNKNOWN_JOIN_FIELD", "w: T1 @join(on: {local: \"nextIdd\"})");
    plants.put("JOIN_TYPES_DIFFER", "w: T1 @join(on: {local: \"size\"})");
    plants.put("AMBIGUOUS_JOIN", "w: T1 @join(on: {local: \"nextId\"}, using: \"id\")");
    plants.put("WRONG_PATH", "w: String @join(path: \"nexd.city\")");
    plants.put("ARGUMENT_ON_SINGLE", "w(a: Int): T1 @join(on: {local: \"nextId\"})");
    plants.put("SINGLE_WITHOUT_ORDER", "w: T5 @join(on: {local: \"id\", remote: \"city\"})");
    plants.put("CONFLICTING_DIRECTIVES", "w: T1 @join(on: {local: \"id\"}) @column(name: \"x\")");
    plants.put("UNKNOWN_MAPPING", "w: Int @column(in: \"hot\")");
    plants.put(
        "RELATIONSHIP_WITHOUT_GRAPH", "w: [T4!] @relationship(label: \"l\", direction: OUT)");
    plants.put("WRONG_SCOPES", "w: Int @requiresScopes(scopes: [])");
    plants.put("UNKNOWN_STORE", "w: Int @native(store: \"ofice\", text: \"select 1 as w\")");
    plants.put("UNKNOWN_FIELD", "extend type T# @index(fields: [\"cty\"])");
    plants.put("UNKNOWN_KEY_ARGUMENT", "extend type Query { w#(idd: ID!): T# @lookup }");
    plants.put("NULLABLE_KEY_ARGUMENT", "extend type Query { w#(id: ID): T# @lookup }");
    plants.put("LOOKUP_OF_LIST", "extend type Query { w#(id: ID!): [T#] @lookup }");
    plants.put("WRONG_ARGUMENT_TYPE", "extend type Query { w#(city: Int): [T#] @list }");
    plants.put("RESERVED_ARGUMENT", "extend type Query { w#(first: Int): [T#] @list }");
    plants.put("UNKNOWN_FILTER", "extend type Query { w#(cty: String): [T#] @list }");
    plants.put("NOT_SERVED", "extend type Query { w#(size: Int): [T#] @list }");
    plants.put(
        "WRONG_FILTER", "extend type Query { w#(city: [String!] @filter(op: EQ)): [T#] @list }");
    return plants;
  }

  @Test
  void aHundredProblemsInFiveHundredTypesAreReportedTogether(@TempDir Path folder)
      throws IOException {
    Path configuration = new ManyTypes(500).write(folder);
    List<String> planted = plant(folder.resolve("schema"));
    StringWriter out = new StringWriter();

    int status =
        Polyphony.run(
            new String[] {"check", "--config", configuration.toString()},
            new PrintWriter(out),
            new PrintWriter(new StringWriter()));

    assertThat(planted).hasSize(PLANTED);
    assertThat(status).isEqualTo(1);
    List<String> lines = out.toString().replace(folder + "/schema/", "").lines().toList();
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(line -> line.length() > 60)
        .extracting(ManyProblemsTest::placeAndKind)
        .containsExactlyInAnyOrderElementsOf(planted);
    assertThat(lines).last().isEqualTo(PLANTED + " errors, 0 warnings");
  }

  /// `types-000.graphql:12:3: error KIND: …` without the column.
  private static String placeAndKind(String line) {
    return line.replaceFirst("^(.*?:\\d+):\\d+: error ([A-Z_]+): .*$", "$1 $2");
  }

  /// Puts a problem into every fifth type; answers where, and of which kind.
  private static List<String> plant(Path schema) throws IOException {
    List<Map.Entry<String, String>> plants = List.copyOf(PLANTS.entrySet());
    List<String> planted = new ArrayList<>();
    for (Path file : files(schema)) {
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        Map.Entry<String, String> plant = plants.get(planted.size() % plants.size());
        boolean extension = plant.getValue().startsWith("extend");
        String type = last(lines);
        boolean here = line.equals("}") && Integer.parseInt(type) % ManyTypes.STEP == 0;
        String text = plant.getValue().replace("#", type);
        if (here && !extension) {
          lines.add("  " + text);
          planted.add("%s:%d %s".formatted(file.getFileName(), lines.size(), plant.getKey()));
        }
        lines.add(line);
        if (here && extension) {
          lines.add(text);
          planted.add("%s:%d %s".formatted(file.getFileName(), lines.size(), plant.getKey()));
        }
      }
      Files.write(file, lines);
    }
    return planted;
  }

  /// The number of the type that was begun last.
  private static String last(List<String> lines) {
    return lines.reversed().stream()
        .filter(line -> line.startsWith("type T"))
        .map(line -> line.substring("type T".length()))
        .findFirst()
        .orElse("1");
  }

  private static List<Path> files(Path schema) throws IOException {
    try (Stream<Path> files = Files.list(schema)) {
      return files
          .filter(file -> !Set.of("query.graphql").contains(file.getFileName().toString()))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
