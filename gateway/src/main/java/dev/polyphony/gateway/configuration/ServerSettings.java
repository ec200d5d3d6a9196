package dev.polyphony.gateway.configuration;

import dev.polyphony.resolvers.execution.CursorSeal;
import dev.polyphony.schema.problems.Section;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `server`: how the gateway is reached.
///
/// @param port 0 takes a free one
/// @param eventLoops threads that serve requests
/// @param introspection whether `__schema` and `__type` are answered
/// @param plans whether an answer carries its plan when the request asks for it
/// @param cursorKey what cursors are sealed with, the same in all instances; null: every start
///   makes its own
/// @param headers bytes that a request's headers may take together
/// @param headerTimeout until a connection has sent the headers of its next request
/// @param bodyTimeout from the headers to the end of a request's body
/// @param writeTimeout how long a client may read nothing of its answer
/// @param shutdownTimeout how long running requests may go on after a signal to end
public record ServerSettings(
    String host,
    int port,
    int eventLoops,
    CorsSettings cors,
    boolean compression,
    boolean graphiql,
    boolean introspection,
    boolean plans,
    @Nullable String cursorKey,
    int headers,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration writeTimeout,
    Duration shutdownTimeout) {
  private static final int CURSOR_KEY_LENGTH = 16;

  public static final ServerSettings DEFAULT =
      new ServerSettings(
          "127.0.0.1",
          8080,
          Runtime.getRuntime().availableProcessors(),
          CorsSettings.NONE,
          true,
          true,
          true,
          true,
          null,
          16 << 10,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20));

  static ServerSettings read(@Nullable Section section) {
    if (section == null) {
      return DEFAULT;
    }
    boolean graphiql = section.flag("graphiql", DEFAULT.graphiql);
    ServerSettings settings =
        new ServerSettings(
            section.text("host", DEFAULT.host),
            section.integer("port", DEFAULT.port, 0, 65_535),
            section.integer("eventLoops", DEFAULT.eventLoops, 1, 1024),
            CorsSettings.read(section.section("cors")),
            section.flag("compression", DEFAULT.compression),
            graphiql,
            section.flag("introspection", DEFAULT.introspection),
            // Who closes the editor does not open what else it shows.
            section.flag("plans", graphiql),
            cursorKey(section),
            section.size("headers", DEFAULT.headers, 1024),
            section.duration("headerTimeout", DEFAULT.headerTimeout),
            section.duration("bodyTimeout", DEFAULT.bodyTimeout),
            section.duration("writeTimeout", DEFAULT.writeTimeout),
            section.duration("shutdownTimeout", DEFAULT.shutdownTimeout));
    section.finish();
    return settings;
  }

  private static @Nullable String cursorKey(Section section) {
    String key = section.text("cursorKey");
    if (key != null && key.length() < CURSOR_KEY_LENGTH) {
      section.wrong(
          "cursorKey",
          "is shorter than " + CURSOR_KEY_LENGTH + " characters",
          "Give all instances one random text, such as `openssl rand -hex 32` prints");
    }
    return key;
  }

  /// Without it, cursors end with the process.
  public CursorSeal cursors() {
    return cursorKey == null
        ? CursorSeal.random()
        : CursorSeal.of(cursorKey.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ServerSettings[" + host + ":" + port + "]";
  }

  public ServerSettings at(String otherHost, int otherPort) {
    return new ServerSettings(
        otherHost,
        otherPort,
        eventLoops,
        cors,
        compression,
        graphiql,
        introspection,
        plans,
        cursorKey,
        headers,
        headerTimeout,
        bodyTimeout,
        writeTimeout,
        shutdownTimeout);
  }
}
