package dev.polyphony.loaders.redis;

import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Section;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// How a Redis server is reached.
///
/// @param size most connections; each carries many commands at once
/// @param waiting most requests that wait for a connection; one more is refused at once
/// @param connectTimeout how long a new connection may take until it is ready
/// @param maxReconnectDelay the longest time after which a server that refused is tried again
record RedisSettings(
    RedisOptions options,
    int size,
    int waiting,
    Duration connectTimeout,
    Duration maxReconnectDelay) {
  private static final int PORT = 6379;
  private static final String WRITE_URL = "Write `redis://host:port` or `redis://host:port/0`";

  static RedisSettings read(Section section) {
    // Version 3 of the protocol mixes messages that nobody asked for into the answers, and the
    // client then gives answers to the wrong commands.
    RedisOptions options =
        new RedisOptions()
            .setType(RedisClientType.STANDALONE)
            .setProtocolNegotiation(false)
            .setPreferredProtocolVersion(ProtocolVersion.RESP2)
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1)
            .setPoolCleanerInterval(-1)
            .setMaxWaitingHandlers(2 * RedisConnection.WINDOW);
    String user = section.text("user");
    String password = section.text("password");
    String url = section.requiredText("url");
    Section tls = section.section("tls");
    if (!url.isEmpty()) {
      readUrl(section, url, tls != null, options);
    }
    if (user != null && password == null && section.knows("password")) {
      section.wrong("user", "stands alone", "Write both `user` and `password`, or only `password`");
    }
    if (user != null) {
      options.setUser(user);
    }
    if (password != null) {
      options.setPassword(password);
    }
    int size = 4;
    int waiting = 1000;
    Section pool = section.section("pool");
    if (pool != null) {
      size = pool.integer("size", size, 1, 1000);
      waiting = pool.integer("waiting", waiting, 1, 1_000_000);
      pool.finish();
    }
    Duration connectTimeout = section.duration("connectTimeout", Duration.ofSeconds(5));
    Duration delay = section.duration("maxReconnectDelay", Duration.ofSeconds(1));
    NetClientOptions net =
        new NetClientOptions()
            .setTcpKeepAlive(true)
            .setTcpNoDelay(true)
            .setConnectTimeout((int) connectTimeout.toMillis());
    if (tls != null) {
      readTls(tls, net);
    } else if (url.startsWith("rediss:")) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    }
    section.finish();
    return new RedisSettings(
        options.setNetClientOptions(net), size, waiting, connectTimeout, delay);
  }

  /// What is wrong with a URL is said without it, as it may hold a password.
  private static void readUrl(Section section, String url, boolean tls, RedisOptions options) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      section.wrong("url", "is not a URL", WRITE_URL + "; percent-encode special characters");
      return;
    }
    String scheme = uri.getScheme();
    if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
      section.wrong("url", "does not begin with `redis://` or `rediss://`", WRITE_URL);
      return;
    }
    String path = uri.getRawPath();
    if (uri.getHost() == null || !path.matches("/?[0-9]{0,4}")) {
      section.wrong("url", "names no host, or a database that is no number", WRITE_URL);
      return;
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      section.wrong("url", "has parameters", WRITE_URL + "; TLS has its own section, `tls:`");
      return;
    }
    String database = path.length() < 2 ? "" : path;
    int port = uri.getPort() < 0 ? PORT : uri.getPort();
    boolean secure = tls || scheme.equals("rediss");
    options.setConnectionString(
        (secure ? "rediss://" : "redis://") + uri.getHost() + ":" + port + database);
    String userInfo = uri.getRawUserInfo();
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
      if (!user.isEmpty()) {
        options.setUser(user);
      }
      options.setPassword(colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
    }
  }

  private static String decoded(String part) {
    // In this part of a URL a plus is a plus.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// The server's certificate must be for its host and signed by `ca`, or by an authority that the
  /// JVM trusts.
  private static void readTls(Section tls, NetClientOptions net) {
    TlsFiles files = TlsFiles.read(tls);
    net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    if (files.ca() != null) {
      net.setTrustOptions(new PemTrustOptions().addCertPath(files.ca().getPath()));
    }
    if (files.cert() != null && files.key() != null) {
      net.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertPath(files.cert().getPath())
              .addKeyPath(files.key().getPath()));
    }
  }

  /// Without the URL and the credentials.
  @Override
  public String toString() {
    return "RedisSettings[" + size + "]";
  }
}
