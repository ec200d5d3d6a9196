package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A kind of store that can be started and loaded.
public enum StoreKind {
  @JsonProperty("postgresql")
  POSTGRESQL,
  @JsonProperty("mongodb")
  MONGODB,
  @JsonProperty("cassandra")
  CASSANDRA,
  @JsonProperty("redis")
  REDIS
}
