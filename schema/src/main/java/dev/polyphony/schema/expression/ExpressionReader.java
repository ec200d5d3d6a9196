package dev.polyphony.schema.expression;

import static java.util.Objects.requireNonNull;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.ValueType;
import java.util.Map;

/// Reads CEL: the library parses it, and what it may hold and of which types is decided here.
public final class ExpressionReader {
  private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder().build();

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
    return new TypedFormula(typing.result(parsed(text), type), type);
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

  private Term parsed(String text) throws WrongExpression {
    CelValidationResult parsed = PARSER.parse(text);
    try {
      CelAbstractSyntaxTree tree = parsed.getAst();
      return new TermReader(text, tree.getSource().getPositionsMap(), columns, typing)
          .term(tree.getExpr());
    } catch (CelValidationException e) {
      CelIssue first = parsed.getErrors().getFirst();
      throw new WrongExpression(
          "is no CEL at column "
              + (first.getSourceLocation().getColumn() + 1)
              + ": "
              + first.getMessage());
    }
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
