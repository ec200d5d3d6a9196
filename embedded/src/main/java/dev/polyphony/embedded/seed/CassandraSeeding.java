package dev.polyphony.embedded.seed;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyphony.embedded.CqlScript;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedCassandra;
import dev.polyphony.embedded.process.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Loads tables of a keyspace; the mark that says so comes last, so that a half load is done again.
final class CassandraSeeding {
  private final Seed seed;
  private final String store;
  private final Progress progress;

  CassandraSeeding(Seed seed, String store, Progress progress) {
    this.seed = seed;
    this.store = store;
    this.progress = progress;
  }

  /// The loaded keyspace; one that holds other data is made anew.
  Loaded load(EmbeddedCassandra server) {
    var name = seed.store(store).database();
    var fingerprint = seed.fingerprint(store);
    var marks = server.keyspace("polyphony");
    try (var session = server.connect(marks)) {
      session.execute("CREATE TABLE IF NOT EXISTS seed (name text PRIMARY KEY, fingerprint text)");
      if (fingerprint.equals(mark(session, name))) {
        return new Loaded(server.keyspace(name), false);
      }
      session.execute(SimpleStatement.newInstance("DELETE FROM seed WHERE name = ?", name));
      session.execute("DROP KEYSPACE IF EXISTS " + quoted(name));
      var keyspace = server.keyspace(name);
      fill(server, keyspace);
      session.execute(
          SimpleStatement.newInstance(
              "INSERT INTO seed (name, fingerprint) VALUES (?, ?)", name, fingerprint));
      return new Loaded(keyspace, true);
    } catch (DriverException | IOException failure) {
      throw new StartFailure("cannot load " + store + ": " + failure.getMessage(), failure);
    }
  }

  private static @Nullable String mark(CqlSession session, String name) {
    var row =
        session
            .execute(
                SimpleStatement.newInstance("SELECT fingerprint FROM seed WHERE name = ?", name))
            .one();
    return row == null ? null : row.getString(0);
  }

  private void fill(EmbeddedCassandra server, Database keyspace) throws IOException {
    var definition = seed.store(store).define();
    try (var session = server.connect(keyspace)) {
      if (definition != null) {
        CqlScript.statements(seed.text(definition)).forEach(session::execute);
      }
      for (var load : seed.store(store).load()) {
        if (load.columns().isEmpty()) {
          lines(session, load);
        } else {
          rows(session, load);
        }
      }
    }
  }

  /// The server itself reads objects of JSON whose names are its columns'.
  private void lines(CqlSession session, Load load) throws IOException {
    var insert = session.prepare("INSERT INTO " + quoted(load.into()) + " JSON ? DEFAULT UNSET");
    var count = new RowCount(progress, store, load);
    var writes = new CassandraWrites(session);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                CsvRows.unzipped(seed.resolve(load.file())), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        writes.send(insert.bind(line));
        count.next();
      }
    }
    writes.end();
    count.end();
  }

  private void rows(CqlSession session, Load load) throws IOException {
    var table = new CassandraTable(session, load, Columns.of(seed, load));
    var count = new RowCount(progress, store, load);
    var writes = new CassandraWrites(session);
    try (var rows = CsvRows.open(seed.resolve(load.file()))) {
      while (rows.hasNext()) {
        var insert = table.insert(rows.next());
        writes.add(table.partition(), insert);
        count.next();
      }
    }
    writes.end();
    count.end();
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
