package dev.polyphony.schema.sdl;

import dev.polyphony.schema.sdl.ProblemsTest.Case;
import java.util.List;

/// What can be wrong with fields that follow topics.
final class EventCases {
  private static final String MOVE = " type Move { id: ID! airport: Airport n: Int }";

  static final List<Case> ERRORS =
      List.of(
          invalid("@eventStream(topics:", "a: Airport", ""),
          invalid("object type", "a: [Move] @eventStream(topics: \"t\")", "type Move { id: ID }"),
          invalid("object type", "a: Int @eventStream(topics: \"t\")", ""),
          invalid("letters", "a: Move @eventStream(topics: [])", "type Move { id: ID }"),
          invalid("letters", "a: Move @eventStream(topics: \"a b\")", "type Move { id: ID }"),
          invalid(
              "each once", "a: Move @eventStream(topics: [\"t\", \"t\"])", "type Move { id: ID }"),
          invalid(
              "Rename it", "a(from: ID): Move @eventStream(topics: \"t\")", "type Move { id: ID }"),
          invalid(
              "after: String @eventCursor",
              "a(after: Int @eventCursor): Move @eventStream(topics: \"t\")",
              "type Move { id: ID }"),
          invalid(
              "after: String @eventCursor",
              "a(b: String @eventCursor, c: String @eventCursor): Move @eventStream(topics: \"t\")",
              "type Move { id: ID }"),
          message("selection such as", "id"),
          message("selection such as", "{ id "),
          message("selection such as", "{ id(a: 1) n airport { code } }"),
          message("selection such as", "{ id id n airport { code } }"),
          message("selection such as", "{ id } { n }"),
          message("Leave it out", "{ id n nothing airport { code } }"),
          message("Select its key: `{ code }`", "{ id n airport { city } }"),
          message("@join or @value", "{ id airport { code } }"),
          invalid(
              "Select its key: `{ carrier number }`",
              "a: Leg @eventStream(topics: \"t\", message: \"{ number }\")",
              ""),
          invalid(
              "@join(on: {local: …})",
              "a: Move @eventStream(topics: \"t\", message: \"{ to { code } }\")",
              "type Move { to: [Airport!] }"),
          invalid(
              "`$offset` as Long",
              "a: Move @eventStream(topics: \"t\")",
              "type Move { at: Int @column(name: \"$offset\") }"),
          invalid(
              "`$headers.<name>`",
              "a: Move @eventStream(topics: \"t\")",
              "type Move { at: Int @column(name: \"$nothing\") }"),
          new Case(
              "MISSING_JOIN",
              1,
              "@join",
              "type Subscription { a: Move @eventStream(topics: \"t\") }" + MOVE),
          new Case(
              "UNKNOWN_FILTER",
              1,
              "@filter(field:",
              "type Subscription { a(x: ID): Move @eventStream(topics: \"t\") } type Move { id: ID }"),
          new Case(
              "WRONG_EXPRESSION",
              1,
              "CEL",
              "type Subscription { a: Move @eventStream(topics: \"t\", where: \"x == 1\") } type Move { id: ID }"),
          new Case(
              "NOT_OF_THIS_KIND",
              1,
              "@eventStream(topics:)",
              "extend type Airport { x: X @join } type X @entity(store: \"kafka:\", from: \"t\", key: \"code\") { code: ID! }"));

  static final List<Case> WARNINGS =
      List.of(
          new Case(
              "NON_NULL_ACROSS_STORES",
              1,
              "Leave out the `!`",
              "type Subscription { a: Move! @eventStream(topics: \"t\") } type Move { id: ID }"));

  private EventCases() {}

  private static Case invalid(String remedy, String field, String type) {
    return new Case(
        "INVALID_EVENT_STREAM", 1, remedy, "type Subscription { " + field + " } " + type);
  }

  private static Case message(String remedy, String message) {
    String field = "a: Move @eventStream(topics: \"t\", message: \"" + message + "\")";
    return invalid(remedy, field, MOVE);
  }
}
