package dev.polyphony.loaders.mongodb;

import com.mongodb.ReadPreference;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows for how long no server could be reached, from what the driver finds when it looks.
///
/// The driver lets every request wait for a server. One that has been away for longer than that
/// would make each of them wait in vain.
final class Presence implements ClusterListener {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private final String store;
  private final ReadPreference preference;
  private volatile @Nullable Long awaySince;

  Presence(String store, ReadPreference preference) {
    this.store = store;
    this.preference = preference;
  }

  @Override
  public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
    boolean wasAway = awaySince != null;
    boolean isAway = isAway(event.getNewDescription());
    if (isAway && !wasAway) {
      awaySince = System.nanoTime();
      LOG.warn("no server of store {} can be reached", store);
    } else if (wasAway && !isAway) {
      awaySince = null;
      LOG.info("a server of store {} can be reached again", store);
    }
  }

  /// Servers that answer but elect a new primary are not away.
  private boolean isAway(ClusterDescription cluster) {
    List<ServerDescription> servers = cluster.getServerDescriptions();
    return !servers.isEmpty()
        && !cluster.hasReadableServer(preference)
        && servers.stream().allMatch(server -> server.getException() != null);
  }

  boolean isAwayFor(Duration duration) {
    Long since = awaySince;
    return since != null && System.nanoTime() - since > duration.toNanos();
  }
}
