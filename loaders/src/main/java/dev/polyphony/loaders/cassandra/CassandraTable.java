package dev.polyphony.loaders.cassandra;

import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import java.util.List;

/// How a mapping's table is laid out: rows of one partition lie together, in the order of the
/// clustering fields.
///
/// @param keyspace of the table, unless its own name says it
/// @param partition the fields that make the partition
/// @param clustering the other fields of the key in their order
record CassandraTable(
    Mapping mapping, String keyspace, List<FieldPath> partition, List<FieldOrder> clustering) {
  CassandraTable {
    partition = List.copyOf(partition);
    clustering = List.copyOf(clustering);
  }

  /// Without a declared partition the whole key is one.
  static CassandraTable of(Mapping mapping, String keyspace) {
    List<FieldPath> declared = mapping.partition();
    List<FieldPath> partition = declared.isEmpty() ? mapping.key() : declared;
    return new CassandraTable(
        mapping,
        keyspace,
        partition,
        mapping.order().stream()
            .filter(field -> mapping.key().contains(field.field()))
            .filter(field -> !partition.contains(field.field()))
            .toList());
  }

  String name() {
    return Identifiers.qualified(qualified());
  }

  /// `keyspace.table`, not quoted.
  String qualified() {
    String from = mapping.from();
    return from.indexOf('.') < 0 ? keyspace + '.' + from : from;
  }

  String column(FieldPath field) {
    return Identifiers.quoted(mapping.column(field).name());
  }

  List<FieldPath> clusteringFields() {
    return clustering.stream().map(FieldOrder::field).toList();
  }
}
