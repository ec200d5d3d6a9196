package dev.polyphony.schema.sdl;

import graphql.language.FieldDefinition;
import java.util.Map;

/// Checks the shape of what leads to entities: one, a list or a connection, and connections that
/// the user wrote.
final class ShapeCheck {
  private static final Map<String, String> PAGE_INFO =
      Map.of(
          "hasNextPage", "Boolean",
          "hasPreviousPage", "Boolean",
          "startCursor", "String",
          "endCursor", "String");

  private final Reading reading;

  ShapeCheck(Reading reading) {
    this.reading = reading;
  }

  /// A field that leads to an entity, or by a connection to many.
  void check(SourceType owner, FieldDefinition field, boolean connection) {
    boolean wrong = connection ? Sdl.isList(field.getType()) : Sdl.isNestedList(field.getType());
    if (wrong) {
      reading
          .problems()
          .error(
              "NESTED_LIST",
              Sdl.location(field),
              Sdl.coordinates(owner, field) + " is a list of lists",
              "Write `[X!]` or `XConnection`");
    }
  }

  /// All connections of the user's, their edges and the page info.
  void connections() {
    for (SourceType type : reading.types().values()) {
      String node = Relay.node(reading, type.name());
      if (node == null || type.isEntity()) {
        continue;
      }
      String edgeName = Relay.edgeName(reading, type.name(), node);
      fields(
          type,
          Map.of("edges", edgeName, "nodes", node, "pageInfo", "PageInfo", "totalCount", "Int"));
      SourceType edge = reading.types().get(edgeName);
      if (edge != null) {
        fields(edge, Map.of("node", node, "cursor", "String"));
      }
    }
    SourceType pageInfo = reading.types().get("PageInfo");
    if (pageInfo != null) {
      fields(pageInfo, PAGE_INFO);
    }
  }

  private void fields(SourceType type, Map<String, String> known) {
    for (FieldDefinition field : type.fields().values()) {
      String expected = known.get(field.getName());
      boolean list = field.getName().equals("edges") || field.getName().equals("nodes");
      boolean fits =
          Sdl.name(field.getType()).equals(expected)
              && Sdl.isList(field.getType()) == list
              && !Sdl.isNestedList(field.getType())
              && field.getInputValueDefinitions().isEmpty();
      if (!fits) {
        wrong(type, field, expected, list);
      }
    }
  }

  private void wrong(
      SourceType type,
      FieldDefinition field,
      @org.jspecify.annotations.Nullable String expected,
      boolean list) {
    reading
        .problems()
        .error(
            "WRONG_CONNECTION",
            Sdl.location(field),
            Sdl.coordinates(type, field) + " does not belong into a connection like this",
            expected == null
                ? "Remove it; a connection has `edges { node cursor }`, `nodes`, `pageInfo` and `totalCount`"
                : "Write `"
                    + field.getName()
                    + ": "
                    + (list ? "[" + expected + "!]!`" : expected + "`"));
  }
}
