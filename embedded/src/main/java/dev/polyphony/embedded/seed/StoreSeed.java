package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one store is loaded with.
///
/// @param define a file of statements that make the tables, in PostgreSQL
record StoreSeed(Kind kind, String database, @Nullable String define, List<Load> load) {
  enum Kind {
    @JsonProperty("postgresql")
    POSTGRESQL,
    @JsonProperty("mongodb")
    MONGODB
  }

  StoreSeed {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(database, "database");
    load = List.copyOf(load);
  }
}
