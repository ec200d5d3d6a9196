package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.NativeTexts;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What Cassandra does well: a whole partition, then equality on its first clustering fields, then
/// one range, in the order that the table keeps or in its reverse. It does nothing else.
final class CassandraRules implements StoreRules {
  private static final Pattern TABLE = Pattern.compile("\\w{1,48}(\\.\\w{1,48})?");
  private static final Set<ValueType> TYPES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ValueType.OBJECT_ID)));

  @Override
  public String kind() {
    return "cassandra";
  }

  @Override
  public Set<ValueType> types() {
    return TYPES;
  }

  @Override
  public boolean snakeCase() {
    return true;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.PARTITIONS, Feature.CONSISTENCY, Feature.NATIVE);
  }

  @Override
  public void check(NativeStatement statement, Problems problems) {
    NativeTexts.check(
        statement, CassandraNativeText::of, "Write one SELECT that a table serves", problems);
    requireNames(statement.row().columns().values(), problems);
  }

  @Override
  public Capabilities bind(Mapping mapping, Problems problems) {
    requireTable(mapping, problems);
    requireNames(mapping.columns().values(), problems);
    requireKey(mapping, problems);
    requirePartition(mapping, problems);
    requireOrder(mapping, problems);
    requireNoIndexes(mapping, problems);
    requireConsistency(mapping, problems);
    return new Capabilities(paths(CassandraTable.of(mapping, "")), false, false);
  }

  /// The whole key first.
  private static List<AccessPath> paths(CassandraTable table) {
    List<AccessPath> paths = new ArrayList<>();
    List<FieldOrder> clustering = table.clustering();
    for (int bound = clustering.size(); bound >= 0; bound--) {
      List<FieldPath> equal = new ArrayList<>(table.partition());
      equal.addAll(table.clusteringFields().subList(0, bound));
      List<FieldOrder> rest = clustering.subList(bound, clustering.size());
      @Nullable FieldPath range = rest.isEmpty() ? null : rest.getFirst().field();
      paths.add(new AccessPath(equal, true, range, rest, 0, rest.isEmpty()));
    }
    return paths;
  }

  private static void requireTable(Mapping mapping, Problems problems) {
    if (!TABLE.matcher(mapping.from()).matches()) {
      problems.error(
          "INVALID_SOURCE",
          mapping.location(),
          "`" + mapping.from() + "` is no name that a table of Cassandra can have",
          "Write `from: \"table\"` or `from: \"keyspace.table\"`, each of letters, digits and `_`");
    }
  }

  private static void requireNames(Collection<Column> columns, Problems problems) {
    for (Column column : columns) {
      for (String name : column.names()) {
        if (!isName(name)) {
          problems.error(
              "INVALID_COLUMN_NAME",
              column.location(),
              "`" + name + "` is no name that a column of Cassandra can have",
              "Write a column, or `column.field` for what lies inside its value");
        }
      }
      requireNames(column.nested().values(), problems);
    }
  }

  private static boolean isName(String dotted) {
    return !dotted.startsWith("$")
        && !("." + dotted + ".").contains("..")
        && dotted.indexOf('\0') < 0;
  }

  private static void requireKey(Mapping mapping, Problems problems) {
    for (FieldPath field : mapping.key()) {
      Column column = mapping.find(field);
      boolean plain =
          !field.isNested()
              && column != null
              && column.names().size() == 1
              && column.name().indexOf('.') < 0;
      if (!plain) {
        problems.error(
            "INVALID_KEY",
            mapping.location(),
            "`" + field + "` cannot be part of a key in Cassandra",
            "Name the fields of the table's primary key, each a column of its own");
      }
    }
    for (List<FieldPath> key : mapping.uniqueKeys()) {
      problems.error(
          "KEY_NOT_SERVED",
          mapping.location(),
          "Cassandra finds nothing of " + mapping.entity() + " by " + names(key) + " alone",
          "Map a table that has this key with a further @entity");
    }
  }

  private static void requirePartition(Mapping mapping, Problems problems) {
    List<FieldPath> partition = mapping.partition();
    List<FieldPath> key = mapping.key();
    if (partition.isEmpty() && key.size() > 1) {
      problems.error(
          "MISSING_PARTITION",
          mapping.location(),
          mapping.entity() + " does not say which fields of its key make the partition",
          "Write `partition: [\""
              + key.getFirst()
              + "\"]` as in the table's PRIMARY KEY: what stands in its inner brackets, or its first column");
    } else if (partition.size() > key.size()
        || !partition.equals(key.subList(0, partition.size()))) {
      problems.error(
          "INVALID_PARTITION",
          mapping.location(),
          "the partition of "
              + mapping.entity()
              + " is "
              + names(partition)
              + ", but its key is "
              + names(key),
          "Write the key in the order of the table's PRIMARY KEY; the partition is its first fields");
    }
  }

  /// Fields of the partition may stand anywhere: they are the same in all rows that lie together.
  private static void requireOrder(Mapping mapping, Problems problems) {
    List<FieldPath> key = mapping.key();
    List<FieldPath> partition = mapping.partition();
    List<FieldPath> clustering = key.stream().filter(field -> !partition.contains(field)).toList();
    List<FieldPath> ordered =
        mapping.order().stream()
            .map(FieldOrder::field)
            .filter(field -> !partition.contains(field))
            .toList();
    if (!partition.isEmpty() && !ordered.equals(clustering)) {
      problems.error(
          "INVALID_ORDER",
          mapping.location(),
          "Cassandra keeps the rows of "
              + mapping.entity()
              + " in the order of "
              + names(clustering)
              + " and in no other",
          "Write `order` as in the table's CLUSTERING ORDER, in the order of the key");
    }
  }

  private static void requireNoIndexes(Mapping mapping, Problems problems) {
    mapping
        .indexes()
        .forEach(index ->
            problems.error(
                "INDEX_NOT_SERVED",
                index.location(),
                "an index over " + names(index.fields()) + " would ask every node of Cassandra",
                "Remove @index and map a table for this query with a further @entity"));
  }

  private static void requireConsistency(Mapping mapping, Problems problems) {
    String level = mapping.storage().consistency();
    Set<String> known = ConsistencyLevels.all().keySet();
    if (level != null && !known.contains(level)) {
      problems.error(
          "UNKNOWN_CONSISTENCY",
          mapping.location(),
          "`" + level + "` is no consistency level that Cassandra reads with",
          "Write one of " + String.join(", ", known));
    }
  }

  private static String names(List<FieldPath> fields) {
    return fields.stream().map(FieldPath::toString).collect(Collectors.joining(", "));
  }
}
