package dev.polyphony.schema.expression;

import dev.polyphony.schema.algebra.Computation.Row;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueOrder;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.BadValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of terms over one row.
///
/// As in filters, everything Boolean is true or false: a comparison with null is false, except that
/// `!=` is true. Any other call with a null is null.
record Evaluation(Row row, Map<String, ?> claims) {
  private static final BadValue NOTHING_BY_ZERO = new BadValue("an expression divides by zero");
  private static final int MOST_DIGITS = 200_000;
  private static final BadValue TOO_LARGE = new BadValue("an expression gives no finite number");

  /// A logical value, null, or a [BadValue]; of lists see [#list].
  @Nullable Object of(Term term) {
    return switch (term) {
      case Term.Constant constant -> constant.value();
      case Term.Field field -> {
        List<Object> values = row.values(field.path());
        yield values.isEmpty() ? null : values.getFirst();
      }
      case Term.Claim claim -> value(claim);
      case Term.Elements _ -> throw new IllegalStateException("a list is no value");
      case Term.Call call -> of(call);
    };
  }

  /// The values of a list, without its nulls.
  List<Object> list(Term term) {
    return switch (term) {
      case Term.Field field -> row.values(field.path());
      case Term.Claim claim -> values(claim);
      case Term.Elements elements ->
          elements.terms().stream().map(this::of).filter(Evaluation::isPresent).toList();
      case Term.Constant _, Term.Call _ -> throw new IllegalStateException("no list: " + term);
    };
  }

  boolean holds(Term term) {
    return Boolean.TRUE.equals(of(term));
  }

  private @Nullable Object of(Term.Call call) {
    return switch (call.function()) {
      case AND -> holds(call.first()) && holds(call.second());
      case OR -> holds(call.first()) || holds(call.second());
      case NOT -> !holds(call.first());
      case EQ -> Integer.valueOf(0).equals(compared(call));
      case NE -> !Integer.valueOf(0).equals(compared(call));
      case LT, LTE, GT, GTE -> isInOrder(call);
      case IN -> isIn(call.first(), call.second());
      case IS_NULL -> isNull(call.first());
      case CONDITIONAL -> of(call.arguments().get(holds(call.first()) ? 1 : 2));
      case SIZE ->
          call.first().isList()
              ? BigDecimal.valueOf(list(call.first()).size())
              : of(call.first()) instanceof String text
                  ? BigDecimal.valueOf(text.codePointCount(0, text.length()))
                  : null;
      case STARTS_WITH, ENDS_WITH, CONTAINS ->
          of(call.first()) instanceof String text
              && of(call.second()) instanceof String part
              && matches(call.function(), text, part);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, NEGATE, LOWER, UPPER, STRING, DOUBLE ->
          computed(call);
      case HAS -> throw new IllegalStateException("has() is read as a test of null");
    };
  }

  private boolean isNull(Term term) {
    if (term instanceof Term.Claim claim) {
      return raw(claim) == null;
    }
    return term.isList() ? list(term).isEmpty() : of(term) == null;
  }

  private static boolean matches(Function function, String text, String part) {
    return switch (function) {
      case STARTS_WITH -> text.startsWith(part);
      case ENDS_WITH -> text.endsWith(part);
      case CONTAINS -> text.contains(part);
      default -> throw new IllegalStateException("no search: " + function);
    };
  }

  private static boolean isPresent(@Nullable Object value) {
    return value != null && !(value instanceof BadValue);
  }

  /// Null where one of the two is missing.
  private @Nullable Integer compared(Term.Call call) {
    Object left = of(call.first());
    Object right = of(call.second());
    return left == null || right == null || left instanceof BadValue || right instanceof BadValue
        ? null
        : Integer.signum(compare(as(call.second(), left), as(call.first(), right)));
  }

  private boolean isIn(Term term, Term list) {
    Object value = of(term);
    if (value == null || value instanceof BadValue) {
      return false;
    }
    if (list instanceof Term.Elements elements) {
      return elements.terms().stream().anyMatch(one -> areEqual(term, value, one, of(one)));
    }
    return list(list).stream().anyMatch(one -> areEqual(term, value, list, one));
  }

  private static boolean areEqual(Term term, Object value, Term other, @Nullable Object one) {
    return one != null
        && !(one instanceof BadValue)
        && compare(as(other, value), as(term, one)) == 0;
  }

  /// A value in the form that it has in the column that it is compared with.
  private static Object as(Term other, Object value) {
    Object form =
        other instanceof Term.Field field ? StoredValues.canonical(field.column(), value) : value;
    return form == null ? value : form;
  }

  private boolean isInOrder(Term.Call call) {
    Integer sign = compared(call);
    if (sign == null) {
      return false;
    }
    return switch (call.function()) {
      case LT -> sign < 0;
      case LTE -> sign <= 0;
      case GT -> sign > 0;
      case GTE -> sign >= 0;
      default -> throw new IllegalStateException("no order: " + call.function());
    };
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Number one && right instanceof Number other) {
      return one instanceof Double || other instanceof Double
          ? Double.compare(one.doubleValue() + 0.0, other.doubleValue() + 0.0)
          : exact(one).compareTo(exact(other));
    }
    return ValueOrder.compareSame(left, right);
  }

  private static BigDecimal exact(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case BigInteger whole -> new BigDecimal(whole);
      default -> BigDecimal.valueOf(number.longValue());
    };
  }

  /// A call whose value is null where an argument's is.
  private @Nullable Object computed(Term.Call call) {
    List<Object> values = new ArrayList<>();
    for (Term argument : call.arguments()) {
      Object value = of(argument);
      if (value == null || value instanceof BadValue) {
        return value;
      }
      values.add(value);
    }
    Object first = values.getFirst();
    return switch (call.function()) {
      case LOWER -> cased((String) first, 'A', 'Z', 'a' - 'A');
      case UPPER -> cased((String) first, 'a', 'z', 'A' - 'a');
      case STRING ->
          first instanceof BigDecimal decimal
              ? isHuge(decimal) ? TOO_LARGE : decimal.toPlainString()
              : "" + first;
      case DOUBLE -> finite(((Number) first).doubleValue());
      default ->
          first instanceof String text
              ? text + values.get(1)
              : call.type() == ValueType.DOUBLE
                  ? floating(call.function(), numbers(values))
                  : exact(call, numbers(values));
    };
  }

  private static List<Number> numbers(List<Object> values) {
    return values.stream().map(Number.class::cast).toList();
  }

  private static String cased(String text, char from, char to, int distance) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= from && c <= to) {
        changed.setCharAt(i, (char) (c + distance));
      }
    }
    return changed.toString();
  }

  private static Object floating(Function function, List<Number> values) {
    double left = values.getFirst().doubleValue();
    double right = values.getLast().doubleValue();
    return finite(
        switch (function) {
          case ADD -> left + right;
          case SUBTRACT -> left - right;
          case MULTIPLY -> left * right;
          case DIVIDE -> left / right;
          case NEGATE -> -left;
          default -> throw new IllegalStateException("no number: " + function);
        });
  }

  private static Object finite(double value) {
    return Double.isFinite(value) ? (Object) value : TOO_LARGE;
  }

  private static Object exact(Term.Call call, List<Number> values) {
    BigDecimal left = exact(values.getFirst());
    BigDecimal right = exact(values.getLast());
    boolean divides = call.function() == Function.DIVIDE || call.function() == Function.REMAINDER;
    if (divides && right.signum() == 0) {
      return NOTHING_BY_ZERO;
    }
    if (isHuge(left) || isHuge(right)) {
      return TOO_LARGE;
    }
    BigDecimal result = exact(call, left, right);
    return isHuge(result) ? TOO_LARGE : result;
  }

  /// Beyond what any store holds: calculating on would take ever more memory.
  private static boolean isHuge(BigDecimal number) {
    return Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS;
  }

  private static BigDecimal exact(Term.Call call, BigDecimal left, BigDecimal right) {
    return switch (call.function()) {
      case ADD -> left.add(right);
      case SUBTRACT -> left.subtract(right);
      case MULTIPLY -> left.multiply(right);
      case DIVIDE ->
          call.type() == ValueType.BIG_INTEGER
              ? left.divide(right, 0, RoundingMode.DOWN)
              : left.divide(right, MathContext.DECIMAL128);
      case REMAINDER -> left.remainder(right);
      case NEGATE -> left.negate();
      default -> throw new IllegalStateException("no number: " + call.function());
    };
  }

  private @Nullable Object raw(Term.Claim claim) {
    Object value = claims;
    for (String name : claim.path()) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return value;
  }

  private @Nullable Object value(Term.Claim claim) {
    Object raw = raw(claim);
    return raw == null ? null : as(claim, raw);
  }

  private static @Nullable Object as(Term.Claim claim, Object raw) {
    ValueType type = claim.type() == null ? ValueType.TEXT : claim.type();
    return type == ValueType.TEXT && raw instanceof BigInteger whole
        ? whole.toString()
        : StoredValues.toLogical(type, raw);
  }

  /// A single value counts as a list of one.
  private List<Object> values(Term.Claim claim) {
    Object raw = raw(claim);
    List<Object> values = new ArrayList<>();
    for (Object one : raw instanceof List<?> list ? list : raw == null ? List.of() : List.of(raw)) {
      Object value = one == null ? null : as(claim, one);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }
}
