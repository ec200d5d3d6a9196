package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.Declarations;
import dev.polyphony.loaders.Differences;
import dev.polyphony.loaders.janusgraph.GraphInventory.FoundIndex;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares declarations with a graph's schema: labels, properties, their types, and the indexes
/// without which nothing is found.
final class GraphVerification {
  private static final Set<String> NUMBERS =
      Set.of(
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double");

  private final GraphInventory inventory;
  private final Differences differences = new Differences();

  GraphVerification(GraphInventory inventory) {
    this.inventory = inventory;
  }

  List<Problem> verify(Declarations declared) {
    for (Mapping mapping : declared.mappings()) {
      if (inventory.hasVertexLabel(mapping.from())) {
        mapping.columns().values().forEach(column -> verify(mapping, column));
        verifyIndexes(mapping);
      } else {
        differences.missingSource(
            mapping, "label of vertices", "Make the label in the graph, or mend `from`");
      }
    }
    declared.relationships().forEach(this::verify);
    return differences.all();
  }

  private void verify(Mapping mapping, Column column) {
    column.names().stream()
        .filter(name -> !name.startsWith("$"))
        .forEach(name -> verify(mapping, column, name));
  }

  private void verify(Mapping mapping, Column column, String name) {
    String type = inventory.dataType(name);
    if (type == null) {
      differences.missing(mapping, column, column.field(), "property", name, Set.of());
      return;
    }
    boolean many = inventory.isMany(name);
    if (!fits(column.stored(), type) || many != column.list()) {
      String simple = type.substring(type.lastIndexOf('.') + 1);
      differences.storedType(
          mapping,
          column,
          column.field(),
          "property `%s` of the graph is %s".formatted(name, many ? "many " + simple : simple),
          "");
    }
  }

  private static boolean fits(ValueType stored, String type) {
    if (type.equals("java.lang.Object")) {
      return true;
    }
    return switch (stored) {
      case BOOLEAN -> type.equals("java.lang.Boolean");
      case INT, LONG, DOUBLE, BIG_INTEGER, DECIMAL -> NUMBERS.contains(type);
      case UUID -> type.equals("java.util.UUID");
      case DATE_TIME -> type.equals("java.time.Instant");
      case TEXT, BYTES, JSON, OBJECT_ID, DATE, TIME, LOCAL_DATE_TIME ->
          type.equals("java.lang.String");
    };
  }

  private void verifyIndexes(Mapping mapping) {
    List<FoundIndex> found = inventory.indexes(mapping.from());
    verify(mapping, found, mapping.key(), true, mapping.location());
    mapping.uniqueKeys().forEach(key -> verify(mapping, found, key, true, mapping.location()));
    for (Index index : mapping.indexes()) {
      verify(mapping, found, index.fields(), index.unique(), index.location());
    }
  }

  private void verify(
      Mapping mapping,
      List<FoundIndex> indexes,
      List<FieldPath> fields,
      boolean unique,
      Location location) {
    List<String> names = fields.stream().map(field -> mapping.column(field).name()).toList();
    if (names.stream().anyMatch(name -> inventory.dataType(name) == null)) {
      return;
    }
    List<FoundIndex> serving =
        indexes.stream()
            .filter(index -> new HashSet<>(names).containsAll(index.properties()))
            .toList();
    if (serving.isEmpty()) {
      differences.error(
          "MISSING_INDEX",
          location,
          "no enabled composite index of %s is over %s of `%s`, so that nothing is found by it"
              .formatted(mapping.store(), Differences.quoted(names), mapping.from()),
          build(mapping, names, unique));
    } else if (unique && serving.stream().noneMatch(FoundIndex::unique)) {
      differences.error(
          "KEY_NOT_UNIQUE",
          location,
          "no unique index of %s is over %s of `%s`, and %s declares them unique"
              .formatted(
                  mapping.store(), Differences.quoted(names), mapping.from(), mapping.entity()),
          build(mapping, names, true) + ", or declare a key that is unique");
    }
  }

  /// As the management of JanusGraph is told.
  private static String build(Mapping mapping, List<String> names, boolean unique) {
    String keys =
        names.stream()
            .map(name -> ".addKey(mgmt.getPropertyKey('" + name + "'))")
            .collect(Collectors.joining());
    return "mgmt.buildIndex('%sBy%s', Vertex.class)%s.indexOnly(mgmt.getVertexLabel('%s'))%s"
            .formatted(
                mapping.from(),
                String.join("And", names),
                keys,
                mapping.from(),
                unique ? ".unique()" : "")
        + ".buildCompositeIndex()";
  }

  private void verify(Relationship relationship) {
    Mapping edge = relationship.edge();
    if (!inventory.hasEdgeLabel(relationship.label())) {
      differences.error(
          "MISSING_LABEL",
          edge.location(),
          "`%s` is no label of edges of %s".formatted(relationship.label(), edge.store()),
          "Make the label in the graph, or mend `label`");
    }
    edge.columns().values().forEach(column -> verify(edge, column));
  }
}
