package dev.polyphony.schema.expression;

import static java.util.Objects.requireNonNull;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.expression.ExpressionReader.WrongExpression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes terms of a parsed expression.
///
/// @param text of the expression
/// @param positions in it, by the ids of its parts
/// @param columns of the rows, by field
record TermReader(
    String text, Map<Long, Integer> positions, Map<String, Column> columns, Typing typing) {
  private static final String CLAIMS = "claims";
  private static final Pattern FRACTION =
      Pattern.compile("-?\\s*[0-9]*\\.?[0-9]*(?:[eE][+-]?[0-9]+)?");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// Of ten: more than any store's number has.
  private static final int LARGEST_EXPONENT = 10_000;

  Term term(CelExpr expression) throws WrongExpression {
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression);
      case IDENT, SELECT -> named(expression);
      case LIST -> typing.elements(terms(expression.list().elements()));
      case CALL -> call(expression.call());
      case NOT_SET, STRUCT, MAP, COMPREHENSION ->
          throw new WrongExpression("makes an object; only values and lists of them are admitted");
    };
  }

  private List<Term> terms(List<CelExpr> expressions) throws WrongExpression {
    List<Term> terms = new ArrayList<>();
    for (CelExpr one : expressions) {
      terms.add(term(one));
    }
    return terms;
  }

  private Term constant(CelExpr expression) throws WrongExpression {
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case NULL_VALUE -> new Term.Constant(null, null);
      case BOOLEAN_VALUE -> new Term.Constant(constant.booleanValue(), ValueType.BOOLEAN);
      case INT64_VALUE -> whole(BigDecimal.valueOf(constant.int64Value()));
      case UINT64_VALUE -> whole(new BigDecimal(constant.uint64Value().bigIntegerValue()));
      case DOUBLE_VALUE -> fraction(expression);
      case STRING_VALUE -> new Term.Constant(constant.stringValue(), ValueType.TEXT);
      default -> throw new WrongExpression("holds a constant that is no value of a field");
    };
  }

  /// As written: 0.1 is a tenth, and no digit of a long number is lost.
  private Term fraction(CelExpr expression) throws WrongExpression {
    Integer position = positions.get(expression.id());
    Matcher written = FRACTION.matcher(text);
    if (position == null || !written.find(position) || written.start() != position) {
      throw new IllegalStateException("no number at " + position + " of " + text);
    }
    try {
      BigDecimal number = new BigDecimal(BLANKS.matcher(written.group()).replaceAll(""));
      if (Math.abs((long) number.scale()) < LARGEST_EXPONENT) {
        return new Term.Constant(number, ValueType.DECIMAL);
      }
    } catch (NumberFormatException tooLarge) {
      // Its exponent is no `int`.
    }
    throw new WrongExpression(
        "holds the number " + written.group() + ", which is too large or small");
  }

  private static Term whole(BigDecimal number) {
    return new Term.Constant(number, ValueType.BIG_INTEGER);
  }

  /// A field, or a claim: the names from the outside in.
  private Term named(CelExpr expression) throws WrongExpression {
    List<String> names = new ArrayList<>();
    names(expression, names);
    return names.getFirst().equals(CLAIMS) ? claim(names) : field(names);
  }

  private static void names(CelExpr expression, List<String> names) throws WrongExpression {
    switch (expression.getKind()) {
      case IDENT -> names.add(expression.ident().name());
      case SELECT -> {
        names(expression.select().operand(), names);
        names.add(expression.select().field());
      }
      case CALL -> {
        // `claims['https://example.org/tenant']`
        List<CelExpr> arguments = expression.call().args();
        boolean index = expression.call().function().equals("_[_]");
        if (!index || !isText(arguments.get(1))) {
          throw new WrongExpression(
              "takes a part of something that is no claim; ask with `in` whether a list holds a value");
        }
        names(arguments.getFirst(), names);
        names.add(arguments.get(1).constant().stringValue());
      }
      default -> throw new WrongExpression("takes a part of something that is no field");
    }
  }

  private static boolean isText(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private Term claim(List<String> names) throws WrongExpression {
    if (columns.containsKey(CLAIMS)) {
      throw new WrongExpression(
          "names `claims`, which is a field here and also what the caller's token says; give the"
              + " field another name, and its own by @column(name:)");
    }
    if (names.size() < 2) {
      throw new WrongExpression("uses `claims` as a value; name one, such as `claims.sub`");
    }
    return new Term.Claim(names.subList(1, names.size()), null, false);
  }

  private Term field(List<String> names) throws WrongExpression {
    Map<String, Column> scope = columns;
    Column column = null;
    boolean several = false;
    for (String name : names) {
      column = scope.get(name);
      if (column == null) {
        throw new WrongExpression(
            "names `"
                + String.join(".", names)
                + "`, which is no stored field; "
                + (scope.isEmpty()
                    ? "nothing lies inside a value"
                    : "there are " + String.join(", ", scope.keySet())));
      }
      several |= column.list();
      scope = column.nested();
    }
    return new Term.Field(new FieldPath(names), requireNonNull(column), several);
  }

  private Term call(CelExpr.CelCall call) throws WrongExpression {
    if (call.function().equals("_[_]")) {
      List<String> names = new ArrayList<>();
      names(CelExpr.ofCall(0, call.target(), call.function(), call.args()), names);
      if (names.getFirst().equals(CLAIMS)) {
        return claim(names);
      }
      throw new WrongExpression(
          "takes an element of a list; ask with `in` whether it holds a value");
    }
    Function function = Function.of(call.function());
    Optional<CelExpr> target = call.target();
    List<CelExpr> all = new ArrayList<>();
    target.ifPresent(all::add);
    all.addAll(call.args());
    boolean method =
        switch (function) {
          case STARTS_WITH, ENDS_WITH, CONTAINS, LOWER, UPPER -> true;
          case null, default -> false;
        };
    if (function == null || (function != Function.SIZE && method != target.isPresent())) {
      throw new WrongExpression("calls `" + call.function() + "`, which is not admitted here");
    }
    return typing.call(function, terms(all));
  }
}
