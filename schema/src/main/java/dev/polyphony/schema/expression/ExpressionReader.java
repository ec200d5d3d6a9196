package dev.polyphony.schema.expression;

import static java.util.Objects.requireNonNull;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads CEL: the library parses it, and what it may hold and of which types is decided here.
public final class ExpressionReader {
  private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder().build();
  private static final String CLAIMS = "claims";

  private final Map<String, Column> columns;
  private final Typing typing = new Typing();

  /// @param columns of the rows, by field
  public ExpressionReader(Map<String, Column> columns) {
    this.columns = columns;
  }

  /// What is wrong, in words that follow the place: `compares a and b`.
  public static final class WrongExpression extends Exception {
    private static final long serialVersionUID = 1;

    WrongExpression(String message) {
      super(message);
    }

    public String what() {
      return requireNonNull(getMessage());
    }
  }

  /// A filter.
  public Formula condition(String text) throws WrongExpression {
    return value(text, ValueType.BOOLEAN);
  }

  /// A value of a type.
  public Formula value(String text, ValueType type) throws WrongExpression {
    return new TypedFormula(typing.result(term(parse(text)), type), type);
  }

  /// Both of two filters over the same rows.
  public static Formula both(Formula left, Formula right) {
    return new TypedFormula(
        new Term.Call(
            Function.AND,
            ValueType.BOOLEAN,
            ((TypedFormula) left).term(),
            ((TypedFormula) right).term()),
        ValueType.BOOLEAN);
  }

  private static CelExpr parse(String text) throws WrongExpression {
    CelValidationResult parsed = PARSER.parse(text);
    try {
      return parsed.getAst().getExpr();
    } catch (CelValidationException e) {
      CelIssue first = parsed.getErrors().getFirst();
      throw new WrongExpression(
          "is no CEL at column "
              + (first.getSourceLocation().getColumn() + 1)
              + ": "
              + first.getMessage());
    }
  }

  private Term term(CelExpr expression) throws WrongExpression {
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression.constant());
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

  private static Term constant(CelConstant constant) throws WrongExpression {
    return switch (constant.getKind()) {
      case NULL_VALUE -> new Term.Constant(null, null);
      case BOOLEAN_VALUE -> new Term.Constant(constant.booleanValue(), ValueType.BOOLEAN);
      case INT64_VALUE -> whole(BigDecimal.valueOf(constant.int64Value()));
      case UINT64_VALUE -> whole(new BigDecimal(constant.uint64Value().bigIntegerValue()));
      // As written: 0.1 is a tenth.
      case DOUBLE_VALUE ->
          new Term.Constant(BigDecimal.valueOf(constant.doubleValue()), ValueType.DECIMAL);
      case STRING_VALUE -> new Term.Constant(constant.stringValue(), ValueType.TEXT);
      default -> throw new WrongExpression("holds a constant that is no value of a field");
    };
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

  private static Term claim(List<String> names) throws WrongExpression {
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
                + "`, which is no stored field; there are "
                + String.join(", ", scope.keySet()));
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

  /// The name of a field that a term is, for messages.
  static String name(Term term) {
    return switch (term) {
      case Term.Field field -> "`" + field.path() + "`";
      case Term.Claim claim -> "`claims." + String.join(".", claim.path()) + "`";
      case Term.Constant constant -> "`" + constant.value() + "`";
      case Term.Call call -> "`" + call.function().written() + "`";
      case Term.Elements _ -> "a list";
    };
  }
}
