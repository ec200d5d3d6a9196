package dev.polyphony.embedded.seed;

import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.EmbeddedJanusGraph;
import dev.polyphony.embedded.EmbeddedMongo;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.EmbeddedRedis;

/// Loads stores as a seed file tells, each once: a store that holds the same data already is left
/// as it is.
public final class SeedLoader {
  private final Seed seed;
  private final Progress progress;

  public SeedLoader(Seed seed, Progress progress) {
    this.seed = seed;
    this.progress = progress;
  }

  public Loaded load(String store, EmbeddedPostgres server) {
    return new PostgresSeeding(seed, store, progress).load(server);
  }

  public Loaded load(String store, EmbeddedMongo server) {
    return new MongoSeeding(seed, store, progress).load(server);
  }

  public Loaded load(String store, EmbeddedCassandra server) {
    return new CassandraSeeding(seed, store, progress).load(server);
  }

  public Loaded load(String store, EmbeddedRedis server) {
    return new RedisSeeding(seed, store, progress).load(server);
  }

  public Loaded load(String store, EmbeddedJanusGraph server) {
    return new JanusGraphSeeding(seed, store, progress).load(server);
  }
}
