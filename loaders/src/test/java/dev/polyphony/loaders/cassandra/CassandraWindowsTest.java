package dev.polyphony.loaders.cassandra;

import static dev.polyphony.loaders.cassandra.Declared.mapping;
import static dev.polyphony.loaders.cassandra.Declared.value;
import static dev.polyphony.loaders.cassandra.TestTables.all;
import static dev.polyphony.loaders.cassandra.TestTables.answered;
import static dev.polyphony.loaders.cassandra.TestTables.byOrdinal;
import static dev.polyphony.loaders.cassandra.TestTables.compare;
import static dev.polyphony.loaders.cassandra.TestTables.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random windows of random partitions, against the same sorted here.
class CassandraWindowsTest {
  private record Row(int part, int shard, int a, int b, int c) {
    String text() {
      return part + "/" + shard + "/" + a + "/" + b + "/" + c;
    }

    int value(String field) {
      return switch (field) {
        case "part" -> part;
        case "shard" -> shard;
        case "a" -> a;
        case "b" -> b;
        default -> c;
      };
    }
  }

  private static final List<String> FIELDS = List.of("a", "b", "c", "part", "shard");

  @Test
  void windowsOverThreeMixedColumnsAreThoseOfASortedList() {
    for (String directions : List.of("DAD", "ADA", "DDA", "ADD", "AAA")) {
      check(directions);
    }
  }

  private static FieldOrder order(String field, boolean falls) {
    return new FieldOrder(FieldPath.of(field), falls ? Direction.DESC : Direction.ASC);
  }

  private void check(String directions) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<FieldOrder> declared = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      declared.add(order(FIELDS.get(i), directions.charAt(i) == 'D'));
    }
    try (TestTables tables = new TestTables()) {
      StringBuilder cql =
          new StringBuilder(
              "CREATE TABLE w (part int, shard int, a int, b int, c int, text text, PRIMARY KEY ((part, shard), a, b, c)) WITH CLUSTERING ORDER BY (a %s, b %s, c %s);\n"
                  .formatted(
                      declared.get(0).direction(),
                      declared.get(1).direction(),
                      declared.get(2).direction()));
      List<Row> rows = new ArrayList<>();
      for (int part = 0; part < 3; part++) {
        for (int shard = 0; shard < 2; shard++) {
          for (int cell = 0; cell < 27; cell++) {
            if (random.nextInt(3) > 0) {
              Row row = new Row(part, shard, cell / 9, cell / 3 % 3, cell % 3);
              rows.add(row);
              cql.append(
                  "INSERT INTO w (part, shard, a, b, c, text) VALUES (%d, %d, %d, %d, %d, '%s');\n"
                      .formatted(part, shard, row.a, row.b, row.c, row.text()));
            }
          }
        }
      }
      tables.holding(cql.toString());
      Mapping mapping =
          mapping(
              "w",
              "part shard | a b c",
              declared.stream().map(o -> o.field() + " " + o.direction()).toList(),
              value("part", ValueType.INT),
              value("shard", ValueType.INT),
              value("a", ValueType.INT),
              value("b", ValueType.INT),
              value("c", ValueType.INT),
              value("text", ValueType.TEXT));
      for (int i = 0; i < 150; i++) {
        one(tables, mapping, declared, rows, random, directions + " seed " + seed + " case " + i);
      }
    }
  }

  private static Comparator<Row> comparator(List<FieldOrder> order) {
    return (one, other) -> {
      for (FieldOrder field : order) {
        String name = field.field().toString();
        int compared = Integer.compare(one.value(name), other.value(name));
        if (compared != 0) {
          return field.direction() == Direction.DESC ? -compared : compared;
        }
      }
      return 0;
    };
  }

  private void one(
      TestTables tables,
      Mapping mapping,
      List<FieldOrder> declared,
      List<Row> rows,
      Random random,
      String description) {
    boolean reversed = random.nextBoolean();
    List<FieldOrder> order = new ArrayList<>();
    declared.forEach(field -> order.add(reversed ? field.reversed() : field));
    order.add(order("part", random.nextBoolean()));
    order.add(order("shard", random.nextBoolean()));
    Comparator<Row> comparator = comparator(order);
    Row after = random.nextInt(3) > 0 ? any(random) : null;
    Row before = random.nextInt(3) > 0 ? any(random) : null;
    int least = random.nextInt(3) == 0 ? random.nextInt(3) : -1;
    int most = random.nextInt(3) == 0 ? random.nextInt(3) : 9;
    int limit = 1 + random.nextInt(random.nextBoolean() ? 6 : 60);
    boolean backward = random.nextBoolean();
    List<Condition> parts = new ArrayList<>();
    parts.add(random.nextBoolean() ? in("shard", 1, 0, 1) : in("shard", 0));
    boolean both = ((Condition.In) parts.getFirst()).keys().size() > 1;
    if (least >= 0) {
      parts.add(compare("a", Operator.GTE, least));
    }
    if (most < 9) {
      parts.add(compare("a", Operator.LT, most));
    }
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (int part : new int[] {2, 0, 7, 2}) {
      List<Row> own =
          new ArrayList<>(
              rows.stream()
                  .filter(row -> row.part == part && (both || row.shard == 0))
                  .filter(row -> row.a >= least && row.a < most)
                  .filter(row -> after == null || comparator.compare(row, after) > 0)
                  .filter(row -> before == null || comparator.compare(row, before) < 0)
                  .sorted(comparator)
                  .toList());
      if (own.size() > limit) {
        own = backward ? own.subList(own.size() - limit, own.size()) : own.subList(0, limit);
      }
      expected.add(new ArrayList<>(own.stream().map(Row::text).toList()));
    }
    Page page = new Page(limit, position(after), position(before), backward);
    var answer =
        answered(
            tables.related(
                mapping,
                "part",
                KeyBatch.of(2, 0, 7, 2),
                all(parts.toArray(Condition[]::new)),
                order,
                page,
                "text"));
    assertThat(answer.failures()).as(description).isEmpty();
    assertThat(byOrdinal(answer))
        .as(description + " " + order + " " + page + " " + parts)
        .isEqualTo(expected);
  }

  private static Row any(Random random) {
    return new Row(
        random.nextInt(3),
        random.nextInt(2),
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3));
  }

  private static @Nullable Position position(@Nullable Row row) {
    return row == null ? null : Position.of(List.of(row.a, row.b, row.c, row.part, row.shard));
  }
}
