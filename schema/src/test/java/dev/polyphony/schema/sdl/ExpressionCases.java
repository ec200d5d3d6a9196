package dev.polyphony.schema.sdl;

import dev.polyphony.schema.sdl.ProblemsTest.Case;
import java.util.List;

/// What is said of expressions that are wrong. What may be wrong inside one is tested with them.
final class ExpressionCases {
  private static final String REMEDY = "docs/expressions.md";

  static final List<Case> ERRORS =
      List.of(
          new Case("WRONG_EXPRESSION", 1, REMEDY, entity("where: \"day = 1\"")),
          new Case("WRONG_EXPRESSION", 1, REMEDY, entity("where: \"dy == '2024-01-01'\"")),
          new Case("WRONG_EXPRESSION", 1, REMEDY, entity("where: \"id\"")),
          new Case(
              "WRONG_EXPRESSION",
              2,
              REMEDY,
              "extend type Airport {\n a: Country @join(on: {local: \"code\"}, when: \"code > 1\") }"),
          new Case("WRONG_EXPRESSION", 1, REMEDY, value("x: Int", "code")),
          new Case("WRONG_EXPRESSION", 1, REMEDY, value("x: Int", "x + 1")),
          new Case("WRONG_EXPRESSION", 1, "scalar other than JSON", value("x: [Int!]", "[1]")),
          new Case("WRONG_EXPRESSION", 1, "scalar other than JSON", value("x: Country", "code")),
          new Case(
              "CONFLICTING_DIRECTIVES",
              1,
              "Remove one",
              "extend type Airport { x: ID @column(name: \"a\") @value(expr: \"code\") }"),
          new Case(
              "CONFLICTING_DIRECTIVES",
              1,
              "Remove `when`",
              "extend type Airport { x: String @join(path: \"guide.text\", when: \"true\") }"),
          new Case("ARGUMENT_ON_COLUMN", 1, "Remove the arguments", value("x(a: Int): ID", "code")),
          new Case(
              "WRONG_DIRECTIVE_ARGUMENT",
              1,
              "String!",
              "extend type Airport { x: ID @value(expr: 1) }"));

  static final List<Case> WARNINGS =
      List.of(
          new Case(
              "NON_NULL_HIDDEN",
              1,
              "Leave out",
              "extend type Airport { x: Airport! @join(on: {local: \"code\"}, when: \"code != 'a'\") }"),
          new Case(
              "NON_NULL_HIDDEN",
              2,
              "Leave out",
              entity("where: \"id != claims.sub\"").replace("extend", "\nextend")));

  private ExpressionCases() {}

  private static String value(String field, String expression) {
    return "extend type Airport { " + field + " @value(expr: \"" + expression + "\") }";
  }

  private static String entity(String where) {
    return "type X @entity(store: \"rows\", from: \"x\", key: \"id\", "
        + where
        + ") { id: ID! day: Date } extend type Airport { x: X! @join(on: {local: \"code\"}) }";
  }
}
