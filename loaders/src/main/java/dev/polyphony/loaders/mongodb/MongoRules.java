package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Index;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What MongoDB does well: equality on a prefix of a key or an index, then one range or order. It
/// can also scan.
final class MongoRules implements StoreRules {
  /// Dates and times of day have no type in BSON: as text of fixed width they keep their order.
  private static final Set<ValueType> TYPES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ValueType.DATE, ValueType.TIME)));

  @Override
  public String kind() {
    return "mongodb";
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
    return Set.of(Feature.FILTERS, Feature.COUNTS, Feature.NATIVE);
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    requireCollection(mapping, problems);
    requireNames(mapping.columns().values(), problems);
    mapping.key().forEach(field -> requireKey(mapping, field, mapping.location(), problems));
    for (List<FieldPath> key : mapping.uniqueKeys()) {
      key.forEach(field -> requireKey(mapping, field, mapping.location(), problems));
    }
    for (Index index : mapping.indexes()) {
      index.fields().forEach(field -> requireIndexed(mapping, field, index.location(), problems));
    }
    requireOrder(mapping, problems);
    List<AccessPath> paths =
        IndexedPaths.of(mapping).stream().filter(path -> canOrder(mapping, path.order())).toList();
    return new Capabilities(paths, true, true);
  }

  @Override
  public void check(NativeStatement statement, Problems problems) {
    NativeTexts.check(
        statement,
        MongoPipeline::of,
        "Write `[\"collection\", [{\"$match\": …}, …]]` with stages that only read",
        problems);
    requireNames(statement.row().columns().values(), problems);
  }

  /// An index over the elements of lists serves equality and has no order of documents.
  private static boolean canOrder(Mapping mapping, List<FieldOrder> order) {
    return order.stream()
        .map(field -> find(mapping, field.field()))
        .allMatch(place -> place != null && place.isSingle());
  }

  private static void requireCollection(Mapping mapping, Problems problems) {
    String from = mapping.from();
    if (from.isEmpty()
        || from.startsWith("system.")
        || from.startsWith(".")
        || from.endsWith(".")
        || from.indexOf('$') >= 0
        || from.indexOf('\0') >= 0) {
      problems.error(
          "INVALID_SOURCE",
          mapping.location(),
          "`" + from + "` is not a name that a collection of MongoDB can have",
          "Write the collection's name in `from`, without `$` and not beginning with `system.`");
    }
  }

  /// A name with a `$` would be read as an operator or a variable.
  private static void requireNames(Collection<Column> columns, Problems problems) {
    for (Column column : columns) {
      for (String name : column.names()) {
        if (!isName(name)) {
          problems.error(
              "INVALID_COLUMN_NAME",
              column.location(),
              "`" + name + "` is not the path of a field in MongoDB's documents",
              "Write names separated by single dots, none of them empty or beginning with `$`");
        }
      }
      requireNames(column.nested().values(), problems);
    }
  }

  private static boolean isName(String path) {
    for (String segment : path.split("\\.", -1)) {
      if (segment.isEmpty() || segment.startsWith("$") || segment.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }

  private static void requireKey(
      Mapping mapping, FieldPath field, Location location, Problems problems) {
    MongoField place = find(mapping, field);
    if (place != null && (!place.isSingle() || place.column().type() == ValueType.JSON)) {
      problems.error(
          "INVALID_KEY",
          location,
          "`" + field + "` cannot be part of a key in MongoDB",
          "Use a field that holds one value at one place, no list, object or JSON");
    }
  }

  private static void requireIndexed(
      Mapping mapping, FieldPath field, Location location, Problems problems) {
    MongoField place = find(mapping, field);
    if (place == null) {
      return;
    }
    Column column = place.column();
    if (column.isObject() || column.type() == ValueType.JSON || place.paths().size() > 1) {
      problems.error(
          "INVALID_INDEX",
          location,
          "`" + field + "` cannot be part of an index in MongoDB",
          "Use a field that holds values at one place, no object or JSON");
    }
  }

  private static void requireOrder(Mapping mapping, Problems problems) {
    for (FieldOrder order : mapping.order()) {
      MongoField place = find(mapping, order.field());
      if (place != null && (!place.isSingle() || place.column().type() == ValueType.JSON)) {
        problems.error(
            "INVALID_ORDER",
            mapping.location(),
            "MongoDB cannot order `" + mapping.entity() + "` by `" + order.field() + "`",
            "Order by fields that hold one value at one place, no list, object or JSON");
        return;
      }
      if (place == null) {
        return;
      }
    }
    if (MongoOrder.nullable(mapping, mapping.order(), Set.of()).size() > MongoOrder.MOST_NULLABLE) {
      problems.error(
          "INVALID_ORDER",
          mapping.location(),
          "`" + mapping.entity() + "` is ordered by too many fields that can be null",
          "Order by at most "
              + MongoOrder.MOST_NULLABLE
              + " such fields: each doubles the statements of a page");
    }
  }

  /// Null for a field that is not there, which is somebody else's problem to report.
  private static @Nullable MongoField find(Mapping mapping, FieldPath field) {
    return mapping.find(field) == null ? null : MongoField.of(mapping, field);
  }
}
