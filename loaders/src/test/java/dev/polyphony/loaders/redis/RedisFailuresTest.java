package dev.polyphony.loaders.redis;

import static dev.polyphony.loaders.redis.TestRedis.answered;
import static dev.polyphony.loaders.redis.TestRedis.refused;
import static dev.polyphony.loaders.redis.TestRedis.row;
import static dev.polyphony.loaders.redis.TestRedis.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.EmbeddedRedis;
import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.CallContext;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.KeyLookup;
import dev.polyphony.loaders.StatementLog;
import dev.polyphony.loaders.Store;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.rows.KeyBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisFailuresTest {
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LATE = Duration.ofSeconds(3);

  private final TestRedis redis = new TestRedis();
  private final Mapping notes =
      TestRedis.mapping(
          """
          type Note @entity(store: "hot", from: "note:{$key.id}", key: "id") { id: Int!  text: String }
          """);

  @AfterAll
  void close() {
    redis.close();
  }

  private static CompletionStage<Answer> find(
      Store store, Mapping mapping, Duration time, Object... keys) {
    return store.findByKeys(
        new KeyLookup(mapping, mapping.key(), KeyBatch.of(keys), Projection.of("text")),
        CallContext.within(time, StatementLog.NONE));
  }

  private Store at(int port, Map<String, Object> settings) {
    Map<String, Object> all = new java.util.HashMap<>(settings);
    all.put("url", "redis://127.0.0.1:" + port + "/" + redis.database.name());
    return TestRedis.open(redis.vertx, all);
  }

  @Test
  void whatAConnectionCarriedWhenItBrokeIsSentAgain() {
    redis.commands.run("HSET", "note:1", "text", "one");
    try (FaultProxy proxy = FaultProxy.before(redis.server.port());
        Store store = at(proxy.port(), Map.of())) {
      answered(find(store, notes, TestRedis.PATIENCE, 1));
      proxy.hang();
      CompletionStage<Answer> carried = find(store, notes, TestRedis.PATIENCE, 1);
      proxy.cut();
      proxy.heal();

      assertThat(rows(answered(carried))).containsExactly(List.of(row("one")));
    }
  }

  @Test
  void answersAreNotMixedUpWhileConnectionsBreak() throws Exception {
    for (int i = 0; i < 1000; i++) {
      redis.commands.send("HSET", "note:" + i, "text", "n" + i);
    }
    redis.commands.send("SET", "note:-1", "a wrong structure");
    redis.commands.answers();
    AtomicBoolean cutting = new AtomicBoolean(true);
    try (FaultProxy proxy = FaultProxy.before(redis.server.port());
        Store store = at(proxy.port(), Map.of("pool", pool("3", "1000")));
        var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> askers = new ArrayList<>();
      for (int asker = 0; asker < 4; asker++) {
        Random random = new Random(asker);
        askers.add(threads.submit(() -> askWhile(cutting, store, random)));
      }
      for (int i = 0; i < 40; i++) {
        proxy.cut();
        // Waits in the server for an element that does not come.
        redis.commands.run("BLPOP", "nothing", 0.05);
      }
      cutting.set(false);

      for (Future<Integer> asker : askers) {
        assertThat(asker.get(60, TimeUnit.SECONDS)).as("requests answered").isGreaterThan(5);
      }
    }
  }

  /// Asks for random keys; an answer is right or a failure. How many were answered.
  private int askWhile(AtomicBoolean cutting, Store store, Random random) throws Exception {
    int answered = 0;
    while (cutting.get() || answered < 10) {
      Object[] keys = random.ints(1 + random.nextInt(300), -1, 1100).boxed().toArray();
      Answer answer;
      try {
        answer =
            find(store, notes, TestRedis.PATIENCE, keys)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(StoreException.class);
        // Failures come at once; a moment later there may be a connection again.
        new CompletableFuture<Boolean>().completeOnTimeout(true, 5, TimeUnit.MILLISECONDS).get();
        continue;
      }
      answered++;
      for (int i = 0; i < keys.length; i++) {
        int key = (Integer) keys[i];
        int row = answer.links().single(i);
        assertThat(row < 0 ? null : answer.rows().get(row, 0))
            .isEqualTo(key >= 0 && key < 1000 ? "n" + key : null);
        assertThat(answer.failures().containsKey(i)).isEqualTo(key == -1);
      }
    }
    return answered;
  }

  @Test
  void aConnectionThatFallsSilentIsReplacedWhileItsServerWorks() {
    redis.commands.run("HSET", "note:2", "text", "two");
    try (Store store = at(redis.server.port(), Map.of("pool", pool("1", "100")))) {
      answered(find(store, notes, TestRedis.PATIENCE, 2));
      String id = clientId();
      assertThat(id).isNotEmpty();
      redis.commands.run("CLIENT", "PAUSE", 2500);

      long began = System.nanoTime();
      assertThat(refused(find(store, notes, SHORT, 2))).isEqualTo(FailureReason.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHORT.plus(LATE));
      assertThat(refused(find(store, notes, SHORT, 2))).isEqualTo(FailureReason.TIMED_OUT);

      assertThat(rows(answered(find(store, notes, TestRedis.PATIENCE, 2))))
          .containsExactly(List.of(row("two")));
      assertThat(clientId()).isNotEqualTo(id);
    }
  }

  /// The connections that use the test's database and are not the test's own.
  private String clientId() {
    String own = String.valueOf(redis.commands.run("CLIENT", "ID"));
    return String.join(
        ",",
        String.valueOf(redis.commands.run("CLIENT", "LIST"))
            .lines()
            .filter(line -> line.contains(" db=" + redis.database.name() + " "))
            .map(line -> line.substring(3, line.indexOf(' ')))
            .filter(id -> !id.equals(own))
            .toList());
  }

  private static dev.polyphony.schema.problems.Section pool(String size, String waiting) {
    return TestRedis.section(Map.of("size", size, "waiting", waiting), new Problems());
  }

  @Test
  void manyKeysAndManyRequestsShareFewConnections() {
    for (int i = 0; i < 20_000; i++) {
      redis.commands.send("HSET", "note:" + i, "text", "n" + i);
    }
    redis.commands.answers();
    try (Store store = at(redis.server.port(), Map.of("pool", pool("2", "500")))) {
      Object[] all = IntStream.range(0, 20_000).boxed().toArray();
      List<CompletionStage<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        asked.add(find(store, notes, TestRedis.PATIENCE, all));
        for (int j = 0; j < 20; j++) {
          asked.add(find(store, notes, TestRedis.PATIENCE, j));
        }
      }

      for (CompletionStage<Answer> one : asked) {
        Answer answer = answered(one);
        assertThat(answer.rows().size()).isEqualTo(answer.links().size());
        int last = answer.links().size() - 1;
        assertThat(String.valueOf(answer.rows().get(answer.links().single(last), 0)))
            .startsWith("n");
      }
      assertThat(answered(asked.getFirst()).rows().get(19_999, 0)).isEqualTo("n19999");
      assertThat(clientId().split(",")).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void oneRequestMoreThanMayWaitIsRefusedAtOnce() {
    try (FaultProxy proxy = FaultProxy.before(redis.server.port())) {
      proxy.hang();
      try (Store store = at(proxy.port(), Map.of("pool", pool("1", "2")))) {
        List<CompletionStage<Answer>> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          asked.add(find(store, notes, SHORT, 1));
        }

        long began = System.nanoTime();
        assertThat(refused(asked.getLast())).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHORT);
        assertThat(refused(asked.getFirst())).isEqualTo(FailureReason.TIMED_OUT);
      }
    }
  }

  @Test
  void aServerThatIsAwayIsNotTriedForEveryRequest() {
    int nobody = FreePort.any();
    try (Store store = at(nobody, Map.of())) {
      long began = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        assertThat(refused(find(store, notes, SHORT, 1))).isEqualTo(FailureReason.UNAVAILABLE);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHORT.plus(LATE));
    }
  }

  @Test
  void usersAndPasswordsAreSaid() {
    try (EmbeddedRedis locked = EmbeddedRedis.start()) {
      try (var commands = locked.connect(locked.database("0"))) {
        commands.run("HSET", "note:1", "text", "one");
        commands.run("HSET", "other:1", "text", "hidden");
        commands.run(
            "ACL",
            "SETUSER",
            "reader",
            "on",
            ">pass:w/ö rd",
            "~note:*",
            "+@read",
            "+select",
            "+info");
        commands.run("ACL", "SETUSER", "default", "off");
      }
      String url = "redis://127.0.0.1:" + locked.port();
      try (Store known =
              TestRedis.open(
                  redis.vertx, Map.of("url", url, "user", "reader", "password", "pass:w/ö rd"));
          Store inUrl =
              TestRedis.open(
                  redis.vertx,
                  Map.of(
                      "url", "redis://reader:pass%3Aw%2F%C3%B6%20rd@127.0.0.1:" + locked.port()));
          Store stranger =
              TestRedis.open(
                  redis.vertx, Map.of("url", url, "user", "reader", "password", "wrong"));
          Store nobody = TestRedis.open(redis.vertx, Map.of("url", url))) {
        assertThat(rows(answered(find(known, notes, TestRedis.PATIENCE, 1))))
            .containsExactly(List.of(row("one")));
        assertThat(rows(answered(find(inUrl, notes, TestRedis.PATIENCE, 1))))
            .containsExactly(List.of(row("one")));
        assertThat(find(stranger, notes, TestRedis.PATIENCE, 1))
            .failsWithin(TestRedis.PATIENCE)
            .withThrowableThat()
            .havingCause()
            .isInstanceOf(StoreException.class)
            .withMessage("Redis refuses connections with WRONGPASS")
            .withNoCause();
        Mapping others =
            TestRedis.mapping(
                """
                type Note @entity(store: "hot", from: "other:{$key.id}", key: "id") { id: Int!  text: String }
                """);
        assertThat(answered(find(known, others, TestRedis.PATIENCE, 1)).failures().values())
            .allMatch(failure -> failure.reason() == FailureReason.REJECTED)
            .hasSize(1);
        assertThat(answered(find(nobody, notes, TestRedis.PATIENCE, 1)).failures().values())
            .allMatch(failure -> failure.reason() == FailureReason.UNAVAILABLE)
            .hasSize(1);
      }
    }
  }

  @Test
  void aServerIsReachedByTlsWhenItsCertificateIsKnown(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder);
    int port = FreePort.any();
    try (EmbeddedRedis server =
        EmbeddedRedis.start(
            "--tls-port", "" + port,
            "--tls-cert-file", certificate.certificate().toString(),
            "--tls-key-file", certificate.key().toString(),
            "--tls-ca-cert-file", certificate.certificate().toString(),
            "--tls-auth-clients", "no")) {
      try (var commands = server.connect(server.database("0"))) {
        commands.run("HSET", "note:1", "text", "one");
      }
      Map<String, Object> ca = Map.of("ca", certificate.certificate().toString());
      try (Store known =
              TestRedis.open(
                  redis.vertx,
                  Map.of(
                      "url",
                      "redis://127.0.0.1:" + port,
                      "tls",
                      TestRedis.section(ca, new Problems())));
          Store stranger =
              TestRedis.open(redis.vertx, Map.of("url", "rediss://127.0.0.1:" + port))) {
        assertThat(rows(answered(find(known, notes, TestRedis.PATIENCE, 1))))
            .containsExactly(List.of(row("one")));
        assertThat(refused(find(stranger, notes, TestRedis.PATIENCE, 1)))
            .isEqualTo(FailureReason.UNAVAILABLE);
      }
    }
  }

  @Test
  void noCommandIsAboutKeysOfSeveralSlots() {
    try (EmbeddedRedis node = EmbeddedRedis.start("--cluster-enabled", "yes")) {
      try (var commands = node.connect(node.database("0"))) {
        List<Object> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        IntStream.range(0, 16_384).forEach(slots::add);
        commands.run(slots.toArray());
        while (!String.valueOf(commands.run("CLUSTER", "INFO")).contains("cluster_state:ok")) {
          // Waits in the server for a replica that it does not have.
          commands.run("WAIT", 1, 100);
        }
        for (int i = 0; i < 50; i++) {
          commands.send("HSET", "note:" + i, "text", "n" + i);
        }
        commands.answers();
      }
      try (Store store =
          TestRedis.open(redis.vertx, Map.of("url", "redis://127.0.0.1:" + node.port()))) {
        Object[] keys = IntStream.range(0, 60).boxed().toArray();
        Answer answer = answered(find(store, notes, TestRedis.PATIENCE, keys));

        assertThat(answer.failures()).isEmpty();
        assertThat(answer.rows().size()).isEqualTo(50);
      }
    }
  }
}
