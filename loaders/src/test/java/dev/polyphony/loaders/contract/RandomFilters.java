package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.row;

import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.evaluation.Conditions;
import dev.polyphony.schema.rows.KeyBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Random rows of every sort of column, random conditions over them, and the rows that pass.
final class RandomFilters {
  private static final int ROWS = 60;
  private static final int GROUPS = 4;
  private static final List<String> FIELDS =
      List.of("id", "n", "word", "day", "at", "amount", "flag", "size", "ref", "tags", "numbers");

  /// Those whose values every kind has in one order.
  private static final List<String> ORDERED = List.of("id", "n", "word", "day", "at");

  private static final List<String> TEXTS = List.of("word", "tags");
  private static final List<Operator> OPERATORS = List.of(Operator.values());

  private final Random random;
  private final Mapping mapping;
  private final List<String> texts;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  RandomFilters(Declared declared, Fixture fixture, long seed) {
    random = new Random(seed);
    texts = texts(fixture.holdsNul());
    mapping =
        declared.entity(
            2,
            declared.value("group", ValueType.INT),
            declared.value("id", ValueType.INT),
            declared.value("n", ValueType.INT),
            declared.value("word", ValueType.TEXT),
            declared.value("day", ValueType.DATE),
            declared.value("at", ValueType.DATE_TIME),
            declared.value("amount", ValueType.DECIMAL),
            declared.value("flag", ValueType.BOOLEAN),
            declared.enumeration("size", Map.of("SMALL", "s", "LARGE", "large one")),
            declared.value("ref", ValueType.UUID),
            declared.list("tags", ValueType.TEXT),
            declared.list("numbers", ValueType.INT));
    for (int id = 0; id < ROWS; id++) {
      List<@Nullable Object> cells = new ArrayList<>(row(id % GROUPS, id));
      for (String field : FIELDS.subList(1, FIELDS.size())) {
        cells.add(cell(field));
      }
      rows.add(cells);
    }
  }

  /// Texts with whatever means something to some store, and what only looks alike.
  static List<String> texts(boolean nul) {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                " a",
                "a",
                "A",
                "a ",
                "ab",
                "aab",
                "ba",
                "a%b",
                "%",
                "_",
                "a_b",
                "a.b",
                ".",
                "a\\b",
                "\\",
                "\\\\",
                "\\Qa\\E",
                "\\a",
                "'",
                "a'b",
                "\"",
                "a\nb",
                "\nb",
                "b\n",
                "^a",
                "^",
                "$",
                "a$",
                "$ne",
                "(a|b)*",
                "[a",
                "a]",
                "{\"$ne\":1}",
                "?",
                "$1",
                "é",
                "É",
                "e\u0301",
                "\ud83d\ude00",
                "\ud83d\ude00x",
                "x\ud83d\ude01",
                "a\r\nb",
                "a\tb",
                "#a",
                "ß",
                "ss",
                "x".repeat(5000) + "y"));
    if (nul) {
      texts.addAll(List.of("a\0b", "\0", "a\0"));
    }
    return texts;
  }

  Mapping mapping() {
    return mapping;
  }

  List<List<@Nullable Object>> rows() {
    return rows;
  }

  /// The ids of the rows that pass, in the order of the key.
  ///
  /// @param group of which they are, or null for all
  List<@Nullable Object> passing(Condition condition, @Nullable Object group) {
    Conditions conditions = new Conditions(mapping);
    List<@Nullable Object> passing = new ArrayList<>();
    for (int first = 0; first < GROUPS; first++) {
      for (List<@Nullable Object> cells : rows) {
        boolean in = Integer.valueOf(first).equals(cells.getFirst());
        if (in
            && (group == null || group.equals(first))
            && conditions.holds(condition, field -> values(cells, field))) {
          passing.add(cells.get(1));
        }
      }
    }
    return passing;
  }

  private List<Object> values(List<@Nullable Object> cells, FieldPath field) {
    Object cell = cells.get(List.copyOf(mapping.columns().keySet()).indexOf(field.first()));
    if (cell == null || Documents.MISSING.equals(cell)) {
      return List.of();
    }
    return cell instanceof List<?> list ? List.copyOf(list) : List.of(cell);
  }

  private @Nullable Object cell(String field) {
    int absent = random.nextInt(8);
    if (absent < 2) {
      return absent == 0 ? null : Documents.MISSING;
    }
    // No list is empty: not every kind tells it from null.
    return field.equals("tags") || field.equals("numbers")
        ? List.of(value(field), value(field)).subList(0, 1 + random.nextInt(2))
        : value(field);
  }

  private Object value(String field) {
    return switch (field) {
      case "id" -> random.nextInt(ROWS + 5);
      case "n" -> random.nextInt(7) - 3;
      case "word", "tags" -> any(texts);
      case "numbers" -> random.nextInt(4);
      case "day" -> LocalDate.of(2024, 2, 27).plusDays(random.nextInt(4));
      case "at" -> Instant.parse("1969-12-31T23:59:59.998Z").plusMillis(random.nextInt(4));
      case "amount" ->
          new BigDecimal(any(List.of("-2.5", "0.1", "9.99", "12345678901234567890.5")));
      case "flag" -> random.nextBoolean();
      case "size" -> any(List.of("SMALL", "LARGE"));
      case "ref" -> new UUID(random.nextBoolean() ? -1 : 1, random.nextInt(2));
      default -> throw new IllegalArgumentException(field);
    };
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  Condition condition() {
    return condition(3);
  }

  private Condition condition(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> compare(any(FIELDS), random.nextBoolean() ? Operator.EQ : Operator.NE);
      case 1 -> compare(any(ORDERED), any(OPERATORS));
      case 2 -> new Condition.IsNull(FieldPath.of(any(FIELDS)));
      case 3 -> in();
      case 4 -> search();
      case 5 -> new Condition.And(parts(depth));
      case 6 -> new Condition.Or(parts(depth));
      default -> new Condition.Not(condition(depth - 1));
    };
  }

  private Condition compare(String field, Operator operator) {
    return new Condition.Compare(FieldPath.of(field), operator, value(field));
  }

  private Condition search() {
    Match match = random.nextBoolean() ? Match.STARTS_WITH : Match.CONTAINS;
    return new Condition.Text(FieldPath.of(any(TEXTS)), match, any(texts));
  }

  private Condition in() {
    List<String> fields = random.nextInt(3) == 0 ? List.of(any(FIELDS), "n") : List.of(any(FIELDS));
    Object[] keys = new Object[fields.size() * random.nextInt(5)];
    Arrays.setAll(keys, i -> value(fields.get(i % fields.size())));
    return new Condition.In(
        fields.stream().map(FieldPath::of).toList(), KeyBatch.wrap(fields.size(), keys));
  }

  private List<Condition> parts(int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(condition(depth - 1));
    }
    return parts;
  }

  /// Each sort of condition once, over fields that are in no key.
  static List<Condition> one() {
    FieldPath word = FieldPath.of("word");
    FieldPath tags = FieldPath.of("tags");
    List<Condition> all = new ArrayList<>();
    for (Operator operator : OPERATORS) {
      all.add(new Condition.Compare(word, operator, "a"));
    }
    all.add(new Condition.Compare(tags, Operator.EQ, "a"));
    all.add(new Condition.In(List.of(word), KeyBatch.of("a", "b")));
    all.add(new Condition.IsNull(word));
    all.add(new Condition.Text(word, Match.STARTS_WITH, "a"));
    all.add(new Condition.Text(tags, Match.CONTAINS, ""));
    List<Condition> two = List.of(all.get(0), all.get(1));
    all.add(new Condition.And(two));
    all.add(new Condition.Or(two));
    all.add(new Condition.Not(all.getFirst()));
    return all;
  }
}
