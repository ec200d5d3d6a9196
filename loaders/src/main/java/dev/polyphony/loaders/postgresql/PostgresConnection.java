package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import io.netty.channel.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection and the statements that it carries, in the order in which the server has them.
/// Its state is guarded by its owner's lock.
final class PostgresConnection {
  private static final Logger LOGGER = LoggerFactory.getLogger(PostgresConnection.class);

  /// As many statements as the driver sends without waiting for answers.
  private static final int PIPELINE = 256;

  private static final int CACHED_STATEMENTS = 256;
  private static final int LONGEST_CACHED = 32_768;

  private final PgConnection connection;
  private final ConnectionFactory<PgConnectOptions> factory;
  private final EventLoop eventLoop;
  private final PostgresConnections owner;
  private final Deque<Execution<?>> carried = new ArrayDeque<>();
  private int load;
  private boolean distrusted;
  private boolean lost;

  private PostgresConnection(
      PgConnection connection,
      ConnectionFactory<PgConnectOptions> factory,
      EventLoop eventLoop,
      PostgresConnections owner) {
    this.connection = connection;
    this.factory = factory;
    this.eventLoop = eventLoop;
    this.owner = owner;
  }

  /// Tells exactly one of the two, in time. A connection has a factory of its own, so that closing
  /// the factory ends its sockets in whatever state they are.
  static void open(
      Vertx vertx,
      PostgresSettings settings,
      PostgresConnections owner,
      Consumer<PostgresConnection> opened,
      Consumer<Throwable> failed) {
    int millis = (int) settings.connectTimeout().toMillis();
    ConnectionFactory<PgConnectOptions> factory =
        PgDriver.INSTANCE.createConnectionFactory(
            vertx, new NetClientOptions().setConnectTimeout(millis).setTcpKeepAlive(true));
    EventLoop eventLoop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
    Context context = ((VertxInternal) vertx).contextBuilder().withEventLoop(eventLoop).build();
    AtomicBoolean told = new AtomicBoolean();
    long timer =
        vertx.setTimer(
            millis,
            late -> {
              if (told.compareAndSet(false, true)) {
                close(factory);
                failed.accept(
                    new StoreException(FailureReason.UNAVAILABLE, "no connection in time"));
              }
            });
    factory
        .connect(context, options(settings))
        .onComplete(connected -> {
          if (!told.compareAndSet(false, true)) {
            return;
          }
          vertx.cancelTimer(timer);
          if (connected.succeeded()) {
            opened.accept(
                ready(
                    new PostgresConnection(
                        PgConnection.cast(connected.result()), factory, eventLoop, owner)));
          } else {
            close(factory);
            failed.accept(connected.cause());
          }
        });
  }

  private static PgConnectOptions options(PostgresSettings settings) {
    PgConnectOptions options = new PgConnectOptions(settings.options());
    return options
        .setPipeliningLimit(PIPELINE)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
        .setPreparedStatementCacheSqlFilter(text -> text.length() <= LONGEST_CACHED);
  }

  private static PostgresConnection ready(PostgresConnection opened) {
    SqlConnection connection = opened.connection;
    connection.closeHandler(closed -> opened.ended());
    connection.exceptionHandler(failure -> LOGGER.debug("connection failed", failure));
    return opened;
  }

  private void ended() {
    synchronized (owner) {
      lost = true;
    }
    close(factory);
    owner.lost(this);
  }

  private static void close(ConnectionFactory<PgConnectOptions> factory) {
    factory.close((done, failure) -> LOGGER.trace("closed", failure));
  }

  boolean isUsable() {
    return !distrusted && !lost && load < PIPELINE;
  }

  boolean isBusy() {
    return load > 0;
  }

  /// The less busy one; among equals one on the caller's own event loop, which saves a hop between
  /// threads.
  boolean isBetterThan(PostgresConnection other) {
    int more = load - other.load;
    return more < 0 || (more == 0 && eventLoop.inEventLoop() && !other.eventLoop.inEventLoop());
  }

  /// What it carries now.
  List<Execution<?>> carried() {
    return List.copyOf(carried);
  }

  boolean isFirst(Execution<?> execution) {
    return carried.peek() == execution;
  }

  /// Whether what it works on has timed out.
  boolean isStuck() {
    Execution<?> first = carried.peek();
    return !lost && first != null && first.isOver();
  }

  /// Makes room for a statement that is sent next.
  void reserve() {
    load++;
  }

  /// Sends it from the connection's own event loop, so that the order in which statements are
  /// carried is the order in which the server has them.
  void send(Execution<?> execution) {
    if (eventLoop.inEventLoop()) {
      sendNow(execution);
    } else {
      eventLoop.execute(() -> sendNow(execution));
    }
  }

  private <T> void sendNow(Execution<T> execution) {
    boolean gone;
    synchronized (owner) {
      gone = lost;
      if (gone) {
        load--;
      } else {
        carried.add(execution);
        execution.on(this);
      }
    }
    if (gone) {
      owner.place(execution);
      return;
    }
    if (execution.isReadOnly()) {
      // The three go out together and nothing comes between them: this is the only place that
      // sends, always on the event loop.
      Future<?> begun = connection.query("BEGIN READ ONLY").execute();
      Future<SqlResult<T>> answer = ask(execution);
      Future<?> ended = connection.query("COMMIT").execute();
      begun
          .compose(_ -> answer)
          .eventually(() -> ended)
          .onComplete(answered -> answered(execution, answered));
    } else {
      ask(execution).onComplete(answered -> answered(execution, answered));
    }
  }

  private <T> Future<SqlResult<T>> ask(Execution<T> execution) {
    return connection
        .preparedQuery(execution.text())
        .collecting(execution.collector())
        .execute(execution.parameters());
  }

  private <T> void answered(Execution<T> execution, AsyncResult<SqlResult<T>> answered) {
    boolean nextIsOver;
    synchronized (owner) {
      carried.remove(execution);
      load--;
      distrusted = distrusted && carried.stream().anyMatch(Execution::isOver);
      nextIsOver = isStuck();
    }
    if (nextIsOver) {
      cancel();
    }
    owner.sendWaiting(this);
    if (answered.succeeded()) {
      execution.succeed(answered.result().value());
    } else {
      owner.failed(execution, answered.cause());
    }
  }

  /// Gets no new statements until all that timed out are answered.
  void distrust() {
    synchronized (owner) {
      distrusted = isBusy();
    }
  }

  /// Asks the server to stop what this connection is at. Should that be the next statement by now,
  /// it is sent again.
  void cancel() {
    connection
        .cancelRequest()
        .onFailure(failure -> LOGGER.debug("a statement could not be cancelled", failure));
  }

  /// Ends it without waiting for anything; the driver fails what it carries.
  void abandon() {
    synchronized (owner) {
      lost = true;
    }
    close(factory);
  }
}
