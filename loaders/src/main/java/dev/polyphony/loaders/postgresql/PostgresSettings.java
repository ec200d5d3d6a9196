package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Section;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;

/// How a database is reached.
///
/// @param size most connections
/// @param waiting most requests that wait for a connection; one more is refused at once
/// @param connectTimeout how long a new connection may take until it is ready
record PostgresSettings(PgConnectOptions options, int size, int waiting, Duration connectTimeout) {
  private static final int PORT = 5432;
  private static final String WRITE_URL = "Write `postgresql://user:password@host:port/database`";

  static PostgresSettings read(String store, Section section) {
    PgConnectOptions options = new PgConnectOptions();
    String user = section.text("user");
    String password = section.text("password");
    String url = section.requiredText("url");
    options.setUser("").setPassword("");
    if (!url.isEmpty()) {
      readUrl(section, url, options);
    }
    if (user != null) {
      options.setUser(user);
    }
    if (password != null) {
      options.setPassword(password);
    }
    if (!url.isEmpty() && options.getUser().isEmpty()) {
      section.wrong("url", "names no user", "Add `user: …`, or write it into the URL");
    }
    Section tls = section.section("tls");
    if (tls != null) {
      readTls(tls, options);
    }
    int size = 8;
    int waiting = 1000;
    Section pool = section.section("pool");
    if (pool != null) {
      size = pool.integer("size", size, 1, 1000);
      waiting = pool.integer("waiting", waiting, 1, 1_000_000);
      pool.finish();
    }
    Duration connectTimeout = section.duration("connectTimeout", Duration.ofSeconds(5));
    section.finish();
    options.addProperty("application_name", "polyphony " + store);
    return new PostgresSettings(options, size, waiting, connectTimeout);
  }

  /// What is wrong with a URL is said without it, as it may hold a password.
  private static void readUrl(Section section, String url, PgConnectOptions options) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      section.wrong("url", "is not a URL", WRITE_URL + "; percent-encode special characters");
      return;
    }
    String scheme = uri.getScheme();
    if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
      section.wrong("url", "does not begin with `postgresql://`", WRITE_URL);
      return;
    }
    String host = uri.getHost();
    String path = uri.getPath();
    if (host == null || path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
      section.wrong("url", "names no host, or no database", WRITE_URL);
      return;
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      section.wrong("url", "has parameters", WRITE_URL + "; TLS has its own section, `tls:`");
      return;
    }
    options
        .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
        .setPort(uri.getPort() < 0 ? PORT : uri.getPort())
        .setDatabase(path.substring(1));
    String userInfo = uri.getRawUserInfo();
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      options.setUser(decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)));
      options.setPassword(colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
    }
  }

  private static String decoded(String part) {
    // In this part of a URL a plus is a plus.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// The server's certificate must be for its host and signed by `ca`, or by an authority that the
  /// JVM trusts.
  private static void readTls(Section tls, PgConnectOptions options) {
    TlsFiles files = TlsFiles.read(tls);
    ClientSSLOptions ssl = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
    ssl.setTrustOptions(
        files.ca() == null
            ? systemTrust()
            : new PemTrustOptions().addCertPath(files.ca().getPath()));
    if (files.cert() != null && files.key() != null) {
      ssl.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertPath(files.cert().getPath())
              .addKeyPath(files.key().getPath()));
    }
    options.setSslMode(SslMode.VERIFY_FULL).setSslOptions(ssl);
  }

  private static TrustOptions systemTrust() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no authorities that it trusts", e);
    }
  }

  @Override
  public String toString() {
    return "PostgresSettings[" + options.getHost() + ":" + options.getPort() + "]";
  }
}
