package dev.polyphony.gateway.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Serves a set of keys, or what a test lets it answer instead.
public final class KeyServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Answer answer;

  private final String scheme;

  private KeyServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
  }

  /// @param port 0 for a free one
  public static KeyServer start(int port) throws IOException {
    return start(HttpServer.create(local(port), 0), "http");
  }

  /// Over TLS.
  static KeyServer start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(local(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return start(server, "https");
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static KeyServer start(HttpServer server, String scheme) {
    KeyServer keys = new KeyServer(server, scheme);
    server.setExecutor(keys.threads);
    server.createContext("/", keys::handle);
    server.start();
    return keys;
  }

  public static KeyServer serving(Issuer... issuers) throws IOException {
    KeyServer keys = start(0);
    keys.answer(200, Issuer.set(issuers));
    return keys;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + port() + "/keys");
  }

  public int requests() {
    return requests.get();
  }

  public void answer(int status, String body) {
    answer = new Answer(status, body);
  }

  /// Takes requests, and answers none.
  public void hang() {
    answer = null;
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Answer now = answer;
    if (now == null) {
      awaitClose();
      return;
    }
    byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitClose() {
    try {
      boolean _ = closing.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
