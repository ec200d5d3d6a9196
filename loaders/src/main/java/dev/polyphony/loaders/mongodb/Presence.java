package dev.polyphony.loaders.mongodb;

import com.mongodb.ReadPreference;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Knows for how long no server could be reached, from what the driver finds when it looks.
///
/// The driver lets every request wait for a server. One that has been away for longer than that
/// would make each of them wait in vain.
final class Presence implements ClusterListener {
  private final ReadPreference preference;
  private volatile @Nullable Long awaySince;

  Presence(ReadPreference preference) {
    this.preference = preference;
  }

  @Override
  public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
    if (!isAway(event.getNewDescription())) {
      awaySince = null;
    } else if (awaySince == null) {
      awaySince = System.nanoTime();
    }
  }

  /// Servers that answer but elect a new primary are not away.
  private boolean isAway(ClusterDescription cluster) {
    return !cluster.hasReadableServer(preference)
        && cluster.getServerDescriptions().stream().allMatch(s -> s.getException() != null);
  }

  boolean isAwayFor(Duration duration) {
    Long since = awaySince;
    return since != null && System.nanoTime() - since > duration.toNanos();
  }
}
