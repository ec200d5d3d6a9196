package dev.polyphony.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.schema.algebra.Computation.Row;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Storage;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.evaluation.Conditions;
import dev.polyphony.schema.expression.ExpressionReader.WrongExpression;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.rows.BadValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  private static final Location HERE = Location.of("a.graphql");

  private static final Map<String, Column> COLUMNS = new LinkedHashMap<>();

  static {
    column("id", ValueType.TEXT, ValueType.LONG, false);
    column("name", ValueType.TEXT, ValueType.TEXT, false);
    column("count", ValueType.INT, ValueType.INT, false);
    column("wide", ValueType.LONG, ValueType.LONG, false);
    column("price", ValueType.DECIMAL, ValueType.DECIMAL, false);
    column("ratio", ValueType.DOUBLE, ValueType.DOUBLE, false);
    column("open", ValueType.BOOLEAN, ValueType.BOOLEAN, false);
    column("day", ValueType.DATE, ValueType.DATE, false);
    column("at", ValueType.DATE_TIME, ValueType.DATE_TIME, false);
    column("uuid", ValueType.TEXT, ValueType.UUID, false);
    column("odd", ValueType.DATE, ValueType.DATE, false);
    column("none", ValueType.TEXT, ValueType.TEXT, false);
    column("nothing", ValueType.INT, ValueType.INT, false);
    column("tags", ValueType.TEXT, ValueType.TEXT, true);
    column("extra", ValueType.JSON, ValueType.JSON, false);
    Map<String, String> names = Map.of("SMALL", "s", "LARGE", "l");
    COLUMNS.put("size", column("size", ValueType.TEXT, names, Map.of()));
    Map<String, Column> nested = Map.of("city", plain("city", ValueType.TEXT));
    COLUMNS.put("place", column("place", ValueType.JSON, Map.of(), nested));
  }

  private static final Map<String, Object> ROW =
      Map.ofEntries(
          Map.entry("id", "7"),
          Map.entry("name", "Ada"),
          Map.entry("count", 3),
          Map.entry("wide", 1L << 60),
          Map.entry("price", new BigDecimal("19.90")),
          Map.entry("ratio", 0.5),
          Map.entry("open", true),
          Map.entry("day", LocalDate.of(2024, 2, 29)),
          Map.entry("at", Instant.parse("2024-02-29T12:00:00Z")),
          Map.entry("uuid", "00000000-0000-0000-0000-00000000000a"),
          Map.entry("odd", new BadValue("no date")),
          Map.entry("tags", List.of("a", "b")),
          Map.entry("size", "SMALL"),
          Map.entry("place.city", "Oslo"));

  private static final Map<String, Object> CLAIMS =
      Map.of(
          "sub",
          "7",
          "tenant",
          "Ada",
          "level",
          3L,
          "admin",
          true,
          "device",
          "00000000-0000-0000-0000-00000000000A",
          "roles",
          List.of("a", "staff"),
          "https://x.org/t",
          Map.of("name", "Ada"));

  private static Column plain(String field, ValueType type) {
    return column(field, type, Map.of(), Map.of());
  }

  private static Column column(
      String field, ValueType type, Map<String, String> names, Map<String, Column> nested) {
    return new Column(field, List.of(field), type, type, false, true, names, nested, HERE);
  }

  private static void column(String field, ValueType type, ValueType stored, boolean list) {
    COLUMNS.put(
        field,
        new Column(field, List.of(field), type, stored, list, true, Map.of(), Map.of(), HERE));
  }

  private static Row row() {
    return field -> {
      Object value = ROW.get(field.toString());
      return value == null
          ? List.of()
          : value instanceof List<?> list ? List.copyOf(list) : List.of(value);
    };
  }

  private static ExpressionReader reader() {
    return new ExpressionReader(COLUMNS);
  }

  private static @Nullable Object value(String text, ValueType type) throws WrongExpression {
    return reader().value(text, type).of(row(), CLAIMS);
  }

  private static Condition all(List<Condition> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  /// The same whether it is computed, or made a filter that is applied.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "name == 'Ada'; true",
        "'Ada' == name; true",
        "name != 'Ada'; false",
        "none == 'x'; false",
        "none != 'x'; true",
        "!(none == 'x'); true",
        "none == null; true",
        "odd == null; false",
        "has(odd); true",
        "odd == day; false",
        "odd != day; true",
        "odd == '2024-02-29'; false",
        "odd in ['2024-02-29', day]; false",
        "day in [odd, day]; true",
        "odd < '2030-01-01'; false",
        "uuid == '00000000-0000-0000-0000-00000000000A'; true",
        "uuid == claims.device; true",
        "uuid in ['x', '00000000-0000-0000-0000-00000000000A']; true",
        "claims.device in [uuid]; true",
        "'2024-02-29' in [day, odd]; true",
        "'2024-02-29' in ['2024-01-01', day]; true",
        "3 in [count, wide]; true",
        "!(open ? null : claims.admin); true",
        "!(open ? claims.admin : null); false",
        "(open ? claims.level : null) == 3; true",
        "(open ? claims.tenant : null) == claims.tenant; true",
        "(open ? claims.tenant : null) in ['x', 'Ada']; true",
        "3 == (open ? claims.level : null); true",
        "price < 1e300; true",
        "price > 19.89999999999999999999999999; true",
        "price < 19.90000000000000000000000001; true",
        "price > - 0.5; true",
        "none != null; false",
        "has(name); true",
        "has(none); false",
        "has(extra); false",
        "count == 3; true",
        "count == 3.0; true",
        "count > 2 && count < 4; true",
        "2 < count; true",
        "nothing < 4; false",
        "nothing >= 4; false",
        "wide == 1152921504606846976; true",
        "price == 19.9; true",
        "price >= 19.91; false",
        "price * 2 == 39.8; true",
        "ratio == 0.5; true",
        "ratio < 1; true",
        "open; true",
        "!open; false",
        "open && none == null; true",
        "open ? count == 3 : count == 4; true",
        "none == null ? false : true; false",
        "day == '2024-02-29'; true",
        "day < '2024-03-01'; true",
        "at >= '2024-02-29T13:00:00+01:00'; true",
        "name in ['Bo', 'Ada']; true",
        "count in [1, 2]; false",
        "none in ['x']; false",
        "'b' in tags; true",
        "'c' in tags; false",
        "'a' in tags || none == 'x'; true",
        "size(tags) == 2; true",
        "size(name) == 3; true",
        "size == 'SMALL'; true",
        "size in ['LARGE']; false",
        "place.city == 'Oslo'; true",
        "place.city.startsWith('Os'); true",
        "name.startsWith('A'); true",
        "name.endsWith('x'); false",
        "name.contains('d'); true",
        "none.contains('d'); false",
        "name.lowerAscii() == 'ada'; true",
        "name.upperAscii() + '!' == 'ADA!'; true",
        "string(count) == '3'; true",
        "double(price) < 20.0; true",
        "count % 2 == 1; true",
        "-count == -3; true",
        "id == '7'; true",
        "id == 'x'; false",
        "id != 'x'; true",
        "id == claims.sub; true",
        "name == claims.tenant; true",
        "name == claims['https://x.org/t'].name; true",
        "name == claims.missing; false",
        "name != claims.missing; true",
        "claims.missing == null; true",
        "has(claims.tenant); true",
        "count == claims.level; true",
        "count <= claims.level; true",
        "count < claims.level * 2; true",
        "claims.admin; true",
        "claims.admin && name == 'Bo'; false",
        "!claims.admin || open; true",
        "'staff' in claims.roles; true",
        "'a' in claims.roles && 'b' in tags; true",
        "name in claims.roles; false",
        "name in claims.tenant; true",
        "name in claims.missing; false",
        "claims.tenant == 'Ada'; true",
        "claims.sub == claims.tenant; false",
        "true; true",
        "1 < 2; true",
        "nothing + 1 == 1; false",
        "count / 0 == 1; false"
      })
  void holds(String text, boolean expected) throws WrongExpression {
    Formula formula = reader().condition(text);

    assertThat(formula.of(row(), CLAIMS)).as("computed").isEqualTo(expected);
    Condition filter = all(formula.conditions(CLAIMS));
    Mapping mapping =
        new Mapping(
            "A",
            "s",
            "memory",
            "a",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            COLUMNS,
            Storage.PLAIN,
            HERE);
    assertThat(new Conditions(mapping).holds(filter, row())).as("" + filter).isEqualTo(expected);
  }

  @Test
  void valuesAreExact() throws WrongExpression {
    assertThat(value("price * count", ValueType.DECIMAL)).isEqualTo(new BigDecimal("59.70"));
    assertThat(value("price + 0.1", ValueType.DECIMAL)).isEqualTo(new BigDecimal("20.00"));
    assertThat(value("wide * wide", ValueType.BIG_INTEGER)).isEqualTo(BigInteger.TWO.pow(120));
    assertThat(value("count / 2", ValueType.INT)).isEqualTo(1);
    assertThat(value("-count / 2", ValueType.INT)).isEqualTo(-1);
    assertThat(value("price / 4", ValueType.DECIMAL)).isEqualTo(new BigDecimal("4.975"));
    assertThat(value("count * 0.5", ValueType.DECIMAL)).isEqualTo(new BigDecimal("1.5"));
    assertThat(value("ratio * count", ValueType.DOUBLE)).isEqualTo(1.5);
    assertThat(value("count", ValueType.LONG)).isEqualTo(3L);
    assertThat(value("name + ' ' + string(count)", ValueType.TEXT)).isEqualTo("Ada 3");
    assertThat(value("size(tags)", ValueType.INT)).isEqualTo(2);
    assertThat(value("open ? price : null", ValueType.DECIMAL)).isEqualTo(new BigDecimal("19.90"));
    assertThat(value("nothing + 1", ValueType.INT)).isNull();
    assertThat(value("claims.level", ValueType.INT)).isEqualTo(3);
    assertThat(value("claims.tenant", ValueType.TEXT)).isEqualTo("Ada");
    assertThat(value("claims.tenant", ValueType.INT)).isNull();
    assertThat(value("day", ValueType.DATE)).isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void whatIsNoValueIsBad() throws WrongExpression {
    assertThat(value("wide * 8", ValueType.LONG)).isInstanceOf(BadValue.class);
    assertThat(value("count / (count - 3)", ValueType.INT)).isInstanceOf(BadValue.class);
    assertThat(value("ratio / 0", ValueType.DOUBLE)).isInstanceOf(BadValue.class);
    assertThat(value("odd", ValueType.DATE)).isInstanceOf(BadValue.class);
    String square = "1e9000 * 1e9000";
    String power = "(" + square + ") * (" + square + ")";
    String huge = "(" + power + ") * (" + power + ")";
    assertThat(value(power + " > 1 ? 1 : 0", ValueType.INT)).isEqualTo(1);
    assertThat(value(huge + " * (" + huge + ") * (" + huge + ")", ValueType.DECIMAL))
        .isInstanceOf(BadValue.class);
  }

  /// What decides nothing by the row is decided before a store is asked, and what a store can apply
  /// is asked of it.
  @Test
  void claimsAreValuesInFilters() throws WrongExpression {
    assertThat(reader().condition("name == claims.tenant").conditions(CLAIMS).toString())
        .contains("Compare", "Ada")
        .doesNotContain("Test");
    assertThat(reader().condition("'staff' in claims.roles || open").conditions(CLAIMS)).isEmpty();
    assertThat(reader().condition("'x' in claims.roles || open").conditions(CLAIMS)).hasSize(1);
    assertThat(reader().condition("name == claims.tenant").conditions(Map.of()))
        .containsExactly(Condition.FALSE);
    assertThat(
            reader().condition("open && name in claims.roles && none == null").conditions(CLAIMS))
        .hasSize(3)
        .noneMatch(Condition.Test.class::isInstance);
    assertThat(reader().condition("open && price * 2 > 10").conditions(CLAIMS))
        .hasSize(2)
        .anyMatch(Condition.Test.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "name == ; no CEL at column",
        "nam == 'x'; names `nam`",
        "place.town == 'x'; names `place.town`",
        "count == 'x'; INT is needed",
        "count == 2.5; INT is needed",
        "count == 3000000000; INT is needed",
        "day == 'today'; DATE is needed",
        "name == count; compares",
        "name < 1; TEXT is needed",
        "id < '8'; has no order",
        "size < 'SMALL'; has no order",
        "size == 'HUGE'; its values are",
        "open < true; has no order",
        "tags == 'a'; which is a list",
        "extra == 'a'; an object or bytes",
        "'a' in name; which is no list",
        "name.matches('a'); `matches`, which is not admitted",
        "tags.exists(t, t == 'a'); `exists`, which is not admitted",
        "{'a': 1} == 1; makes an object",
        "price > 1e999999999; too large",
        "ratio > 1e999; DOUBLE is needed",
        "day.year == 2024; nothing lies inside",
        "place == null; which is an object",
        "has(place); which is an object",
        "claims == 'x'; uses `claims` as a value",
        "tags[0] == 'a'; takes a part",
        "price * ratio == 1.0; say which with `double",
        "name - 1 == 1; calculates",
        "count; BOOLEAN is needed",
        "price % 2 == 1; with fractions",
        "size(); with 0 values",
        "[1, null] == 1; a list or null",
        "startsWith(name, 'A'); `startsWith`, which is not admitted"
      })
  void saysWhatIsWrong(String text, String expected) {
    assertThatThrownBy(() -> reader().condition(text))
        .isInstanceOf(WrongExpression.class)
        .hasMessageContaining(expected);
  }
}
