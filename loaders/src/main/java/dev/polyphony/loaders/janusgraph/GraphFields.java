package dev.polyphony.loaders.janusgraph;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.Relationship.EdgeDirection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the values of a mapping's fields lie, seen from one of its elements: a vertex, or an edge
/// of a relationship.
record GraphFields(Mapping mapping, @Nullable Relationship relationship) {
  static final String TARGET = "$target";
  static final String SOURCE = "$source";

  /// The label of the near vertex' step; only an edge that may lead either way needs it.
  static final String NEAR = "near";

  static GraphFields of(Mapping vertices) {
    return new GraphFields(vertices, null);
  }

  static GraphFields of(Relationship relationship) {
    return new GraphFields(relationship.edge(), relationship);
  }

  /// What has a property.
  enum Holder {
    /// The element itself.
    OWN,
    /// The vertex at the far end.
    TARGET,
    /// The vertex that the edge is seen from.
    SOURCE,
    /// No property at all: the element's id.
    ID
  }

  /// @param properties the first that is present counts; none for an id
  record Place(Column column, Holder holder, List<String> properties) {}

  Place place(FieldPath path) {
    List<Column> columns = mapping.columnsOn(path);
    Column column = columns.getLast();
    if (column.isObject()) {
      throw JanusGraphErrors.unsupported("compare objects, such as " + path);
    }
    if (columns.size() == 1) {
      return place(column);
    }
    Holder holder = holder(columns.getFirst());
    if (columns.size() > 2 || holder == Holder.OWN) {
      throw JanusGraphErrors.unsupported("look into objects, such as " + path);
    }
    return new Place(column, holder, column.names());
  }

  /// The place of a value among the element's own columns.
  Place place(Column column) {
    if (relationship == null) {
      return new Place(column, Holder.OWN, column.names());
    }
    String name = column.name();
    if (name.equals(Relationship.ID.first())) {
      return new Place(column, Holder.ID, List.of());
    }
    if (name.startsWith(TARGET + ".")) {
      return new Place(column, Holder.TARGET, within(TARGET, column));
    }
    if (name.startsWith(SOURCE + ".")) {
      return new Place(column, Holder.SOURCE, within(SOURCE, column));
    }
    return new Place(column, Holder.OWN, column.names());
  }

  private static List<String> within(String end, Column column) {
    return column.names().stream().map(name -> name.substring(end.length() + 1)).toList();
  }

  /// Whose columns an embedded object holds.
  Holder holder(Column object) {
    return relationship == null
        ? Holder.OWN
        : switch (object.name()) {
          case TARGET -> Holder.TARGET;
          case SOURCE -> Holder.SOURCE;
          default -> Holder.OWN;
        };
  }

  /// From the element to the holder.
  Gremlin way(Holder holder) {
    EdgeDirection direction = relationship == null ? EdgeDirection.OUT : relationship.direction();
    return switch (holder) {
      case OWN, ID -> Gremlin.start();
      case TARGET ->
          switch (direction) {
            case OUT -> Gremlin.of("inV");
            case IN -> Gremlin.of("outV");
            case BOTH -> Gremlin.of("otherV");
          };
      case SOURCE ->
          switch (direction) {
            case OUT -> Gremlin.of("outV");
            case IN -> Gremlin.of("inV");
            case BOTH -> Gremlin.of("select", NEAR);
          };
    };
  }

  /// The values that a place holds, none where there is none.
  Gremlin values(Place place) {
    return way(place.holder()).then(valuesThere(place));
  }

  /// Seen from the holder.
  static Gremlin valuesThere(Place place) {
    List<String> properties = place.properties();
    return switch (properties.size()) {
      // Edges have ids of a class of their own, which only the server knows.
      case 0 -> Gremlin.of("id").step("asString");
      case 1 -> Gremlin.of("values", properties.getFirst());
      default ->
          Gremlin.of(
              "coalesce",
              properties.stream().map(name -> (Object) Gremlin.of("values", name)).toArray());
    };
  }

  /// What must be there for an element to be one of the mapping's, beside a vertex' own label.
  Gremlin present() {
    return relationship == null
        ? keyed(mapping)
        : Gremlin.of(
            "filter",
            way(Holder.TARGET)
                .step("hasLabel", relationship.far().from())
                .then(keyed(relationship.far())));
  }

  private static Gremlin keyed(Mapping vertices) {
    return Gremlin.each(vertices.key(), field -> Gremlin.of("has", vertices.column(field).name()));
  }

  /// Whether [#present], or the way here, has made sure of a value.
  boolean isPresent(Place place) {
    return switch (place.holder()) {
      case ID -> true;
      case OWN -> relationship == null && isKey(mapping, place);
      case TARGET -> relationship != null && isKey(relationship.far(), place);
      case SOURCE -> relationship != null && isKey(relationship.near(), place);
    };
  }

  private static boolean isKey(Mapping vertices, Place place) {
    return vertices.key().stream()
        .anyMatch(field -> vertices.column(field).names().equals(place.properties()));
  }
}
