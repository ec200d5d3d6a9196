package dev.polyphony.loaders.mongodb;

import static dev.polyphony.loaders.mongodb.Declared.mapping;
import static dev.polyphony.loaders.mongodb.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.SharedStores;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a server that hangs, is away or breaks connections costs.
class MongoFailuresTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final MongoServer server = new MongoServer("emulator", SharedStores.mongo().url());
  private final String database = server.newDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final FaultProxy proxy = FaultProxy.before(SharedStores.mongo().port());
  private final Store store =
      MongoServer.open(vertx, "mongodb://127.0.0.1:" + proxy.port(), database);
  private final Mapping mapping = mapping("thing", value("parent", ValueType.INT));

  @BeforeEach
  void fill() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      documents.add(new Document("_id", "id" + i).append("parent", i));
    }
    server.insert(database, "thing", documents);
  }

  @AfterEach
  void close() {
    store.close();
    vertx.close();
    proxy.close();
    server.drop(database);
  }

  @Test
  void aHungServerTimesOutByTheDeadlineAndHeals() throws Exception {
    answered(find(LONG));

    proxy.hang();
    long began = System.nanoTime();
    assertThat(refused(find(SHORT))).isEqualTo(FailureReason.TIMED_OUT);
    assertThat(refused(related(SHORT, 100))).isEqualTo(FailureReason.TIMED_OUT);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(3));
    proxy.heal();

    assertThat(answered(find(LONG)).rows().size()).isEqualTo(1);
    assertThat(answered(related(LONG, 200)).rows().size()).isEqualTo(200);
  }

  @Test
  void aServerThatIsAwayIsSaidSoAndFoundAgain() throws Exception {
    answered(find(LONG));

    proxy.refuse();
    long began = System.nanoTime();
    assertThat(refused(find(LONG))).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(3));
    proxy.heal();

    healed();
  }

  @Test
  void aServerThatStaysAwayKeepsNobodyWaiting() throws Exception {
    proxy.refuse();
    refused(find(LONG));
    refused(find(LONG));

    long began = System.nanoTime();
    assertThat(refused(find(LONG))).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(since(began)).isLessThan(Duration.ofMillis(500));
    proxy.heal();

    healed();
  }

  @Test
  void brokenConnectionsAreReplacedUnnoticed() throws Exception {
    answered(related(LONG, 50));
    CompletionStage<Answer> first = find(LONG);
    CompletionStage<Answer> second = find(LONG);

    proxy.cut();

    assertThat(answered(first).rows().size()).isEqualTo(1);
    assertThat(answered(second).rows().size()).isEqualTo(1);
  }

  @Test
  void aThousandParentsDoNotHoldUpOthers() throws Exception {
    CompletionStage<Answer> large = related(LONG, 200);

    assertThat(answered(find(LONG)).rows().size()).isEqualTo(1);
    assertThat(answered(large).rows().size()).isEqualTo(200);
  }

  /// The driver looks for the server every second; until it has found it requests fail at once.
  private void healed() throws Exception {
    long began = System.nanoTime();
    while (since(began).compareTo(LONG) < 0) {
      try {
        answered(find(LONG));
        return;
      } catch (ExecutionException e) {
        new CompletableFuture<Boolean>().completeOnTimeout(true, 50, TimeUnit.MILLISECONDS).get();
      }
    }
    throw new AssertionError("not healed within " + LONG);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private CompletionStage<Answer> find(Duration time) {
    return store.findByKeys(
        new KeyLookup(mapping, mapping.key(), KeyBatch.of("id7"), Projection.of("id")),
        CallContext.within(time, StatementLog.NONE));
  }

  private CompletionStage<Answer> related(Duration time, int parents) {
    Object[] keys = new Object[parents];
    for (int i = 0; i < parents; i++) {
      keys[i] = i;
    }
    return store.query(
        new Query(
            new Source.Related(mapping, List.of(FieldPath.of("parent")), KeyBatch.of(keys)),
            Projection.of("id"),
            Condition.TRUE,
            mapping.order(),
            Page.first(5)),
        CallContext.within(time, StatementLog.NONE));
  }

  private static Answer answered(CompletionStage<Answer> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static FailureReason refused(CompletionStage<Answer> stage) throws Exception {
    try {
      throw new AssertionError("expected a failure, was answered " + answered(stage));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        return failure.reason();
      }
      throw e;
    }
  }
}
