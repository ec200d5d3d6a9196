package dev.polyphony.loaders.postgresql;

import static dev.polyphony.loaders.postgresql.Declared.entity;
import static dev.polyphony.loaders.postgresql.TestStore.answered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.memory.MemoryStore;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Conditions, orders and pages mean the same as in memory, over columns and inside documents.
final class PostgresMeaningTest {
  private static final List<String> FIELDS = List.of("id", "n", "word", "inner", "deep");
  private static final List<String> TEXTS = List.of("word", "inner", "words", "within");
  private static final List<Operator> OPERATORS = List.of(Operator.values());
  private static final int CASES = 300;

  private final Random random = new Random(20261125);

  private final Mapping thing =
      entity(
          "thing",
          List.of("id"),
          Declared.value("id", ValueType.INT),
          Declared.value("n", ValueType.DECIMAL),
          Declared.value("word", ValueType.TEXT),
          Declared.value("inner", ValueType.TEXT, "doc.inner"),
          Declared.value("deep", ValueType.INT, "doc.at.deep"),
          Declared.list("words", ValueType.TEXT),
          Declared.list("within", ValueType.TEXT, "doc.within"));

  @Test
  void everythingMeansWhatItMeansInMemory() {
    try (TestStore store = new TestStore();
        MemoryStore memory = new MemoryStore(Map.of("thing", rows(store)))) {
      for (int i = 0; i < CASES; i++) {
        Query query = query();

        List<List<@Nullable Object>> expected =
            cells(answered(memory.query(query, store.context())));

        assertThat(cells(answered(store.store().query(query, store.context()))))
            .as("case %s: %s", i, query)
            .isEqualTo(expected);
        assertThat(cells(answered(store.store().count(query, store.context()))))
            .as("count of case %s: %s", i, query)
            .isEqualTo(cells(answered(memory.count(query, store.context()))));
      }
    }
  }

  private List<Map<String, ?>> rows(TestStore store) {
    store.holding(
        "CREATE TABLE thing (id int PRIMARY KEY, n numeric, word text, doc jsonb, words text[])");
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int id = 1; id <= 60; id++) {
      Map<String, @Nullable Object> row = new HashMap<>();
      BigDecimal n = maybe(number());
      String word = maybe(word());
      String inner = maybe(word());
      Integer deep = maybe(random.nextInt(5));
      List<String> words = List.of(word(), word()).subList(0, random.nextInt(3));
      row.put("id", id);
      row.put("n", n);
      row.put("word", word);
      Map<String, @Nullable Object> doc = new HashMap<>();
      doc.put("inner", inner);
      doc.put("at", deep == null ? null : Map.of("deep", deep));
      doc.put("within", words);
      row.put("doc", doc);
      row.put("words", words);
      rows.add(row);
      store.holding(
          "INSERT INTO thing VALUES (%s, %s, %s, jsonb_build_object('inner', %s, 'at', %s, "
              .concat("'within', to_jsonb(ARRAY[%s]::text[])), ARRAY[%s]::text[])")
              .formatted(
                  id,
                  n,
                  quoted(word),
                  inner == null ? "NULL" : quoted(inner) + "::text",
                  deep == null ? "NULL" : "jsonb_build_object('deep', " + deep + ")",
                  array(words),
                  array(words)));
    }
    return rows;
  }

  private static String array(List<String> words) {
    return String.join(", ", words.stream().map(PostgresMeaningTest::quoted).toList());
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  private BigDecimal number() {
    return List.of(
            new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("-2.5"), BigDecimal.TEN)
        .get(random.nextInt(4));
  }

  private String word() {
    List<String> words =
        List.of(
            "", "a", "A", "é", "z'", "\uD83D\uDE00", "\uFFFD", "aé%_\\", "\n(a|z').*", "_", "\\");
    return words.get(random.nextInt(words.size()));
  }

  private Query query() {
    List<FieldOrder> order = order();
    Position after = random.nextInt(3) == 0 ? position(order) : null;
    Position before = random.nextInt(3) == 0 ? position(order) : null;
    Page page = new Page(1 + random.nextInt(20), after, before, random.nextBoolean());
    Source source =
        random.nextBoolean()
            ? new Source.All(thing)
            : new Source.Related(
                thing, List.of(FieldPath.of("word")), KeyBatch.of(word(), word(), "none"));
    return new Query(
        source, Projection.of(FIELDS.toArray(String[]::new)), condition(3), order, page);
  }

  private List<FieldOrder> order() {
    List<String> fields = new ArrayList<>(FIELDS.subList(1, FIELDS.size()));
    Collections.shuffle(fields, random);
    List<FieldOrder> order = new ArrayList<>();
    for (String field : fields.subList(0, random.nextInt(3))) {
      order.add(new FieldOrder(FieldPath.of(field), direction()));
    }
    order.add(new FieldOrder(FieldPath.of("id"), direction()));
    return order;
  }

  private Direction direction() {
    return random.nextBoolean() ? Direction.ASC : Direction.DESC;
  }

  private Position position(List<FieldOrder> order) {
    @Nullable Object[] values = new @Nullable Object[order.size()];
    for (int i = 0; i < values.length; i++) {
      String field = order.get(i).field().toString();
      values[i] = field.equals("id") ? value(field) : maybe(value(field));
    }
    return new Position(Arrays.asList(values));
  }

  private Object value(String field) {
    return switch (field) {
      case "id" -> random.nextInt(70);
      case "n" -> number();
      case "deep" -> random.nextInt(5);
      default -> word();
    };
  }

  private Condition condition(int depth) {
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    FieldPath path = FieldPath.of(field);
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0, 1 ->
          new Condition.Compare(
              path, OPERATORS.get(random.nextInt(OPERATORS.size())), value(field));
      case 2 -> new Condition.IsNull(path);
      case 3 -> in(field);
      case 4 -> search();
      case 5 -> new Condition.And(parts(depth));
      case 6 -> new Condition.Or(parts(depth));
      default -> new Condition.Not(condition(depth - 1));
    };
  }

  private Condition search() {
    FieldPath path = FieldPath.of(TEXTS.get(random.nextInt(TEXTS.size())));
    Match match = random.nextBoolean() ? Match.STARTS_WITH : Match.CONTAINS;
    return new Condition.Text(path, match, word());
  }

  private Condition in(String field) {
    if (random.nextBoolean()) {
      return new Condition.In(
          List.of(FieldPath.of(field)), KeyBatch.of(value(field), value(field)));
    }
    return new Condition.In(
        List.of(FieldPath.of("word"), FieldPath.of(field)),
        KeyBatch.ofTuples(
            2, List.of(List.of(word(), value(field)), List.of(word(), value(field)))));
  }

  private List<Condition> parts(int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(condition(depth - 1));
    }
    return parts;
  }

  /// The rows of each ordinal, one after the other.
  private static List<List<@Nullable Object>> cells(Answer answer) {
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (int ordinal = 0; ordinal < answer.links().size(); ordinal++) {
      List<@Nullable Object> rows = new ArrayList<>();
      for (int i = 0; i < answer.links().count(ordinal); i++) {
        rows.addAll(Arrays.asList(answer.rows().row(answer.links().row(ordinal, i))));
      }
      cells.add(rows);
    }
    return cells;
  }
}
