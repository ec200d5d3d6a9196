package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.indexed;
import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.named;
import static dev.polyphony.loaders.cassandra.Declared.orders;
import static dev.polyphony.loaders.cassandra.Declared.required;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CassandraRulesTest {
  private static final Column[] FLIGHT = {
    required("origin", ValueType.TEXT),
    required("day", ValueType.DATE),
    required("departs", ValueType.DATE_TIME),
    required("id", ValueType.TEXT),
    value("delay", ValueType.INT)
  };

  private static Mapping flights(String from, String key, String... order) {
    return mapping(from, key, List.of(order), FLIGHT);
  }

  private static List<Problem> problems(Mapping mapping) {
    Problems found = new Problems();
    new CassandraRules().bind(mapping, found);
    return found.all();
  }

  private static List<String> kinds(Mapping mapping) {
    return problems(mapping).stream().map(Problem::kind).toList();
  }

  private static Set<FieldPath> fields(String... names) {
    return Set.copyOf(List.of(names).stream().map(FieldPath::of).toList());
  }

  @Test
  void servesAWholePartitionAndThenAPrefixOfTheClustering() {
    Mapping mapping = flights("flight", "origin day | departs id", "departs DESC");
    Problems found = new Problems();

    Capabilities capabilities = new CassandraRules().bind(mapping, found);

    assertThat(found.all()).isEmpty();
    assertThat(capabilities.scans()).isFalse();
    assertThat(capabilities.relatesFreely()).isFalse();
    assertThat(capabilities.paths())
        .extracting(AccessPath::equal)
        .extracting(Object::toString)
        .containsExactly("[origin, day, departs, id]", "[origin, day, departs]", "[origin, day]");
    AccessPath partition = capabilities.paths().getLast();
    assertThat(partition.range()).isEqualTo(FieldPath.of("departs"));
    assertThat(partition.values()).isTrue();
    assertThat(capabilities.paths())
        .extracting(AccessPath::unique)
        .containsExactly(true, false, false);
  }

  @Test
  void servesTheDeclaredOrderAndItsReverseOnly() {
    AccessPath partition =
        new CassandraRules()
            .bind(flights("flight", "origin day | departs id", "departs DESC"), new Problems())
            .paths()
            .getLast();
    Set<FieldPath> equal = fields("origin", "day");

    assertThat(
            partition.serves(equal, true, Set.of(), orders("departs DESC", "id", "origin", "day")))
        .isTrue();
    assertThat(partition.serves(equal, false, Set.of(), orders("departs", "id DESC"))).isTrue();
    assertThat(partition.serves(equal, false, fields("departs"), orders("departs", "id DESC")))
        .isTrue();
    assertThat(partition.serves(equal, false, Set.of(), orders("departs DESC", "id DESC")))
        .isFalse();
    assertThat(partition.serves(equal, false, Set.of(), orders("id"))).isFalse();
    assertThat(partition.serves(equal, false, fields("id"), orders("departs DESC", "id")))
        .isFalse();
    assertThat(partition.serves(fields("origin"), false, Set.of(), orders("departs DESC", "id")))
        .isFalse();
  }

  @Test
  void thePartitionIsSaidAndIsTheFirstFieldsOfTheKey() {
    assertThat(kinds(flights("flight", "origin day departs id")))
        .containsExactly("MISSING_PARTITION");
    Mapping turned = flights("flight", "origin day | departs id");
    Mapping wrong =
        new Mapping(
            turned.entity(),
            turned.store(),
            turned.kind(),
            turned.from(),
            turned.key(),
            List.of(),
            turned.order(),
            List.of(),
            turned.columns(),
            new Storage(List.of(FieldPath.of("day"), FieldPath.of("origin")), null, null),
            turned.location());
    assertThat(kinds(wrong)).contains("INVALID_PARTITION");
    assertThat(kinds(flights("flight", "id"))).isEmpty();
  }

  @Test
  void theOrderIsThatOfTheClustering() {
    assertThat(kinds(flights("flight", "origin day | departs id", "id ASC")))
        .containsExactly("INVALID_ORDER");
    assertThat(kinds(flights("flight", "origin day | departs id", "delay ASC")))
        .containsExactly("INVALID_ORDER");
    assertThat(kinds(flights("flight", "origin day | departs id", "day", "departs DESC")))
        .isEmpty();
  }

  @Test
  void namesAreThoseOfTablesAndColumns() {
    for (String from : List.of("", "a.b.c", "a-b", "ks.", "x".repeat(49), "$t")) {
      assertThat(kinds(flights(from, "id"))).as(from).containsExactly("INVALID_SOURCE");
    }
    assertThat(kinds(flights("travel.Flight_2", "id"))).isEmpty();
    for (String name : List.of("$ttl", "a..b", ".a", "a\0")) {
      assertThat(kinds(mapping("t", "id", List.of(), FLIGHT[3], named("odd", ValueType.INT, name))))
          .as(name)
          .containsExactly("INVALID_COLUMN_NAME");
    }
    assertThat(kinds(mapping("t", "id", List.of(), named("id", ValueType.TEXT, "a.b"))))
        .containsExactly("INVALID_KEY");
  }

  @Test
  void indexesAndFurtherKeysAreNotServed() {
    assertThat(kinds(indexed(flights("flight", "id"), "origin")))
        .containsExactlyInAnyOrder("KEY_NOT_SERVED", "INDEX_NOT_SERVED");
  }

  @Test
  void anUnknownConsistencyLevelIsSaidWithThoseThatThereAre() {
    assertThat(problems(mapping("t", "id", List.of(), "LOCAL_ONE", FLIGHT))).isEmpty();
    for (String level : List.of("ANY", "local_one", "MOST")) {
      assertThat(problems(mapping("t", "id", List.of(), level, FLIGHT)))
          .as(level)
          .singleElement()
          .satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("UNKNOWN_CONSISTENCY");
            assertThat(problem.toString()).contains("LOCAL_QUORUM");
          });
    }
  }
}
