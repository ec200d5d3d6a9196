package dev.polyphony.resolvers.oracle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which requests fail in one case. Both engines are told of it.
///
/// @param faults by entity
record Outage(Map<String, Fault> faults) {
  static final Outage NONE = new Outage(Map.of());

  /// @param code a store's failure reason, or `INTERNAL` for a store that throws what it must not
  /// @param share 1 when all requests fail, n when about every n-th key does
  record Fault(String code, int share) {
    boolean whole() {
      return share == 1;
    }

    /// Whether the request for a key fails, by its values.
    boolean hits(List<?> key) {
      return Math.floorMod(key.toString().hashCode(), share) == 0;
    }
  }

  Outage {
    faults = Map.copyOf(faults);
  }

  @Nullable Fault of(String entity) {
    return faults.get(entity);
  }
}
