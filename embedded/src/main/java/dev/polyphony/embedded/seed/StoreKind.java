package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// A kind of store that can be started and loaded.
public enum StoreKind {
  @JsonProperty("postgresql")
  POSTGRESQL("PostgreSQL", "postgresql://postgres@127.0.0.1:%d/travel"),
  @JsonProperty("mongodb")
  MONGODB("MongoDB emulator", "mongodb://127.0.0.1:%d"),
  @JsonProperty("cassandra")
  CASSANDRA("Cassandra", "127.0.0.1:%d"),
  @JsonProperty("redis")
  REDIS("Redis", "redis://127.0.0.1:%d"),
  @JsonProperty("janusgraph")
  JANUSGRAPH("JanusGraph", "ws://127.0.0.1:%d/gremlin");

  private final String product;
  private final String url;

  StoreKind(String product, String url) {
    this.product = product;
    this.url = url;
  }

  /// The kind's name in files and options.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What runs, for people.
  public String product() {
    return product;
  }

  /// A URL of the kind's form, on this machine.
  public String url(int port) {
    return String.format(Locale.ROOT, url, port);
  }
}
