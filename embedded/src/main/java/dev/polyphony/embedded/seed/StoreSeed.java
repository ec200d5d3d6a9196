package dev.polyphony.embedded.seed;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one store is loaded with.
///
/// @param database in Cassandra the keyspace, in JanusGraph the graph
/// @param define a file of statements that make the tables, in PostgreSQL and Cassandra; of the
///   graph's schema, in JanusGraph
record StoreSeed(StoreKind kind, String database, @Nullable String define, List<Load> load) {
  StoreSeed {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(database, "database");
    load = List.copyOf(load);
  }

  StoreSeed of(SeedSize size) {
    return new StoreSeed(
        kind, database, define, load.stream().flatMap(one -> one.upTo(size).stream()).toList());
  }
}
