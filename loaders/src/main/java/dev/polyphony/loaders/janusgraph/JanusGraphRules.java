package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.schema.algebra.Direction;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What JanusGraph does well: vertices by all the properties of a composite index, which knows
/// nothing but equality, and edges from vertices that were found so.
final class JanusGraphRules implements StoreRules {
  private static final Set<ValueType> TYPES =
      Collections.unmodifiableSet(
          EnumSet.of(
              ValueType.BOOLEAN,
              ValueType.INT,
              ValueType.LONG,
              ValueType.DOUBLE,
              ValueType.TEXT,
              ValueType.UUID,
              ValueType.DATE_TIME,
              // As text, by the store: servers cannot send arrays of bytes.
              ValueType.BYTES,
              ValueType.JSON));

  @Override
  public String kind() {
    return "janusgraph";
  }

  @Override
  public Set<ValueType> types() {
    return TYPES;
  }

  @Override
  public boolean snakeCase() {
    return false;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.EDGES, Feature.FILTERS, Feature.NATIVE);
  }

  @Override
  public void check(NativeStatement statement, Problems problems) {
    NativeTexts.check(
        statement,
        GremlinText::of,
        "Write one traversal, `g.V()…project('a', 'b')…`, of steps that only read",
        problems);
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    requireLabel(mapping, problems);
    mapping.columns().values().forEach(column -> requireProperty(column, problems));
    for (List<FieldPath> fields : GraphIndex.declared(mapping)) {
      fields.forEach(field -> requireIndexed(mapping, field, problems));
    }
    mapping.key().forEach(field -> requireSingle(mapping, field, problems));
    mapping.order().forEach(order -> requireOrdered(mapping, order.field(), problems));
    return new Capabilities(paths(mapping), false, false);
  }

  /// The whole key first. The server sorts what an index finds, which is in no order.
  private static List<AccessPath> paths(Mapping mapping) {
    Set<AccessPath> paths = new LinkedHashSet<>();
    List<FieldOrder> byKey = new ArrayList<>();
    mapping.key().forEach(field -> byKey.add(new FieldOrder(field, Direction.ASC)));
    for (List<FieldPath> fields : GraphIndex.declared(mapping)) {
      boolean unique = mapping.isKey(fields);
      if (unique || isOrdered(mapping)) {
        paths.add(path(fields, mapping.order(), trailing(mapping), unique));
      }
      if (!unique && isOrdered(mapping)) {
        paths.add(path(fields, byKey, byKey.size(), false));
      }
    }
    return List.copyOf(paths);
  }

  private static AccessPath path(
      List<FieldPath> fields, List<FieldOrder> order, int ties, boolean unique) {
    return new AccessPath(fields, true, null, order, ties, unique);
  }

  /// How many fields of the key end the declared order.
  private static int trailing(Mapping mapping) {
    int trailing = 0;
    for (FieldOrder one : mapping.order().reversed()) {
      if (!mapping.key().contains(one.field())) {
        break;
      }
      trailing++;
    }
    return trailing;
  }

  private static void requireLabel(Mapping mapping, Problems problems) {
    if (!isName(mapping.from())) {
      problems.error(
          "INVALID_SOURCE",
          mapping.location(),
          "`" + mapping.from() + "` is no name that a label of JanusGraph can have",
          "Write the label of the vertices as `from`");
    }
  }

  private static void requireProperty(Column column, Problems problems) {
    if (column.isObject()) {
      problems.error(
          "OBJECT_NOT_SERVED",
          column.location(),
          "vertices of JanusGraph have values and no objects, such as `" + column.field() + "`",
          "Declare its values as fields of the vertex, or the field as JSON");
    }
    for (String name : column.names()) {
      if (name.startsWith("$") || name.indexOf('.') >= 0 || !isName(name)) {
        problems.error(
            "INVALID_COLUMN_NAME",
            column.location(),
            "`" + name + "` is no name that a property of a vertex can have",
            "Write the property's name, without dots; `$` names are for edges");
      }
    }
  }

  /// What the server reserves for itself.
  private static boolean isName(String name) {
    return !name.isBlank()
        && !name.startsWith("~")
        && name.chars().noneMatch(c -> c < ' ' || c == '{' || c == '}' || c == '"');
  }

  private static void requireIndexed(Mapping mapping, FieldPath field, Problems problems) {
    Column column = mapping.find(field);
    if (column == null
        || field.isNested()
        || column.isObject()
        || column.names().size() > 1
        || column.stored() == ValueType.JSON) {
      wrong(
          problems,
          "INVALID_KEY",
          column,
          mapping,
          "`" + field + "` cannot be part of an index in JanusGraph",
          "Name fields that are one property each, and not JSON");
    }
  }

  private static void requireSingle(Mapping mapping, FieldPath field, Problems problems) {
    Column column = mapping.find(field);
    if (column != null && column.list()) {
      wrong(
          problems,
          "INVALID_KEY",
          column,
          mapping,
          "`" + field + "` holds several values and cannot be part of a key",
          "Name fields with one value each");
    }
  }

  private static void requireOrdered(Mapping mapping, FieldPath field, Problems problems) {
    Column column = mapping.find(field);
    if (column != null && !mapping.key().contains(field) && !isOrdered(column)) {
      wrong(
          problems,
          "INVALID_ORDER",
          column,
          mapping,
          "JanusGraph cannot sort by `" + field + "`",
          "Order by fields with one value each that is text, a number, a Boolean or a time");
    }
  }

  /// Whether the key ends an order; numbers that are stored as text have none.
  private static boolean isOrdered(Mapping mapping) {
    return mapping.key().stream().map(mapping::column).allMatch(JanusGraphRules::isOrdered);
  }

  private static boolean isOrdered(Column column) {
    return !column.list() && !column.isObject() && JanusGraphValues.isOrdered(column);
  }

  private static void wrong(
      Problems problems,
      String kind,
      @Nullable Column column,
      Mapping mapping,
      String message,
      String remedy) {
    Location location = column == null ? mapping.location() : column.location();
    problems.error(kind, location, message, remedy);
  }
}
