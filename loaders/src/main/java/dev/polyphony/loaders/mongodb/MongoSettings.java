package dev.polyphony.loaders.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoCredential;
import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Section;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What the configuration says of one MongoDB store.
///
/// @param credential what stands beside the URL; null leaves it to the URL
/// @param tls null leaves it to the URL
/// @param poolSize connections, and commands at once, for each server
/// @param poolWaiting requests that may wait for a connection
record MongoSettings(
    ConnectionString connection,
    String database,
    @Nullable MongoCredential credential,
    @Nullable SSLContext tls,
    int poolSize,
    int poolWaiting) {
  private static final ConnectionString ANYWHERE = new ConnectionString("mongodb://localhost");

  /// Reads the section; what is wrong becomes a problem of it, and never repeats the URL, for that
  /// may hold a password.
  static MongoSettings read(Section section) {
    ConnectionString connection = connection(section);
    String inUrl = connection.getDatabase();
    String database = section.text("database", inUrl == null ? "" : inUrl);
    MongoCredential credential = credential(section);
    Section tlsSection = section.section("tls");
    SSLContext tls = tlsSection == null ? null : TlsFiles.read(tlsSection).context();
    Section pool = section.section("pool");
    int size = pool == null ? 8 : pool.integer("size", 8, 1, 1000);
    int waiting = pool == null ? 1000 : pool.integer("waiting", 1000, 1, 1_000_000);
    if (pool != null) {
      pool.finish();
    }
    requireDatabase(section, database);
    section.finish();
    return new MongoSettings(connection, database, credential, tls, size, waiting);
  }

  private static ConnectionString connection(Section section) {
    boolean given = section.keys().contains("url");
    String url = section.requiredText("url");
    if (!given) {
      return ANYWHERE;
    }
    if (url.startsWith("mongodb+srv:")) {
      section.wrong(
          "url",
          "is a `mongodb+srv` URL, which is looked up by DNS",
          "Write the servers that it stands for: `mongodb://<host>:27017,<host>:27017/<database>`");
      return ANYWHERE;
    }
    try {
      return new ConnectionString(url);
    } catch (IllegalArgumentException | MongoConfigurationException e) {
      section.wrong(
          "url",
          "is not the URL of a MongoDB server",
          "Write `mongodb://<host>:27017/<database>`, with `user` and `password` beside it");
      return ANYWHERE;
    }
  }

  private static void requireDatabase(Section section, String database) {
    if (!section.knows("url", "database")) {
      return;
    }
    if (database.isEmpty() && section.keys().contains("url")) {
      section
          .problems()
          .error(
              "MISSING_KEY",
              section.location(),
              section.path() + " names no database",
              "Add `database: <name>` to " + section.path());
    } else if (!database.matches("[^/\\\\. \"$\\x00]{0,63}")) {
      section.wrong(
          "database",
          "is not a name that a database of MongoDB can have",
          "Write a name without spaces and without any of / \\ . \" $");
    }
  }

  private static @Nullable MongoCredential credential(Section section) {
    String user = section.text("user");
    String password = section.text("password");
    String source = section.text("authSource", "admin");
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
    return MongoCredential.createCredential(user, source, password.toCharArray());
  }

  /// Without the URL and the credential.
  @Override
  public String toString() {
    return "MongoSettings[" + database + "]";
  }
}
