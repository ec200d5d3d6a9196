package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;

/// The kind `postgresql`.
public final class PostgresStoreFactory implements StoreFactory {
  @Override
  public StoreRules rules() {
    return new PostgresRules();
  }

  @Override
  public Opening configure(String store, Section section) {
    PostgresSettings settings = PostgresSettings.read(store, section);
    return vertx -> new PostgresStore(new PostgresConnections(vertx, settings));
  }
}
