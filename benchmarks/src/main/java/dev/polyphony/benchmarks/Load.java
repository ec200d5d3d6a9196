package dev.polyphony.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A closed loop over a fixed number of connections.
final class Load {
  private static final int CONNECTIONS = 16;

  private final HttpClient client;

  Load(Vertx vertx) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /// The answer to one body.
  String ask(int port, String path, String body)
      throws InterruptedException, ExecutionException, TimeoutException {
    return send(port, path, body)
        .map(Buffer::toString)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private Future<Buffer> send(int port, String path, String body) {
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", path)
        .compose(request -> request.putHeader("content-type", "application/json").send(body))
        .compose(response ->
            response.statusCode() == 200
                ? response.body()
                : Future.failedFuture("status " + response.statusCode()));
  }

  /// Keeps all connections busy for a time; the number of answers.
  long run(int port, String path, Scenario scenario, Duration time, long seed)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + time.toNanos();
    AtomicLong answers = new AtomicLong();
    CompletableFuture<?>[] loops = new CompletableFuture<?>[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
      Random random = new Random(seed * CONNECTIONS + i);
      loops[i] =
          loop(port, path, scenario, random, end, answers)
              .toCompletionStage()
              .toCompletableFuture();
    }
    CompletableFuture.allOf(loops).get(time.toSeconds() + 60, TimeUnit.SECONDS);
    return answers.get();
  }

  private Future<Void> loop(
      int port, String path, Scenario scenario, Random random, long end, AtomicLong answers) {
    if (System.nanoTime() >= end) {
      return Future.succeededFuture();
    }
    return send(port, path, scenario.body(random))
        .compose(_ -> {
          answers.incrementAndGet();
          return loop(port, path, scenario, random, end, answers);
        });
  }
}
