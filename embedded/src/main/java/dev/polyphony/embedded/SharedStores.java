package dev.polyphony.embedded;

/// One server of each kind per JVM, started when first asked for; they end with the JVM.
///
/// Test classes share a server and take a database each.
public final class SharedStores {
  private SharedStores() {}

  public static EmbeddedPostgres postgres() {
    return Postgres.SERVER;
  }

  /// The emulator of MongoDB's wire protocol.
  public static EmbeddedMongo mongo() {
    return Mongo.SERVER;
  }

  public static EmbeddedCassandra cassandra() {
    return Cassandra.SERVER;
  }

  public static EmbeddedRedis redis() {
    return Redis.SERVER;
  }

  public static EmbeddedJanusGraph janusgraph() {
    return JanusGraph.SERVER;
  }

  public static EmbeddedKafka kafka() {
    return Kafka.SERVER;
  }

  // A holder class is initialised once, by whichever thread comes first.
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = EmbeddedPostgres.start();
  }

  private static final class Mongo {
    static final EmbeddedMongo SERVER = EmbeddedMongo.start();
  }

  private static final class Cassandra {
    static final EmbeddedCassandra SERVER = EmbeddedCassandra.start();
  }

  private static final class Redis {
    static final EmbeddedRedis SERVER = EmbeddedRedis.start();
  }

  private static final class JanusGraph {
    static final EmbeddedJanusGraph SERVER = EmbeddedJanusGraph.start();
  }

  private static final class Kafka {
    static final EmbeddedKafka SERVER = EmbeddedKafka.start();
  }
}
