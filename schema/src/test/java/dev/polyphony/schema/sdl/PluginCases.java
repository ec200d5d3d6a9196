package dev.polyphony.schema.sdl;

import dev.polyphony.schema.sdl.ProblemsTest.Case;
import java.util.List;

/// What can be wrong with fields that a plug-in answers.
final class PluginCases {
  static final List<Case> ERRORS =
      List.of(
          new Case(
              "UNKNOWN_RESOLVER",
              1,
              "`sun`",
              "extend type Airport { d(c: ID! @require(field: \"code\")): Int @resolve(with: \"sum\") }"),
          new Case(
              "UNKNOWN_RESOLVER",
              1,
              "plugins:",
              "extend type Query { d: Int @resolve(with: \"nowhere\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "@require(field:",
              "extend type Airport { d(day: Date!): Int @resolve(with: \"sun\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "Remove @require",
              "extend type Query { d(c: ID! @require(field: \"code\")): Int @resolve(with: \"sun\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "`code`",
              "extend type Airport { d(c: ID! @require(field: \"cod\")): Int @resolve(with: \"sun\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "its type",
              "extend type Airport { d(c: Int @require(field: \"code\")): Int @resolve(with: \"sun\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "its type",
              "extend type Airport { d(c: [ID!] @require(field: \"code\")): Int @resolve(with: \"sun\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "@join leads",
              "extend type Airport { d(c: ID! @require(field: \"code\")): Country @resolve(with: \"sun\") }"),
          new Case(
              "INVALID_RESOLVE",
              1,
              "without @entity",
              "extend type Airport { d(c: ID! @require(field: \"code\")): [[Int]] @resolve(with: \"sun\") }"),
          new Case(
              "CONFLICTING_DIRECTIVES",
              1,
              "Remove one",
              "extend type Airport { d(c: ID! @require(field: \"code\")): Int @resolve(with: \"sun\") @column(name: \"d\") }"),
          new Case(
              "MISPLACED_DIRECTIVE",
              1,
              "@resolve(with:)",
              "extend type Query { d(code: ID! @require(field: \"code\")): Airport @lookup }"));

  private PluginCases() {}
}
