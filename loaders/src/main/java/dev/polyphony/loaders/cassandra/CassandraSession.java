package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.internal.core.connection.ConstantReconnectionPolicy;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.cassandra.CassandraSettings.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The driver's session: made as soon as the cluster can be reached, kept from then on.
final class CassandraSession {
  private static final Logger LOG = LoggerFactory.getLogger(CassandraSession.class);

  /// A cluster that was not reached by then fails a request at once; it is looked for all the time.
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private final CassandraSettings settings;
  private final long opened = System.nanoTime();
  private final CompletableFuture<PreparedStatements> connected = new CompletableFuture<>();
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile boolean warned;

  private CassandraSession(CassandraSettings settings) {
    this.settings = settings;
  }

  /// Returns at once; the connection is made meanwhile.
  static CassandraSession open(CassandraSettings settings) {
    CassandraSession session = new CassandraSession(settings);
    session.connect();
    return session;
  }

  private void connect() {
    builder()
        .buildAsync()
        .whenComplete((session, failure) -> {
          if (failure == null) {
            use(session);
          } else {
            warn(failure);
            later().execute(this::connectUnlessClosed);
          }
          tried.complete(null);
        });
  }

  /// Once, not with each attempt.
  private void warn(Throwable failure) {
    if (!warned && !closed) {
      warned = true;
      LOG.warn(
          "store {} cannot be reached; it is tried again until it can: {}",
          settings.store(),
          String.valueOf(failure.getMessage()));
    }
  }

  private void connectUnlessClosed() {
    if (!closed) {
      connect();
    }
  }

  private Executor later() {
    return CompletableFuture.delayedExecutor(
        settings.maxReconnectDelay().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void use(CqlSession session) {
    connected.complete(new PreparedStatements(session));
    if (closed) {
      var _ = session.forceCloseAsync();
    }
  }

  /// The session once there is one, within the request's time.
  CompletableFuture<PreparedStatements> get(CallContext context) {
    if (closed) {
      return CompletableFuture.failedFuture(CassandraErrors.away());
    }
    if (connected.isDone()) {
      return connected;
    }
    long remaining = context.remaining().toNanos();
    long patience = Math.max(0, PATIENCE.toNanos() - (System.nanoTime() - opened));
    return connected
        .copy()
        .orTimeout(Math.min(remaining, patience), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(e ->
            CompletableFuture.failedFuture(
                e instanceof TimeoutException && remaining > patience
                    ? CassandraErrors.away()
                    : CassandraErrors.timedOut()));
  }

  /// The same, however long the first attempt to connect takes: for one who has time.
  CompletableFuture<PreparedStatements> getOnceTried(CallContext context) {
    return tried
        .copy()
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenCompose(_ -> get(context));
  }

  private CqlSessionBuilder builder() {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .addContactPoints(settings.contactPoints())
            .withLocalDatacenter(settings.localDatacenter())
            .withApplicationName("polyphony")
            .withConfigLoader(options());
    Credentials credentials = settings.credentials();
    if (credentials != null) {
      builder.withAuthCredentials(credentials.user(), credentials.password());
    }
    if (settings.tls() != null) {
      builder.withSslContext(settings.tls());
    }
    return builder;
  }

  private DriverConfigLoader options() {
    return DriverConfigLoader.programmaticBuilder()
        .withString(DefaultDriverOption.SESSION_NAME, "cassandra-" + settings.store())
        .withBoolean(DefaultDriverOption.RESOLVE_CONTACT_POINTS, false)
        .withClass(DefaultDriverOption.RECONNECTION_POLICY_CLASS, ConstantReconnectionPolicy.class)
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, settings.maxReconnectDelay())
        .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, settings.poolSize())
        .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT)
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, SETTLE)
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, SETTLE)
        .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
        .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, HEARTBEAT)
        // All statements only read.
        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
        // For the keyspace's replicas; tables are not looked at.
        .withStringList(
            DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(settings.keyspace()))
        .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
        .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
        .build();
  }

  void close() {
    closed = true;
    if (connected.isDone()) {
      // Nobody waits for it.
      var _ = connected.resultNow().session().forceCloseAsync();
    }
  }
}
