package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.loaders.redis.Round.Piece;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection and the commands that it carries. Its state is guarded by its owner's lock.
///
/// It has a client of its own, so that closing the client ends its socket in whatever state that
/// is; the client's pool would keep a connection that hangs.
final class RedisConnection {
  private static final Logger LOGGER = LoggerFactory.getLogger(RedisConnection.class);

  /// Most commands under way.
  static final int WINDOW = 2048;

  /// A connection that carries commands and was silent for so long gets no further ones.
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Redis client;
  private final io.vertx.redis.client.RedisConnection connection;
  private final RedisConnections owner;
  private final Set<Piece> carried = new HashSet<>();
  private int load;
  private long heard;
  private boolean left;

  private RedisConnection(
      Redis client, io.vertx.redis.client.RedisConnection connection, RedisConnections owner) {
    this.client = client;
    this.connection = connection;
    this.owner = owner;
  }

  /// Tells exactly one of the two, in time.
  static void open(
      Vertx vertx,
      RedisSettings settings,
      RedisConnections owner,
      Consumer<RedisConnection> opened,
      Consumer<Throwable> failed) {
    Redis client = Redis.createClient(vertx, new RedisOptions(settings.options()));
    AtomicBoolean told = new AtomicBoolean();
    long timer =
        vertx.setTimer(
            settings.connectTimeout().toMillis(),
            late -> {
              if (told.compareAndSet(false, true)) {
                close(client);
                failed.accept(
                    new StoreException(FailureReason.UNAVAILABLE, "no connection in time"));
              }
            });
    client
        .connect()
        .onComplete(connected -> {
          if (!told.compareAndSet(false, true)) {
            return;
          }
          vertx.cancelTimer(timer);
          if (connected.succeeded()) {
            opened.accept(new RedisConnection(client, connected.result(), owner).ready());
          } else {
            close(client);
            failed.accept(connected.cause());
          }
        });
  }

  private RedisConnection ready() {
    connection.exceptionHandler(failure -> lost());
    connection.endHandler(end -> lost());
    return this;
  }

  private void lost() {
    owner.lost(this);
    close(client);
  }

  private static void close(Redis client) {
    client.close().onComplete(closed -> LOGGER.trace("closed", closed.cause()));
  }

  boolean hasRoomFor(Piece piece) {
    return !left && load + piece.size() <= WINDOW;
  }

  boolean isBusy() {
    return load > 0;
  }

  int load() {
    return load;
  }

  boolean isSilent() {
    return load > 0 && System.nanoTime() - heard > SILENCE_NANOS;
  }

  /// Gets nothing new from now on.
  void leave() {
    left = true;
  }

  /// Whether nobody waits for what it carries.
  boolean isForgotten() {
    return carried.stream().allMatch(Piece::isOver);
  }

  /// Makes room for a piece that is sent next.
  void reserve(Piece piece) {
    if (load == 0) {
      heard = System.nanoTime();
    }
    load += piece.size();
    carried.add(piece);
  }

  /// All in one write. The client fails the whole when the server refuses one of them, so that then
  /// they are sent again one by one.
  void send(Piece piece) {
    connection.batch(piece.commands()).onComplete(answered -> answered(piece, answered));
  }

  private void answered(Piece piece, AsyncResult<List<Response>> answered) {
    if (answered.failed()) {
      if (isRefusal(answered.cause())) {
        sendEach(piece);
      } else {
        broken(piece, answered.cause());
      }
      return;
    }
    release(piece);
    List<Response> values = answered.result();
    for (int i = 0; i < values.size(); i++) {
      piece.answered(i, Reply.of(values.get(i)));
    }
  }

  /// Whether the server has answered, by an error. The client makes errors of its own for commands
  /// whose connection has ended.
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof Response response
        && response.type() == ResponseType.ERROR
        && !String.valueOf(failure.getMessage()).contains("CONNECTION_CLOSED");
  }

  private void sendEach(Piece piece) {
    synchronized (owner) {
      heard = System.nanoTime();
    }
    List<Request> commands = piece.commands();
    AtomicInteger missing = new AtomicInteger(commands.size());
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    for (int i = 0; i < commands.size(); i++) {
      int index = i;
      connection
          .send(commands.get(i))
          .onComplete(answered -> {
            if (answered.succeeded()) {
              piece.answered(index, Reply.of(answered.result()));
            } else if (isRefusal(answered.cause())) {
              String message = String.valueOf(answered.cause().getMessage());
              piece.answered(index, Reply.failed(RedisErrors.ofReply(message)));
            } else {
              broken.set(answered.cause());
            }
            if (missing.decrementAndGet() == 0) {
              ended(piece, broken.get());
            }
          });
    }
  }

  private void ended(Piece piece, @Nullable Throwable broken) {
    if (broken == null) {
      release(piece);
    } else {
      broken(piece, broken);
    }
  }

  private void broken(Piece piece, Throwable failure) {
    // The client fails commands before it tells that the connection has ended.
    lost();
    release(piece);
    owner.failed(piece, failure);
  }

  private void release(Piece piece) {
    synchronized (owner) {
      heard = System.nanoTime();
      if (carried.remove(piece)) {
        load -= piece.size();
      }
    }
    owner.freed(this);
  }

  /// Ends it without waiting for anything; the client fails what it carries.
  void abandon() {
    close(client);
  }
}
