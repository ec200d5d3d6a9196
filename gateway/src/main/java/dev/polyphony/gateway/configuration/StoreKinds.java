package dev.polyphony.gateway.configuration;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.loaders.cassandra.CassandraStoreFactory;
import dev.polyphony.loaders.janusgraph.JanusGraphStoreFactory;
import dev.polyphony.loaders.mongodb.MongoStoreFactory;
import dev.polyphony.loaders.postgresql.PostgresStoreFactory;
import dev.polyphony.loaders.redis.RedisStoreFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The list of store kinds. A further kind is one more entry of [#ALL].
public record StoreKinds(Map<String, StoreFactory> factories) {
  public static final StoreKinds ALL =
      of(
          List.of(
              new PostgresStoreFactory(),
              new MongoStoreFactory(),
              new RedisStoreFactory(),
              new CassandraStoreFactory(),
              new JanusGraphStoreFactory()));

  public StoreKinds {
    factories = java.util.Collections.unmodifiableMap(new TreeMap<>(factories));
  }

  public static StoreKinds of(List<StoreFactory> factories) {
    Map<String, StoreFactory> byKind = new TreeMap<>();
    for (StoreFactory factory : factories) {
      byKind.put(factory.rules().kind(), factory);
    }
    return new StoreKinds(byKind);
  }
}
