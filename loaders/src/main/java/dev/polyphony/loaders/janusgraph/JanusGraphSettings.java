package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Section;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// How a JanusGraph server is reached.
///
/// @param store the store's name, for the log
/// @param source the server's name of the traversal source
/// @param tls null where the connection is plain
/// @param inFlight most traversals under way at once
/// @param waiting most requests that wait for their turn; one more is refused at once
/// @param connectTimeout until a new connection is ready
/// @param maxReconnectDelay the longest time after which a server that refused is tried again
record JanusGraphSettings(
    String store,
    Address address,
    String source,
    @Nullable Credentials credentials,
    @Nullable SslContext tls,
    int inFlight,
    int waiting,
    Duration connectTimeout,
    Duration maxReconnectDelay) {
  private static final int PORT = 8182;
  private static final String PATH = "/gremlin";
  private static final String WRITE_URL = "Write `ws://host:port/gremlin`";

  /// Where the server listens.
  record Address(String host, int port, String path) {}

  /// Who the server takes us for.
  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }

  static JanusGraphSettings read(String store, Section section) {
    String url = section.requiredText("url");
    String source = section.text("source", "g");
    Credentials credentials = credentials(section);
    int inFlight = 64;
    int waiting = 1000;
    Section pool = section.section("pool");
    if (pool != null) {
      inFlight = pool.integer("inFlight", inFlight, 1, 10_000);
      waiting = pool.integer("waiting", waiting, 1, 1_000_000);
      pool.finish();
    }
    Duration connectTimeout = section.duration("connectTimeout", Duration.ofSeconds(5));
    Duration delay = section.duration("maxReconnectDelay", Duration.ofSeconds(1));
    Section tls = section.section("tls");
    Address address = url.isEmpty() ? null : address(section, url);
    TlsFiles files = tls == null ? TlsFiles.NONE : TlsFiles.read(tls);
    SslContext context = tls == null && !url.startsWith("wss:") ? null : context(files);
    section.finish();
    return new JanusGraphSettings(
        store,
        address == null ? new Address("localhost", PORT, PATH) : address,
        source,
        credentials,
        context,
        inFlight,
        waiting,
        connectTimeout,
        delay);
  }

  /// What is wrong with a URL is said without it, as it may hold a password.
  private static @Nullable Address address(Section section, String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      section.wrong("url", "is not a URL", WRITE_URL);
      return null;
    }
    String scheme = uri.getScheme();
    if (!"ws".equals(scheme) && !"wss".equals(scheme)) {
      section.wrong("url", "does not begin with `ws://` or `wss://`", WRITE_URL);
    } else if (uri.getRawUserInfo() != null) {
      section.wrong("url", "holds credentials", "Write them as `user` and `password`");
    } else if (uri.getHost() == null) {
      section.wrong("url", "names no host", WRITE_URL);
    } else if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      section.wrong("url", "has parameters", WRITE_URL + "; TLS has its own section, `tls:`");
    } else {
      boolean root = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      return new Address(
          uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), root ? PATH : uri.getRawPath());
    }
    return null;
  }

  private static @Nullable Credentials credentials(Section section) {
    String user = section.text("user");
    String password = section.text("password");
    if ((user == null && password == null) || !section.knows("user", "password")) {
      return null;
    }
    if (user == null || user.isEmpty() || password == null) {
      section.wrong(
          user == null ? "password" : "user",
          "stands alone",
          "Write both `user` and `password`, or none");
      return null;
    }
    return new Credentials(user, password);
  }

  /// The server's certificate must be for its host and signed by `ca`, or by an authority that the
  /// JVM trusts.
  private static SslContext context(TlsFiles files) {
    try {
      return files.builder().endpointIdentificationAlgorithm("HTTPS").build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Without the URL and the credentials.
  @Override
  public String toString() {
    return "JanusGraphSettings[" + source + "]";
  }
}
