package dev.polyphony.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.polyphony.embedded.Database;
import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import dev.polyphony.loaders.Store;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that leads newcomers to their first query, from top to bottom as it stands.
class GettingStartedTest {
  private static final String PAGE = ExampleFile.read(Path.of("../docs/getting-started.md"));
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void thePageAnswersAsItSays(@TempDir Path folder) throws Exception {
    EmbeddedPostgres postgres = SharedStores.postgres();
    Database shop = postgres.newDatabase();
    Database catalog = SharedStores.mongo().newDatabase();
    fill(postgres, shop);
    fill(catalog);
    Files.writeString(folder.resolve("schema.graphql"), blocks("graphql").getFirst());
    Path file = Files.writeString(folder.resolve("polyphony.yaml"), blocks("yaml").getFirst());
    Map<String, String> environment =
        Map.of(
            "SHOP_URL", shop.url(),
            "CATALOG_URL", SharedStores.mongo().url(),
            "CATALOG_DATABASE", catalog.name());

    Project project = Project.read(file, StoreKinds.ALL, environment::get);

    assertThat(project.problems()).isEmpty();
    Project.Sound sound = (Project.Sound) project;
    List<String> queries = blocks("graphql").subList(1, blocks("graphql").size());
    List<String> answers = blocks("json");
    assertThat(queries).hasSameSizeAs(answers).hasSizeGreaterThan(1);
    Vertx vertx = Vertx.vertx();
    Map<String, Store> stores = Gateway.open(sound.configuration(), vertx);
    try {
      Engine engine = new Engine(sound.catalog(), stores, EngineLimits.DEFAULT);
      for (int i = 0; i < queries.size(); i++) {
        Run run = Run.of(engine, queries.get(i));
        assertThat(run.answer()).isEqualTo(JSON.readTree(answers.get(i)));
        if (i == 0) {
          assertThat(run.plan().fetches()).as("as the page says").hasSize(4);
        }
      }
    } finally {
      stores.values().forEach(Store::close);
      vertx.close();
    }
  }

  private static void fill(EmbeddedPostgres postgres, Database shop) throws SQLException {
    try (Connection connection = postgres.connect(shop);
        Statement statement = connection.createStatement()) {
      statement.execute(blocks("sql").getFirst());
    }
  }

  private static void fill(Database catalog) throws IOException {
    Matcher insert =
        Pattern.compile("db\\.(\\w+)\\.insertMany\\((.*)\\)\\s*", Pattern.DOTALL)
            .matcher(blocks("js").getFirst());
    assertThat(insert.matches()).isTrue();
    try (MongoClient client = MongoClients.create(SharedStores.mongo().url())) {
      MongoCollection<Document> documents =
          client.getDatabase(catalog.name()).getCollection(insert.group(1));
      Document.parse("{\"all\": " + insert.group(2) + "}")
          .getList("all", Document.class)
          .forEach(documents::insertOne);
    }
  }

  private static List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(PAGE)
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
