package dev.polyphony.loaders.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Section;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What the configuration says of one Cassandra cluster.
///
/// @param contactPoints unresolved, so that a name may come to mean another address
/// @param credentials null without
/// @param tls null without
/// @param poolSize connections to each node
/// @param inFlight statements under way at once
/// @param poolWaiting requests that may wait for their turn
/// @param partitions most that one request reads
/// @param maxReconnectDelay between two attempts to reach a node that is down
record CassandraSettings(
    String store,
    List<InetSocketAddress> contactPoints,
    String localDatacenter,
    String keyspace,
    @Nullable Credentials credentials,
    @Nullable SSLContext tls,
    ConsistencyLevel consistency,
    int poolSize,
    int inFlight,
    int poolWaiting,
    int partitions,
    Duration maxReconnectDelay) {
  private static final int PORT = 9042;
  private static final Pattern CONTACT_POINT =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s/]+)(?::([0-9]{1,5}))?");
  private static final Pattern KEYSPACE = Pattern.compile("\\w{1,48}");

  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
  }

  /// Reads the section; what is wrong becomes a problem of it.
  static CassandraSettings read(String store, Section section) {
    List<InetSocketAddress> contactPoints = contactPoints(section);
    String datacenter = section.requiredText("localDatacenter");
    String keyspace = section.requiredText("keyspace");
    if (!keyspace.isEmpty() && !KEYSPACE.matcher(keyspace).matches()) {
      section.wrong(
          "keyspace",
          "is not a name that a keyspace of Cassandra can have",
          "Write at most 48 letters, digits and `_`");
    }
    Credentials credentials = credentials(section);
    Section tlsSection = section.section("tls");
    SSLContext tls = tlsSection == null ? null : TlsFiles.read(tlsSection).context();
    ConsistencyLevel consistency =
        section.choice("consistency", ConsistencyLevels.DEFAULT, ConsistencyLevels.all());
    int poolSize = 1;
    int inFlight = 256;
    int poolWaiting = 1000;
    Section pool = section.section("pool");
    if (pool != null) {
      poolSize = pool.integer("size", poolSize, 1, 64);
      inFlight = pool.integer("inFlight", inFlight, 1, 30_000);
      poolWaiting = pool.integer("waiting", poolWaiting, 1, 1_000_000);
      pool.finish();
    }
    int partitions = section.integer("partitions", 10_000, 1, 1_000_000);
    Duration maxReconnectDelay = section.duration("maxReconnectDelay", Duration.ofSeconds(1));
    section.finish();
    return new CassandraSettings(
        store,
        contactPoints,
        datacenter,
        keyspace,
        credentials,
        tls,
        consistency,
        poolSize,
        inFlight,
        poolWaiting,
        partitions,
        maxReconnectDelay);
  }

  private static List<InetSocketAddress> contactPoints(Section section) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    List<String> texts = section.texts("contactPoints");
    if (texts.isEmpty() && !section.keys().contains("contactPoints")) {
      section.requiredText("contactPoints");
    }
    for (String text : texts) {
      Matcher matcher = CONTACT_POINT.matcher(text.strip());
      int port = matcher.matches() ? port(matcher.group(2)) : 0;
      if (port < 1 || port > 65_535) {
        section.wrong(
            "contactPoints",
            "holds something that is no host",
            "Write `host` or `host:port` for some nodes of the cluster");
      } else {
        String host = matcher.group(1);
        boolean bracketed = host.startsWith("[");
        addresses.add(
            InetSocketAddress.createUnresolved(
                bracketed ? host.substring(1, host.length() - 1) : host, port));
      }
    }
    return addresses;
  }

  private static int port(@Nullable String written) {
    return written == null ? PORT : Integer.parseInt(written);
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

  /// Without the credentials.
  @Override
  public String toString() {
    return "CassandraSettings[" + contactPoints + "/" + keyspace + "]";
  }
}
