package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.cassandra.CassandraFilter.Bounds;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a request is read: which parts of which partitions, from where to where, in which direction.
///
/// @param columns that are selected, in this order
/// @param bounds of the first unbound field
/// @param merging whether an ordinal may have several reads
record CassandraPlan(
    CassandraTable table,
    CassandraReads reads,
    CassandraRows rows,
    List<String> columns,
    CassandraOrdering ordering,
    Bounds bounds,
    Page page,
    boolean merging) {
  CassandraPlan {
    columns = List.copyOf(columns);
  }

  /// One read for each key; a second row of one key would show that it is none.
  static CassandraPlan of(KeyLookup lookup, String keyspace, int mostReads) {
    Mapping mapping = lookup.mapping();
    CassandraTable table = CassandraTable.of(mapping, keyspace);
    if (!Set.copyOf(lookup.key()).equals(Set.copyOf(mapping.key()))) {
      throw CassandraErrors.unsupported("Cassandra finds rows by their whole primary key only");
    }
    CassandraFilter filter = CassandraFilter.of(table, Condition.TRUE);
    CassandraReads reads = new CassandraReads(table, mapping.key(), filter, mostReads);
    reads.addEach(lookup.key(), lookup.keys());
    CassandraOrdering ordering = new CassandraOrdering(table, mapping.key(), List.of(), false);
    return plan(table, reads, lookup.projection(), ordering, Bounds.NONE, Page.first(2), false);
  }

  static CassandraPlan of(Query query, String keyspace, int mostReads) {
    CassandraTable table = CassandraTable.of(query.source().mapping(), keyspace);
    CassandraFilter filter = CassandraFilter.of(table, query.filter());
    List<FieldPath> fields = bound(table, filter, query.source());
    CassandraOrdering ordering =
        new CassandraOrdering(table, fields, query.order(), query.page().backward());
    Bounds bounds = bounds(filter, ordering.unbound());
    CassandraReads reads = new CassandraReads(table, fields, filter, mostReads);
    switch (query.source()) {
      case Source.All _ -> reads.addAll();
      case Source.Related related -> reads.addEach(related.remote(), related.parents());
      case Source.Edges _ -> throw CassandraErrors.unsupported("Cassandra has no edges");
      case Source.Native _ -> throw CassandraErrors.unsupported("no plan is made of a native text");
    }
    return plan(
        table, reads, query.projection(), ordering, bounds, query.page(), filter.isSeveral());
  }

  /// The fields that have known values, in the table's order.
  private static List<FieldPath> bound(
      CassandraTable table, CassandraFilter filter, Source source) {
    Set<FieldPath> given = new HashSet<>();
    if (source instanceof Source.Related related) {
      given.addAll(related.remote());
    }
    filter.alternatives().forEach(alternatives -> given.addAll(alternatives.fields()));
    List<FieldPath> fields = new ArrayList<>(table.partition());
    if (!given.containsAll(fields)) {
      throw CassandraErrors.unsupported(
          "Cassandra needs values for the whole partition " + fields + ", not only for " + given);
    }
    for (FieldPath field : table.clusteringFields()) {
      if (!given.contains(field)) {
        break;
      }
      fields.add(field);
    }
    given.removeAll(fields);
    if (!given.isEmpty()) {
      throw CassandraErrors.unsupported(
          "Cassandra cannot look for " + given + " behind fields that have no value");
    }
    return fields;
  }

  private static Bounds bounds(CassandraFilter filter, List<FieldPath> unbound) {
    for (FieldPath field : filter.bounds().keySet()) {
      if (unbound.isEmpty() || !unbound.getFirst().equals(field)) {
        throw CassandraErrors.unsupported(
            "Cassandra cannot bound " + field + ", only the first of " + unbound);
      }
    }
    return filter.bounds().values().stream().findFirst().orElse(Bounds.NONE);
  }

  private static CassandraPlan plan(
      CassandraTable table,
      CassandraReads reads,
      Projection projection,
      CassandraOrdering ordering,
      Bounds bounds,
      Page page,
      boolean merging) {
    CassandraRows rows = new CassandraRows(table.mapping().columns(), projection);
    Set<String> columns = new TreeSet<>(rows.columns());
    List<FieldPath> unbound = ordering.unbound();
    CassandraPlan bare =
        new CassandraPlan(table, reads, rows, List.of(), ordering, bounds, page, merging);
    if (bare.isCompared()) {
      unbound.forEach(field -> columns.add(table.mapping().column(field).name()));
    }
    String marker = marker(table, unbound);
    if (marker != null) {
      columns.add(marker);
    }
    if (columns.isEmpty()) {
      columns.add(table.mapping().column(table.partition().getFirst()).name());
    }
    return new CassandraPlan(
        table, reads, rows, List.copyOf(columns), ordering, bounds, page, merging);
  }

  /// Of a partition that holds nothing but static columns the server answers one row without
  /// clustering values, unless it is asked for some.
  private static @Nullable String marker(CassandraTable table, List<FieldPath> unbound) {
    return !unbound.isEmpty() && unbound.size() == table.clustering().size()
        ? table.mapping().column(unbound.getFirst()).name()
        : null;
  }

  /// Whether rows are compared after they were read.
  boolean isCompared() {
    return merging || !Cut.isUniform(ordering.descending(), ordering.unbound().size());
  }

  /// The column that only a row of the entity has a value in, if there may be others.
  @Nullable String marker() {
    return marker(table, ordering.unbound());
  }
}
