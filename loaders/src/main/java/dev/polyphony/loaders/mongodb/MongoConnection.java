package dev.polyphony.loaders.mongodb;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.connection.ClusterSettings;
import com.mongodb.connection.ServerSettings;
import com.mongodb.connection.SocketSettings;
import com.mongodb.connection.TransportSettings;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.TurnQueue;
import dev.polyphony.loaders.mongodb.MongoAnswers.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// The way to one server or cluster: sends commands, each with the time that its request has left.
final class MongoConnection {
  /// A server that is known to be away fails a request after this; it is looked for all the time.
  private static final Duration SELECTION = Duration.ofMillis(1500);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int THREADS = 2;
  private static final long MARGIN_MILLIS = 50;

  private final MongoClient client;
  private final MongoDatabase database;
  private final Presence presence;
  private final ExecutorService threads;
  private final TurnQueue queue;

  private MongoConnection(
      MongoClient client, Presence presence, ExecutorService threads, MongoSettings settings) {
    this.client = client;
    this.presence = presence;
    this.database = client.getDatabase(settings.database());
    this.threads = threads;
    this.queue = new TurnQueue("MongoDB", settings.poolSize(), settings.poolWaiting());
  }

  static MongoConnection open(String store, MongoSettings settings) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("mongodb-" + store + "-", 1).daemon().factory());
    ReadPreference preference = settings.connection().getReadPreference();
    Presence presence =
        new Presence(store, preference == null ? ReadPreference.primary() : preference);
    MongoClientSettings.Builder builder =
        MongoClientSettings.builder()
            .applicationName("polyphony")
            .applyConnectionString(settings.connection())
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .transportSettings(TransportSettings.asyncBuilder().executorService(threads).build())
            .applyToClusterSettings(cluster -> cluster(cluster, presence))
            .applyToServerSettings(MongoConnection::server)
            .applyToSocketSettings(MongoConnection::socket)
            .applyToConnectionPoolSettings(pool -> pool.maxSize(settings.poolSize()).minSize(0));
    if (settings.credential() != null) {
      builder.credential(settings.credential());
    }
    if (settings.tls() != null) {
      builder.applyToSslSettings(ssl -> ssl.enabled(true).context(settings.tls()));
    }
    return new MongoConnection(MongoClients.create(builder.build()), presence, threads, settings);
  }

  private static void cluster(ClusterSettings.Builder cluster, Presence presence) {
    cluster
        .serverSelectionTimeout(SELECTION.toMillis(), TimeUnit.MILLISECONDS)
        .addClusterListener(presence);
  }

  private static void server(ServerSettings.Builder server) {
    server
        .heartbeatFrequency(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)
        .minHeartbeatFrequency(HEARTBEAT.toMillis() / 5, TimeUnit.MILLISECONDS);
  }

  private static void socket(SocketSettings.Builder socket) {
    socket.connectTimeout(SELECTION.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Sends all commands, as many at once as there are connections. What became of each comes in
  /// their order, at the latest when the request's time is over.
  CompletableFuture<List<Outcome>> send(List<? extends MongoCommand> sent, CallContext context) {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(sent.size());
    List<Supplier<CompletionStage<?>>> commands = new ArrayList<>(sent.size());
    for (MongoCommand command : sent) {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      outcomes.add(outcome);
      commands.add(() -> run(outcome, context, millis -> start(command, millis, outcome)));
    }
    if (!sent.isEmpty()) {
      queue.submit(commands);
    }
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(_ -> outcomes.stream().map(CompletableFuture::resultNow).toList());
  }

  /// The server's version as it tells it.
  CompletableFuture<String> version(CallContext context) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    queue.submit(List.of(() -> run(outcome, context, millis -> askVersion(millis, outcome))));
    return outcome
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(answered -> String.valueOf(answered.success().getFirst()[0]));
  }

  /// Reads all documents of an answer of the server's, each into a row as it comes.
  CompletableFuture<List<@Nullable Object[]>> read(
      Function<MongoDatabase, Publisher<RawBsonDocument>> command,
      Function<RawBsonDocument, @Nullable Object[]> row,
      CallContext context) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    LongConsumer start =
        millis ->
            command
                .apply(database.withTimeout(millis, TimeUnit.MILLISECONDS))
                .subscribe(new FindSubscriber(row, Integer.MAX_VALUE, outcome));
    queue.submit(List.of(() -> run(outcome, context, start)));
    return outcome
        .orTimeout(context.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(Outcome::success);
  }

  /// Starts one command with the time that is left; its outcome comes, whatever happens.
  private CompletionStage<?> run(
      CompletableFuture<Outcome> outcome, CallContext context, LongConsumer command) {
    long millis = context.remaining().toMillis();
    if (millis < 1) {
      outcome.complete(Outcome.failed(MongoErrors.timedOut()));
      return outcome;
    }
    if (presence.isAwayFor(SELECTION)) {
      outcome.complete(Outcome.failed(MongoErrors.away()));
      return outcome;
    }
    // The driver ends a little earlier than the request: what the others answered is not lost then.
    long driverMillis = Math.max(1, millis - Math.min(MARGIN_MILLIS, millis / 10));
    try {
      command.accept(driverMillis);
    } catch (RuntimeException e) {
      outcome.complete(Outcome.failed(MongoErrors.of(e)));
    }
    return outcome;
  }

  private void start(MongoCommand command, long millis, CompletableFuture<Outcome> outcome) {
    MongoCollection<RawBsonDocument> collection =
        database
            .getCollection(command.collection(), RawBsonDocument.class)
            .withTimeout(millis, TimeUnit.MILLISECONDS);
    Publisher<RawBsonDocument> publisher =
        switch (command) {
          case MongoFind find -> find(collection, find);
          case MongoNative text -> collection.aggregate(text.stages()).batchSize(text.most() + 1);
          case MongoCount count -> collection.aggregate(count.pipeline()).batchSize(count.batch());
        };
    publisher.subscribe(new FindSubscriber(command::row, command.most(), outcome));
  }

  private static Publisher<RawBsonDocument> find(
      MongoCollection<RawBsonDocument> collection, MongoFind find) {
    FindPublisher<RawBsonDocument> publisher =
        collection
            .find(find.filter().bson())
            .projection(find.projection())
            .limit(find.limit())
            // One more than can come: the first answer is then the last.
            .batchSize(find.most() + 1);
    return find.sort().isEmpty() ? publisher : publisher.sort(find.sort());
  }

  private void askVersion(long millis, CompletableFuture<Outcome> outcome) {
    database
        .withTimeout(millis, TimeUnit.MILLISECONDS)
        .runCommand(new BsonDocument("buildInfo", new BsonInt32(1)), RawBsonDocument.class)
        .subscribe(
            new FindSubscriber(
                info -> new @Nullable Object[] {info.getString("version").getValue()}, 1, outcome));
  }

  void close() {
    client.close();
    threads.shutdown();
  }
}
