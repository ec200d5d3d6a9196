package dev.polyphony.schema.expression;

import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.StoredValues;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.expression.ExpressionReader.WrongExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives calls their types. Constants and claims take the type of what they meet; nothing else is
/// converted, but for whole numbers beside fractions.
final class Typing {

  /// The whole expression, as a value of a type.
  Term result(Term term, ValueType type) throws WrongExpression {
    if (term.isList()) {
      throw new WrongExpression("gives a list where one value is needed");
    }
    if (isNumber(type) && isNumber(term.type()) && !(term instanceof Term.Constant)) {
      boolean fits =
          switch (type) {
            case DOUBLE -> isWhole(term.type()) || term.type() == ValueType.DOUBLE;
            case DECIMAL -> term.type() != ValueType.DOUBLE;
            default -> isWhole(term.type());
          };
      if (!fits) {
        throw wrongType(term, type);
      }
      return term;
    }
    return as(term, type);
  }

  /// A constant or a claim as a value of a type; anything else must be of it.
  private static Term as(Term term, ValueType type) throws WrongExpression {
    return switch (term) {
      case Term.Constant(Object value, _) when value == null -> term;
      case Term.Constant(Object value, _) -> {
        Object logical = StoredValues.toLogical(type, value);
        if (logical == null) {
          throw wrongType(term, type);
        }
        yield new Term.Constant(logical, type);
      }
      case Term.Claim claim when claim.type() == null ->
          new Term.Claim(claim.path(), type, claim.several());
      case Term.Call call when call.type() == null -> {
        // A choice between null and a claim.
        Term left = as(call.second(), type);
        Term right = as(call.arguments().get(2), type);
        yield new Term.Call(call.function(), List.of(call.first(), left, right), type);
      }
      default -> {
        if (term.type() != null && term.type() != type) {
          throw wrongType(term, type);
        }
        yield term;
      }
    };
  }

  private static WrongExpression wrongType(Term term, ValueType type) {
    String is = term.type() == null ? "" : " (" + term.type() + ")";
    return new WrongExpression(
        "takes "
            + ExpressionReader.name(term)
            + is
            + " where "
            + type
            + " is needed"
            + (type == ValueType.DOUBLE && isNumber(term.type())
                ? "; convert by `double(…)`"
                : ""));
  }

  Term elements(List<Term> terms) throws WrongExpression {
    ValueType type = null;
    for (Term one : terms) {
      if (one.isList() || (one instanceof Term.Constant constant && constant.value() == null)) {
        throw new WrongExpression("has a list with a list or null in it");
      }
      type = type == null ? one.type() : type;
    }
    return new Term.Elements(terms, type);
  }

  Term call(Function function, List<Term> terms) throws WrongExpression {
    int arity =
        switch (function) {
          case NOT, NEGATE, HAS, SIZE, LOWER, UPPER, STRING, DOUBLE, IS_NULL -> 1;
          case CONDITIONAL -> 3;
          default -> 2;
        };
    if (terms.size() != arity) {
      throw new WrongExpression(
          "calls `"
              + function.written()
              + "` with "
              + terms.size()
              + " values instead of "
              + arity);
    }
    Term first = terms.getFirst();
    Term second = terms.get(Math.min(1, arity - 1));
    return switch (function) {
      case AND, OR, NOT -> all(function, terms, ValueType.BOOLEAN, ValueType.BOOLEAN);
      case EQ, NE -> equality(function, first, second);
      case LT, LTE, GT, GTE -> order(function, first, second);
      case IN -> in(first, second);
      case HAS -> not(isNull(first));
      case IS_NULL -> isNull(first);
      case ADD ->
          first.type() == ValueType.TEXT || second.type() == ValueType.TEXT
              ? all(function, terms, ValueType.TEXT, ValueType.TEXT)
              : arithmetic(function, terms);
      case SUBTRACT, MULTIPLY, DIVIDE, NEGATE -> arithmetic(function, terms);
      case REMAINDER -> {
        Term.Call call = arithmetic(function, terms);
        if (call.type() != ValueType.BIG_INTEGER) {
          throw new WrongExpression("calls `%` with fractions");
        }
        yield call;
      }
      case CONDITIONAL -> conditional(terms);
      case SIZE ->
          new Term.Call(
              function,
              ValueType.BIG_INTEGER,
              first.isList() ? first : single(as(first, ValueType.TEXT)));
      case STARTS_WITH, ENDS_WITH, CONTAINS ->
          all(function, terms, ValueType.TEXT, ValueType.BOOLEAN);
      case LOWER, UPPER -> all(function, terms, ValueType.TEXT, ValueType.TEXT);
      case STRING -> new Term.Call(function, ValueType.TEXT, scalar(first));
      case DOUBLE -> {
        if (!isNumber(number(first).type())) {
          throw wrongType(first, ValueType.DOUBLE);
        }
        yield new Term.Call(function, ValueType.DOUBLE, number(first));
      }
    };
  }

  private static Term.Call all(Function function, List<Term> terms, ValueType type, ValueType gives)
      throws WrongExpression {
    List<Term> typed = new ArrayList<>();
    for (Term term : terms) {
      typed.add(single(as(term, type)));
    }
    return new Term.Call(function, typed, gives);
  }

  private static Term single(Term term) throws WrongExpression {
    if (term.isList()) {
      throw new WrongExpression(
          "takes " + ExpressionReader.name(term) + ", which is a list, as one value");
    }
    return term;
  }

  /// A single value that can be compared.
  private static Term scalar(Term term) throws WrongExpression {
    single(term);
    if (term.type() == ValueType.JSON || term.type() == ValueType.BYTES) {
      throw new WrongExpression(
          "takes " + ExpressionReader.name(term) + ", which is an object or bytes, as a value");
    }
    return term;
  }

  private static Term isNull(Term term) throws WrongExpression {
    if (!(term instanceof Term.Field || term instanceof Term.Claim)) {
      throw new WrongExpression("asks whether " + ExpressionReader.name(term) + " is null");
    }
    if (term instanceof Term.Field field && field.column().isObject()) {
      throw new WrongExpression(
          "asks whether "
              + ExpressionReader.name(term)
              + " is null, which is an object; ask it of one of its fields");
    }
    return new Term.Call(Function.IS_NULL, ValueType.BOOLEAN, term);
  }

  private static Term not(Term term) {
    return new Term.Call(Function.NOT, ValueType.BOOLEAN, term);
  }

  private static boolean isNullConstant(Term term) {
    return term instanceof Term.Constant constant && constant.value() == null;
  }

  private static Term equality(Function function, Term first, Term second) throws WrongExpression {
    if (isNullConstant(first) || isNullConstant(second)) {
      Term isNull = isNull(isNullConstant(first) ? second : first);
      return function == Function.EQ ? isNull : not(isNull);
    }
    return compared(function, first, second);
  }

  private static Term order(Function function, Term first, Term second) throws WrongExpression {
    for (Term term : List.of(first, second)) {
      Column column = term instanceof Term.Field field ? field.column() : null;
      boolean ordered =
          column == null
              || (column.enumNames().isEmpty()
                  && !(column.type() == ValueType.TEXT && column.stored() != ValueType.TEXT));
      if (!ordered || term.type() == ValueType.BOOLEAN || isNullConstant(term)) {
        throw new WrongExpression(
            "compares "
                + ExpressionReader.name(term)
                + " by `"
                + function.written()
                + "`, which has no order");
      }
    }
    return compared(function, first, second);
  }

  private static Term compared(Function function, Term first, Term second) throws WrongExpression {
    List<Term> sides = alike(scalar(first), scalar(second));
    return new Term.Call(function, sides, ValueType.BOOLEAN);
  }

  /// Two values of one type; of different ones only where both are numbers that compare exactly.
  private static List<Term> alike(Term first, Term second) throws WrongExpression {
    Term left = settled(first, second);
    Term right = settled(second, first);
    if (isFree(left) && !isFree(right)) {
      left = asValueOf(left, right);
    } else if (isFree(right) && !isFree(left)) {
      right = asValueOf(right, left);
    } else if (isNumber(left.type()) && isNumber(right.type())) {
      numeric(left, right);
    } else if (left.type() == null || right.type() == null) {
      ValueType type = left.type() == null ? right.type() : left.type();
      left = as(left, type == null ? ValueType.TEXT : type);
      right = as(right, type == null ? ValueType.TEXT : type);
    } else if (left.type() != right.type()) {
      throw new WrongExpression(
          "compares "
              + ExpressionReader.name(left)
              + " ("
              + left.type()
              + ") with "
              + ExpressionReader.name(right)
              + " ("
              + right.type()
              + ")");
    }
    return List.of(left, right);
  }

  /// A choice between null and a claim takes the type of what it meets; a text's where that has
  /// none either.
  private static Term settled(Term term, Term other) throws WrongExpression {
    ValueType type = other.type() == null ? ValueType.TEXT : other.type();
    return term instanceof Term.Call call && call.type() == null ? as(call, type) : term;
  }

  /// Whether it takes the type of what it meets.
  private static boolean isFree(Term term) {
    return term instanceof Term.Constant
        || (term instanceof Term.Claim claim && claim.type() == null);
  }

  private static boolean isTyped(Term term) {
    return !isFree(term) && term.type() != null;
  }

  private static Term asValueOf(Term free, Term typed) throws WrongExpression {
    ValueType type = Objects.requireNonNull(typed.type());
    boolean numbers = free instanceof Term.Constant && isNumber(free.type()) && isNumber(type);
    boolean computed = !(typed instanceof Term.Field);
    if (numbers && (computed || type == ValueType.DOUBLE)) {
      return type == ValueType.DOUBLE ? as(free, type) : free;
    }
    Term value =
        as(
            free,
            free instanceof Term.Claim && isNumber(type) && computed ? ValueType.DECIMAL : type);
    if (typed instanceof Term.Field field
        && !field.column().enumNames().isEmpty()
        && value instanceof Term.Constant(Object name, _)
        && !field.column().enumNames().containsKey(name)) {
      throw new WrongExpression(
          "compares `"
              + field.path()
              + "` with `"
              + name
              + "`, but its values are "
              + field.column().enumNames().keySet());
    }
    return value;
  }

  private static Term in(Term value, Term list) throws WrongExpression {
    Term one = scalar(value);
    if (list instanceof Term.Claim claim) {
      Term typed = isFree(one) ? typedAlone(one) : one;
      Term.Claim several = new Term.Claim(claim.path(), elementType(typed), true);
      return new Term.Call(Function.IN, ValueType.BOOLEAN, typed, several);
    }
    if (list instanceof Term.Field field && field.several() && !field.column().isObject()) {
      Term.Field element = new Term.Field(field.path(), field.column(), false);
      return new Term.Call(Function.IN, ValueType.BOOLEAN, alike(one, element).getFirst(), list);
    }
    if (list instanceof Term.Elements elements) {
      return inElements(one, elements);
    }
    throw new WrongExpression(
        "asks whether something is in " + ExpressionReader.name(list) + ", which is no list");
  }

  /// Where the value has no type of its own, the first element that has says which one.
  private static Term inElements(Term value, Term.Elements elements) throws WrongExpression {
    Term leading = null;
    for (Term term : elements.terms()) {
      leading = leading == null && isTyped(scalar(term)) ? term : leading;
    }
    leading = isTyped(value) ? null : leading;
    Term typed = leading == null ? value : alike(value, leading).getFirst();
    List<Term> terms = new ArrayList<>();
    for (Term term : elements.terms()) {
      Term element = leading != null && isFree(term) ? alike(leading, term).get(1) : term;
      List<Term> sides = alike(typed, element);
      typed = sides.getFirst();
      terms.add(sides.get(1));
    }
    return new Term.Call(
        Function.IN, ValueType.BOOLEAN, typed, new Term.Elements(terms, elements.type()));
  }

  private static Term typedAlone(Term term) throws WrongExpression {
    return term instanceof Term.Claim ? as(term, ValueType.TEXT) : term;
  }

  private static ValueType elementType(Term term) {
    ValueType type = term.type();
    boolean computed = !(term instanceof Term.Field) && isNumber(type);
    return type == null ? ValueType.TEXT : computed ? ValueType.DECIMAL : type;
  }

  private static Term conditional(List<Term> terms) throws WrongExpression {
    Term asked = single(as(terms.getFirst(), ValueType.BOOLEAN));
    Term left = single(terms.get(1));
    Term right = single(terms.get(2));
    if (isNullConstant(left) || isNullConstant(right)) {
      ValueType type = isNullConstant(left) ? right.type() : left.type();
      return new Term.Call(Function.CONDITIONAL, List.of(asked, left, right), type);
    }
    boolean numbers = isNumber(left.type()) && isNumber(right.type());
    List<Term> sides = numbers ? List.of(left, right) : alike(left, right);
    ValueType type = numbers ? numeric(left, right) : sides.getFirst().type();
    return new Term.Call(
        Function.CONDITIONAL, List.of(asked, sides.getFirst(), sides.get(1)), type);
  }

  private static Term.Call arithmetic(Function function, List<Term> terms) throws WrongExpression {
    List<Term> numbers = new ArrayList<>();
    for (Term term : terms) {
      Term number = number(single(term));
      if (!isNumber(number.type())) {
        throw new WrongExpression(
            "calculates `"
                + function.written()
                + "` with "
                + ExpressionReader.name(term)
                + (term.type() == null ? "" : " (" + term.type() + ")"));
      }
      numbers.add(number);
    }
    return new Term.Call(function, numbers, numeric(numbers.getFirst(), numbers.getLast()));
  }

  private static Term number(Term term) throws WrongExpression {
    return term instanceof Term.Claim claim && claim.type() == null
        ? as(term, ValueType.DECIMAL)
        : term;
  }

  /// The type of what is calculated with both.
  private static ValueType numeric(Term left, Term right) throws WrongExpression {
    boolean floating = left.type() == ValueType.DOUBLE || right.type() == ValueType.DOUBLE;
    if (!floating) {
      return isWhole(left.type()) && isWhole(right.type())
          ? ValueType.BIG_INTEGER
          : ValueType.DECIMAL;
    }
    for (Term term : List.of(left, right)) {
      boolean exact = term.type() == ValueType.DECIMAL || term.type() == ValueType.BIG_INTEGER;
      boolean fraction = exact && term.type() == ValueType.DECIMAL;
      if (fraction && !(term instanceof Term.Constant)) {
        throw new WrongExpression(
            "mixes "
                + ExpressionReader.name(left)
                + " and "
                + ExpressionReader.name(right)
                + ", an exact number and a Float; say which with `double(…)`");
      }
    }
    return ValueType.DOUBLE;
  }

  private static boolean isWhole(@Nullable ValueType type) {
    return type == ValueType.INT || type == ValueType.LONG || type == ValueType.BIG_INTEGER;
  }

  private static boolean isNumber(@Nullable ValueType type) {
    return isWhole(type) || type == ValueType.DECIMAL || type == ValueType.DOUBLE;
  }
}
