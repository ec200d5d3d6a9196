package dev.polyphony.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.tinkerpop.gremlin.driver.Client;
import org.apache.tinkerpop.gremlin.driver.Cluster;
import org.apache.tinkerpop.gremlin.driver.Result;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.Traverser;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The drivers of five stores, each asked from one event loop and answering there.
final class TravelDrivers {
  private final Context context;
  private final SqlClient office;
  private final MongoDatabase guides;
  private final RedisConnection hot;
  private final CqlSession telemetry;
  private final Client routes;

  /// Connects by the variables of the example's configuration; blocks until all answer.
  TravelDrivers(Vertx vertx) throws Exception {
    context = vertx.getOrCreateContext();
    office =
        PgBuilder.client()
            .with(new PoolOptions().setMaxSize(4))
            .connectingTo(
                PgConnectOptions.fromUri(variable("OFFICE_URL"))
                    .setCachePreparedStatements(true)
                    .setPipeliningLimit(256))
            .using(vertx)
            .build();
    guides = MongoClients.create(variable("GUIDES_URL")).getDatabase("travel");
    hot =
        Redis.createClient(vertx, variable("HOT_URL"))
            .connect()
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    String[] telemetryAddress = variable("TELEMETRY_URL").split(":");
    telemetry =
        CqlSession.builder()
            .addContactPoint(
                new InetSocketAddress(telemetryAddress[0], Integer.parseInt(telemetryAddress[1])))
            .withLocalDatacenter("datacenter1")
            .withKeyspace("travel")
            .build();
    URI graph = URI.create(variable("ROUTES_URL"));
    Cluster cluster =
        Cluster.build(graph.getHost())
            .port(graph.getPort())
            .path(graph.getPath())
            .minConnectionPoolSize(1)
            .maxConnectionPoolSize(1)
            .maxInProcessPerConnection(256)
            .maxSimultaneousUsagePerConnection(256)
            .create();
    routes = cluster.connect().alias("routes");
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  PreparedStatement prepare(String cql) {
    return telemetry.prepare(cql);
  }

  Future<RowSet<io.vertx.sqlclient.Row>> sql(String sql, Object... values) {
    return office.preparedQuery(sql).execute(Tuple.from(values));
  }

  Future<List<@Nullable Response>> redis(List<Request> commands) {
    return commands.isEmpty()
        ? Future.succeededFuture(new ArrayList<@Nullable Response>())
        : hot.batch(commands);
  }

  static Request command(Command command, String... arguments) {
    Request request = Request.cmd(command);
    for (String argument : arguments) {
      request.arg(argument);
    }
    return request;
  }

  Future<List<Row>> cql(PreparedStatement statement, Object... values) {
    return Future.fromCompletionStage(telemetry.executeAsync(statement.bind(values)), context)
        .map(TravelDrivers::rows);
  }

  /// All of it fits into the first frame.
  private static List<Row> rows(AsyncResultSet frame) {
    List<Row> rows = new ArrayList<>();
    frame.currentPage().forEach(rows::add);
    return rows;
  }

  Future<List<Document>> documents(Collection<String> ids, Document projection) {
    Promise<List<Document>> found = Promise.promise();
    guides
        .getCollection("guides")
        .find(new Document("_id", new Document("$in", List.copyOf(ids))))
        .projection(projection)
        .subscribe(new Collecting(found));
    return found.future();
  }

  /// Answers on the event loop.
  private final class Collecting implements Subscriber<Document> {
    private final Promise<List<Document>> promise;
    private final List<Document> documents = new ArrayList<>();

    Collecting(Promise<List<Document>> promise) {
      this.promise = promise;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Document document) {
      documents.add(document);
    }

    @Override
    public void onError(Throwable failure) {
      context.runOnContext(_ -> promise.fail(failure));
    }

    @Override
    public void onComplete() {
      context.runOnContext(_ -> promise.complete(documents));
    }
  }

  Future<List<Object>> gremlin(Bytecode traversal) {
    return Future.fromCompletionStage(
            routes.submitAsync(traversal).thenCompose(results -> results.all()), context)
        .map(results -> results.stream().map(TravelDrivers::plain).toList());
  }

  private static Object plain(Result result) {
    return result.getObject() instanceof Traverser<?> traverser
        ? traverser.get()
        : result.getObject();
  }
}
