package dev.polyphony.gateway;

import dev.polyphony.gateway.auth.Authenticator;
import dev.polyphony.gateway.auth.BearerTokens;
import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.gateway.configuration.ConfiguredStore;
import dev.polyphony.gateway.configuration.JwtSettings;
import dev.polyphony.gateway.configuration.LimitSettings;
import dev.polyphony.gateway.configuration.ServerSettings;
import dev.polyphony.gateway.health.StoreStates;
import dev.polyphony.gateway.http.HttpSetup;
import dev.polyphony.gateway.http.HttpVerticle;
import dev.polyphony.gateway.http.RequestGate;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.schema.catalog.Catalog;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running gateway: the object graph, made by hand, and its end.
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final Map<String, Store> stores;
  private final RequestGate gate;
  private final Duration patience;
  private final int port;
  private final String deployment;

  private Gateway(
      Vertx vertx, Map<String, Store> stores, HttpSetup setup, int port, String deployment) {
    this.vertx = vertx;
    this.stores = stores;
    this.gate = setup.gate();
    this.patience = setup.server().shutdownTimeout();
    this.port = port;
    this.deployment = deployment;
  }

  /// Starts it, also while stores are down. Fails when the address is taken.
  public static CompletionStage<Gateway> start(Configuration configuration, Catalog catalog) {
    ServerSettings server = configuration.server();
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(server.eventLoops())
                // Files are served from memory; the cache would write copies into the disk.
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Map<String, Store> stores = open(configuration, vertx);
    HttpSetup setup =
        new HttpSetup(
            server,
            configuration.limits(),
            new Engine(
                catalog, stores, engineLimits(configuration), configuration.server().cursors()),
            authenticator(configuration, vertx),
            new RequestGate(configuration.limits().concurrentRequests()),
            new StoreStates(stores),
            configuration.examples());
    return deploy(vertx, setup)
        .map(listening -> new Gateway(vertx, stores, setup, listening.port, listening.deployment))
        .toCompletionStage()
        .exceptionallyCompose(failure -> abandon(vertx, stores, failure));
  }

  private static Authenticator authenticator(Configuration configuration, Vertx vertx) {
    JwtSettings jwt = configuration.auth().jwt();
    if (jwt == null) {
      LOG.warn("the gateway is open: whoever reaches it may ask, as no auth is configured");
      return Authenticator.OPEN;
    }
    return BearerTokens.of(jwt, vertx);
  }

  /// The configured stores, by name; whoever opens them closes them.
  public static Map<String, Store> open(Configuration configuration, Vertx vertx) {
    Map<String, Store> stores = new LinkedHashMap<>();
    for (Map.Entry<String, ConfiguredStore> store : configuration.stores().entrySet()) {
      stores.put(store.getKey(), store.getValue().opening().open(vertx));
    }
    return stores;
  }

  public static EngineLimits engineLimits(Configuration configuration) {
    LimitSettings limits = configuration.limits();
    return new EngineLimits(
        limits.tokens(),
        limits.depth(),
        limits.aliases(),
        limits.rootFields(),
        limits.documents(),
        limits.errors(),
        configuration.server().introspection());
  }

  private record Listening(int port, String deployment) {}

  private static Future<Listening> deploy(Vertx vertx, HttpSetup setup) {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    return vertx
        .deployVerticle(
            () -> new HttpVerticle(setup, port::complete),
            new DeploymentOptions().setInstances(setup.server().eventLoops()))
        .compose(deployment ->
            Future.fromCompletionStage(port).map(bound -> new Listening(bound, deployment)));
  }

  private static CompletionStage<Gateway> abandon(
      Vertx vertx, Map<String, Store> stores, Throwable failure) {
    stores.values().forEach(Store::close);
    return vertx
        .close()
        .toCompletionStage()
        .handle((_, _) -> CompletableFuture.<Gateway>failedFuture(failure))
        .thenCompose(failed -> failed);
  }

  public int port() {
    return port;
  }

  public int runningRequests() {
    return gate.running();
  }

  /// Takes no new requests, lets the running ones finish within the configured time, and closes
  /// everything. Until they have finished, `/health/ready` answers that it is shutting down.
  public CompletionStage<Void> stop() {
    return gate.close()
        .toCompletableFuture()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> {
          LOG.warn("{} requests did not finish within {}", gate.running(), patience);
          return null;
        })
        .thenCompose(_ -> close());
  }

  private CompletionStage<Void> close() {
    // A stage: a future of Vert.x would complete on an event loop, and closing ends those.
    return vertx
        .undeploy(deployment)
        .onComplete(_ -> stores.values().forEach(Store::close))
        .toCompletionStage()
        .handle((_, _) -> vertx.close().toCompletionStage())
        .thenCompose(closing -> closing);
  }
}
