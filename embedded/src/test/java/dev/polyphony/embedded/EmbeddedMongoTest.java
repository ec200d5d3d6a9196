package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

  @Test
  void databasesDoNotSeeEachOther() {
    var mongo = SharedStores.mongo();
    var one = mongo.newDatabase();
    var other = mongo.newDatabase();

    try (var client = MongoClients.create(mongo.url())) {
      client.getDatabase(one.name()).getCollection("thing").insertOne(new Document("_id", 1));

      assertThat(client.getDatabase(one.name()).getCollection("thing").countDocuments())
          .isEqualTo(1);
      assertThat(client.getDatabase(other.name()).getCollection("thing").countDocuments()).isZero();
    }
    assertThat(mongo.memory()).isPositive();
  }

  @Test
  void aKeptFolderSurvivesARestart(@TempDir Path folder) {
    var document = new Document("_id", "SEA").append("runways", 3L);
    try (var mongo = EmbeddedMongo.start(folder);
        var client = MongoClients.create(mongo.url())) {
      client.getDatabase("travel").getCollection("guides").insertOne(document);
    }

    try (var mongo = EmbeddedMongo.start(folder);
        var client = MongoClients.create(mongo.url())) {
      assertThat(client.getDatabase("travel").getCollection("guides").find().first())
          .isEqualTo(document);
    }
  }
}
