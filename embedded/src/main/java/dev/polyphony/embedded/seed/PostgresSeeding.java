package dev.polyphony.embedded.seed;

import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.process.StartFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Loads tables by COPY, all in one transaction with the mark that says so.
final class PostgresSeeding {
  private final Seed seed;
  private final String store;
  private final Progress progress;

  PostgresSeeding(Seed seed, String store, Progress progress) {
    this.seed = seed;
    this.store = store;
    this.progress = progress;
  }

  /// The loaded database; one that holds other data is made anew.
  Loaded load(EmbeddedPostgres server) {
    var name = seed.store(store).database();
    var fingerprint = seed.fingerprint(store);
    var database = server.database(name);
    try {
      if (fingerprint.equals(mark(server, database))) {
        return new Loaded(database, false);
      }
      server.execute(server.database(), "DROP DATABASE " + quoted(name) + " WITH (FORCE)");
      database = server.database(name);
      fill(server, database, fingerprint);
      return new Loaded(database, true);
    } catch (SQLException | IOException failure) {
      throw new StartFailure("cannot load " + store + ": " + failure.getMessage(), failure);
    }
  }

  private static @Nullable String mark(EmbeddedPostgres server, Database database)
      throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      try (var there = statement.executeQuery("SELECT to_regclass('polyphony.seed')")) {
        if (!there.next() || there.getString(1) == null) {
          return null;
        }
      }
      try (var rows = statement.executeQuery("SELECT fingerprint FROM polyphony.seed")) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  private void fill(EmbeddedPostgres server, Database database, String fingerprint)
      throws SQLException, IOException {
    var definition = seed.store(store).define();
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (definition != null) {
        statement.execute(seed.text(definition));
      }
      for (var load : seed.store(store).load()) {
        copy(connection, load);
      }
      statement.execute("CREATE SCHEMA polyphony");
      statement.execute(
          "CREATE TABLE polyphony.seed AS SELECT '" + fingerprint + "' AS fingerprint");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("ANALYZE");
    }
  }

  private void copy(Connection connection, Load load) throws SQLException, IOException {
    var columns = Columns.of(seed, load);
    var names =
        columns.all().stream()
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", "));
    var statement = "COPY " + qualified(load.into()) + " (" + names + ") FROM STDIN";
    var count = new RowCount(progress, store, load);
    try (var rows = CsvRows.open(seed.resolve(load.file()));
        var out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), statement, 65_536);
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      while (rows.hasNext()) {
        write(writer, columns.all(), rows.next());
        count.next();
      }
    }
    count.end();
  }

  private static void write(Writer writer, List<Columns.Column> columns, Map<String, String> row)
      throws IOException {
    var separator = "";
    for (var column : columns) {
      writer.write(separator);
      writer.write(copyText(column, row));
      separator = "\t";
    }
    writer.write('\n');
  }

  private static String copyText(Columns.Column column, Map<String, String> row) {
    var split = column.source().split();
    if (split != null) {
      return escaped(
          column.parts(row, split).stream()
              .map(part -> '"' + part.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
              .collect(Collectors.joining(",", "{", "}")));
    }
    var value = column.value(row);
    return value == null ? "\\N" : escaped(value);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /// A table's name with its schema, if it has one.
  private static String qualified(String name) {
    return Stream.of(name.split("\\."))
        .map(PostgresSeeding::quoted)
        .collect(Collectors.joining("."));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
