package dev.polyphony.loaders.janusgraph;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tinkerpop.gremlin.driver.Client;
import org.apache.tinkerpop.gremlin.driver.Cluster;
import org.apache.tinkerpop.gremlin.driver.RequestOptions;
import org.apache.tinkerpop.gremlin.driver.Result;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.Traverser;

/// The driver over one connection, from when that is made until it breaks.
///
/// The driver would make a new one by itself, but only after it has sent a script, which a server
/// that takes nothing but bytecode refuses for ever; and it takes no notice of one that has fallen
/// silent. So each connection has a driver of its own, given up together with it.
final class JanusGraphLink {
  private static final int LARGEST_ANSWER = 64 << 20;
  private static final int NEVER = Integer.MAX_VALUE;
  private static final int MOST_WAIT_MILLIS = 250;

  private final Cluster cluster;
  private final Client client;
  private final AtomicInteger carried = new AtomicInteger();
  private volatile long heard = System.nanoTime();
  private volatile boolean retired;

  private JanusGraphLink(Cluster cluster, Client client) {
    this.cluster = cluster;
    this.client = client;
  }

  /// Waits for the connection; for a thread of its own.
  static JanusGraphLink open(JanusGraphSettings settings) throws IOException {
    requireListener(settings);
    Cluster.Builder builder =
        Cluster.build(settings.address().host())
            .port(settings.address().port())
            .path(settings.address().path())
            .nioPoolSize(1)
            .workerPoolSize(2)
            // One that all share; more than it ever carries are let through.
            .minConnectionPoolSize(1)
            .maxConnectionPoolSize(1)
            .maxInProcessPerConnection(NEVER)
            .maxSimultaneousUsagePerConnection(NEVER)
            .minInProcessPerConnection(0)
            .minSimultaneousUsagePerConnection(0)
            .maxContentLength(LARGEST_ANSWER)
            .connectionSetupTimeoutMillis(settings.connectTimeout().toMillis())
            // There is one, or it has broken: then another link is made, not waited for.
            .maxWaitForConnection(MOST_WAIT_MILLIS)
            .reconnectInterval(NEVER);
    if (settings.tls() != null) {
      builder.enableSsl(true).sslContext(settings.tls());
    }
    if (settings.credentials() != null) {
      builder.credentials(settings.credentials().user(), settings.credentials().password());
    }
    Cluster cluster = builder.create();
    try {
      Client client = cluster.connect();
      client.init();
      return new JanusGraphLink(cluster, client.alias(settings.source()));
    } catch (RuntimeException e) {
      var _ = cluster.closeAsync();
      throw e;
    }
  }

  /// The driver would go on trying a port that refuses for as long as a connection may take.
  private static void requireListener(JanusGraphSettings settings) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(settings.address().host(), settings.address().port()),
          (int) settings.connectTimeout().toMillis());
    }
  }

  /// Results, or what the driver says.
  ///
  /// @param time after which the server gives up too
  CompletableFuture<List<Object>> send(Bytecode traversal, Duration time) {
    carried.incrementAndGet();
    RequestOptions options = RequestOptions.build().timeout(Math.max(1, time.toMillis())).create();
    CompletableFuture<List<Object>> answer = new CompletableFuture<>();
    // The driver may block its caller, though with these settings it should not.
    Thread.startVirtualThread(() -> {
      try {
        var _ =
            client
                .submitAsync(traversal, options)
                .thenCompose(results -> results.all())
                .whenComplete((results, failure) -> {
                  heard = System.nanoTime();
                  if (failure != null) {
                    answer.completeExceptionally(failure);
                  } else {
                    answer.complete(plain(results));
                  }
                });
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  /// Equal results may come as one that says how many it stands for.
  private static List<Object> plain(List<Result> results) {
    List<Object> plain = new ArrayList<>(results.size());
    for (Result result : results) {
      if (result.getObject() instanceof Traverser<?> traverser) {
        plain.addAll(Collections.nCopies(Math.toIntExact(traverser.bulk()), traverser.get()));
      } else {
        plain.add(result.getObject());
      }
    }
    return plain;
  }

  /// To be called once for each [#send], when nobody waits for it any longer.
  void release() {
    if (carried.decrementAndGet() == 0 && retired) {
      close();
    }
  }

  /// How long nothing has come.
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  /// Closes as soon as nobody waits for what it carries.
  void retire() {
    retired = true;
    if (carried.get() == 0) {
      close();
    }
  }

  /// Not on the caller's thread: on one of its own the driver would wait for itself.
  void close() {
    Thread.startVirtualThread(cluster::close);
  }
}
