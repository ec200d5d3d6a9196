package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/// Recorded answers agree with plain SQL over all the data, that of every store, in one PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParcelsAnswersTest {
  private static final Path ANSWERS = Example.PARCELS.resolve("answers");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Connection connection;

  @BeforeAll
  void load() throws SQLException, IOException {
    EmbeddedPostgres server = SharedStores.postgres();
    Database database = server.newDatabase();
    connection = server.connect(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute(ExampleFile.read(ANSWERS.resolve("plain.sql")));
    }
    for (Path file : files(Example.PARCELS.resolve("data"), ".gz")) {
      copy(file);
    }
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private void copy(Path file) throws SQLException, IOException {
    String[] name = file.getFileName().toString().split("\\.");
    String table = "COPY plain." + name[0].replace('-', '_') + " FROM STDIN";
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      boolean csv = name[1].equals("csv");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(csv ? table + " (FORMAT csv, HEADER match)" : table, csv ? in : escaped(in));
    }
  }

  private static InputStream escaped(InputStream lines) throws IOException {
    String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
    return new ByteArrayInputStream(text.replace("\\", "\\\\").getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  static List<String> queries() throws IOException {
    return files(ANSWERS, ".sql").stream()
        .map(file -> file.getFileName().toString().replace(".sql", ""))
        .filter(name -> !name.equals("plain"))
        .toList();
  }

  @Test
  void manyAnswersAreComputed() throws IOException {
    assertThat(queries()).hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theRecordedAnswerIsWhatPlainSqlSays(String query) throws SQLException, IOException {
    ExampleFile example =
        new ExampleFile(Example.PARCELS.resolve("queries").resolve(query + ".graphql"));
    JsonNode recorded = JSON.readTree(ExampleFile.read(example.answer())).get("data");

    JsonNode computed;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(ExampleFile.read(ANSWERS.resolve(query + ".sql")))) {
      assertThat(rows.next()).isTrue();
      computed = JSON.readTree(rows.getString(1));
    }

    assertThat(computed.toPrettyString()).isEqualTo(recorded.toPrettyString());
  }
}
