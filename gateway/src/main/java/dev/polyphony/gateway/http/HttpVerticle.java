package dev.polyphony.gateway.http;

import dev.polyphony.gateway.configuration.ServerSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.function.IntConsumer;

/// The HTTP server of one event loop. All of them listen at the same address.
public final class HttpVerticle extends VerticleBase {
  /// Vert.x gives the servers that ask for the same negative port the same free one.
  private static final int SHARED_FREE_PORT = -1;

  private static final int COMPRESSION_THRESHOLD = 1024;

  private final HttpSetup setup;
  private final IntConsumer listening;

  /// @param listening is told the port
  public HttpVerticle(HttpSetup setup, IntConsumer listening) {
    this.setup = setup;
    this.listening = listening;
  }

  @Override
  public Future<HttpServer> start() {
    ServerSettings settings = setup.server();
    ConnectionWatch watch = new ConnectionWatch(settings);
    watch.start(vertx);
    int port = settings.port() == 0 ? SHARED_FREE_PORT : settings.port();
    return vertx
        .createHttpServer(options(settings))
        .connectionHandler(watch::opened)
        .requestHandler(new Routes(setup, watch, context))
        .listen(port, settings.host())
        .onSuccess(server -> listening.accept(server.actualPort()));
  }

  private static HttpServerOptions options(ServerSettings settings) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(settings.headers())
            .setMaxInitialLineLength(settings.headers())
            .setHttp2ClearTextEnabled(false)
            .setTcpNoDelay(true)
            .setCompressionSupported(settings.compression());
    return settings.compression()
        ? options.setCompressionContentSizeThreshold(COMPRESSION_THRESHOLD)
        : options;
  }
}
