package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The statements that a session has prepared, the least used forgotten beyond a number. The driver
/// prepares them again on servers that do not know them, such as one that was restarted.
final class PreparedStatements {
  private static final int MOST = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CqlSession session;
  private final Map<String, CompletableFuture<PreparedStatement>> byText =
      new LinkedHashMap<>(16, 0.75f, true);

  PreparedStatements(CqlSession session) {
    this.session = session;
  }

  CqlSession session() {
    return session;
  }

  CompletableFuture<PreparedStatement> prepared(String text) {
    return prepared(text, SimpleStatement.newInstance(text));
  }

  /// A text whose names are those of a keyspace.
  CompletableFuture<PreparedStatement> prepared(String text, String keyspace) {
    SimpleStatement statement =
        SimpleStatement.newInstance(text).setKeyspace(CqlIdentifier.fromInternal(keyspace));
    return prepared(keyspace + ": " + text, statement);
  }

  private CompletableFuture<PreparedStatement> prepared(String text, SimpleStatement statement) {
    synchronized (byText) {
      CompletableFuture<PreparedStatement> known = byText.get(text);
      if (known != null) {
        return known;
      }
    }
    CompletableFuture<PreparedStatement> prepared =
        session
            .prepareAsync(statement.setTimeout(PATIENCE))
            .toCompletableFuture()
            .exceptionallyCompose(
                e -> CompletableFuture.failedFuture(CassandraErrors.ofPreparing(e)));
    CompletableFuture<PreparedStatement> first;
    synchronized (byText) {
      CompletableFuture<PreparedStatement> other = byText.putIfAbsent(text, prepared);
      first = other == null ? prepared : other;
      if (byText.size() > MOST) {
        byText.remove(byText.keySet().iterator().next());
      }
    }
    return first.whenComplete((_, failure) -> {
      if (failure != null) {
        forget(text, first);
      }
    });
  }

  /// What failed once may succeed later.
  private void forget(String text, CompletableFuture<PreparedStatement> failed) {
    synchronized (byText) {
      byText.remove(text, failed);
    }
  }
}
