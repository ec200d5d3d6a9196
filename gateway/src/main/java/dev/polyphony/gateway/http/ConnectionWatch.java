package dev.polyphony.gateway.http;

import dev.polyphony.gateway.configuration.ServerSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends connections of clients that are too slow: with the headers of their next request, with a
/// body, or with reading an answer. One for each event loop; used on it alone.
///
/// It looks around at fixed times instead of keeping a timer per request: a request costs it two
/// writes to a field.
final class ConnectionWatch {
  /// What a connection is expected to do next.
  enum Phase {
    SEND_HEADERS,
    SEND_BODY,
    /// Nothing: the gateway works.
    WAIT,
    READ
  }

  private static final class State {
    private Phase phase = Phase.SEND_HEADERS;
    private long since = System.nanoTime();
    private @Nullable HttpServerRequest request;
  }

  private static final long LONGEST_TICK = 1000;

  private final ServerSettings settings;
  private final IdentityHashMap<HttpConnection, State> connections = new IdentityHashMap<>();

  ConnectionWatch(ServerSettings settings) {
    this.settings = settings;
  }

  void start(Vertx vertx) {
    long shortest =
        Math.min(
            settings.headerTimeout().toMillis(),
            Math.min(settings.bodyTimeout().toMillis(), settings.writeTimeout().toMillis()));
    vertx.setPeriodic(Math.clamp(shortest / 4, 1, LONGEST_TICK), _ -> look());
  }

  void opened(HttpConnection connection) {
    connections.put(connection, new State());
    connection.closeHandler(_ -> connections.remove(connection));
  }

  /// The headers of a request are there.
  void began(HttpServerRequest request) {
    State state = connections.get(request.connection());
    if (state != null) {
      state.request = request;
      request.response().endHandler(_ -> set(state, Phase.SEND_HEADERS));
      set(state, Phase.WAIT);
    }
  }

  void expect(HttpServerRequest request, Phase phase) {
    State state = connections.get(request.connection());
    if (state != null) {
      set(state, phase);
    }
  }

  private static void set(State state, Phase phase) {
    state.phase = phase;
    state.since = System.nanoTime();
  }

  private void look() {
    long now = System.nanoTime();
    // Closing changes the map.
    for (Map.Entry<HttpConnection, State> entry : new ArrayList<>(connections.entrySet())) {
      State state = entry.getValue();
      Duration most =
          switch (state.phase) {
            case SEND_HEADERS -> settings.headerTimeout();
            case SEND_BODY -> settings.bodyTimeout();
            case READ -> settings.writeTimeout();
            case WAIT -> Duration.ofNanos(Long.MAX_VALUE);
          };
      if (now - state.since > most.toNanos()) {
        end(entry.getKey(), state);
      }
    }
  }

  private static void end(HttpConnection connection, State state) {
    HttpServerRequest request = state.request;
    if (state.phase == Phase.SEND_BODY && request != null) {
      Replies.refuse(
          request,
          AnswerType.JSON,
          new HttpFailure(HttpError.REQUEST_TIMEOUT, "The body did not come in time"));
    } else {
      connection.close();
    }
  }
}
