package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.problems.Section;

/// The kind `redis`.
public final class RedisStoreFactory implements StoreFactory {
  @Override
  public StoreRules rules() {
    return new RedisRules();
  }

  @Override
  public Opening configure(String store, Section section) {
    RedisSettings settings = RedisSettings.read(section);
    return vertx -> new RedisStore(new RedisConnections(vertx, settings));
  }
}
