package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;

/// The kind `cassandra`.
public final class CassandraStoreFactory implements StoreFactory {
  @Override
  public StoreRules rules() {
    return new CassandraRules();
  }

  @Override
  public Opening configure(String store, Section section) {
    CassandraSettings settings = CassandraSettings.read(store, section);
    return _ -> new CassandraStore(CassandraConnection.open(settings));
  }
}
