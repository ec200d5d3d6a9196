package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.util.LinkedHashMap;
import java.util.Map;

/// The levels that a read can have, by their names in CQL.
final class ConsistencyLevels {
  /// As many replicas of the own data centre as make sure that a read sees each acknowledged write
  /// of the same level.
  static final ConsistencyLevel DEFAULT = DefaultConsistencyLevel.LOCAL_QUORUM;

  private ConsistencyLevels() {}

  static Map<String, ConsistencyLevel> all() {
    Map<String, ConsistencyLevel> levels = new LinkedHashMap<>();
    for (DefaultConsistencyLevel level : DefaultConsistencyLevel.values()) {
      if (level != DefaultConsistencyLevel.ANY) {
        levels.put(level.name(), level);
      }
    }
    return levels;
  }
}
