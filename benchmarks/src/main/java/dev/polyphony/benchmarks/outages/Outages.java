package dev.polyphony.benchmarks.outages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.embedded.FaultProxy;
import dev.polyphony.embedded.demo.DemoStores;
import dev.polyphony.embedded.demo.Report;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Configuration;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An example on its own stores, each of them behind a proxy that fails on demand.
public final class Outages implements AutoCloseable {
  public static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration FAULT = Duration.ofMillis(4_500);

  private final DemoStores stores;
  private final Map<String, FaultProxy> proxies;
  private final Gateway gateway;
  private final Asker asker;

  private Outages(
      DemoStores stores, Map<String, FaultProxy> proxies, Gateway gateway, Asker asker) {
    this.stores = stores;
    this.proxies = proxies;
    this.gateway = gateway;
    this.asker = asker;
  }

  /// Prints a table of every fault of every store; ends with 1 when an answer was not as promised.
  ///
  /// @param arguments the example's folder, and where its stores keep their data
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    int status = 1;
    try (Outages outages = start(Path.of(arguments[0]), Path.of(arguments[1]))) {
      boolean good = outages.all().stream().allMatch(outage -> outage.isGood(DEADLINE));
      status = good ? 0 : 1;
    } finally {
      // Threads of drivers must not keep a failed run alive.
      Runtime.getRuntime().exit(status);
    }
  }

  /// Starts the example's stores over a folder, loads what is missing, and starts the gateway. The
  /// query that is asked has a root field of every store.
  public static Outages start(Path example, Path folder) throws Exception {
    Seed seed = Seed.read(example.resolve("seed/seed.yaml"));
    DemoStores stores = DemoStores.start(seed, folder, Set.of(), new Report(System.out));
    Map<String, FaultProxy> proxies = new LinkedHashMap<>();
    Map<String, String> environment = new LinkedHashMap<>(stores.environment());
    stores
        .ports()
        .forEach((store, port) -> {
          FaultProxy proxy = FaultProxy.before(port);
          proxies.put(store, proxy);
          environment.replaceAll((_, url) -> url.replace(":" + port, ":" + proxy.port()));
        });
    Gateway gateway = gateway(example.resolve("polyphony.yaml"), environment);
    String query = Files.readString(example.resolve("queries/33-each-store.graphql"));
    return new Outages(stores, proxies, gateway, new Asker(gateway.port(), query));
  }

  private static Gateway gateway(Path file, Map<String, String> environment) throws Exception {
    Project project = Project.read(file, StoreKinds.ALL, environment::get);
    if (!(project instanceof Project.Sound sound)) {
      throw new IOException(project.toString());
    }
    Configuration configuration = sound.configuration();
    return Gateway.start(
            configuration
                .with(configuration.server().at("127.0.0.1", 0))
                .with(configuration.limits().within(DEADLINE)),
            sound.catalog())
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// One after another, each when the one before is healed.
  public List<Outage> all() throws IOException, InterruptedException {
    JsonNode whole = awaitWhole().answer();
    System.out.println(Outage.heading());
    List<Outage> outages = new ArrayList<>();
    for (String store : proxies.keySet()) {
      for (Fault fault : Fault.values()) {
        Outage outage = of(store, fault, whole);
        System.out.println(outage.line());
        outage.problems().stream().limit(3).forEach(problem -> System.out.println("  " + problem));
        outages.add(outage);
      }
    }
    return outages;
  }

  private Reply awaitWhole() throws IOException, InterruptedException {
    Reply reply = asker.ask();
    long end = reply.start() + PATIENCE.toNanos();
    while (!reply.isWhole() && System.nanoTime() < end) {
      reply = asker.ask();
    }
    if (!reply.isWhole()) {
      throw new IOException("no whole answer: " + reply.answer());
    }
    return reply;
  }

  private Outage of(String store, Fault fault, JsonNode whole) throws InterruptedException {
    FaultProxy proxy = proxies.get(store);
    if (proxy == null) {
      throw new IllegalArgumentException("no store " + store);
    }
    List<Reply> replies;
    long end;
    try (AskingLoops loops = new AskingLoops(asker)) {
      switch (fault) {
        case REFUSED -> proxy.refuse();
        case HUNG -> proxy.hang();
        case KILLED -> stores.kill(store, PATIENCE);
      }
      if (fault != Fault.KILLED) {
        loops.await(FAULT);
      }
      proxy.heal();
      end = System.nanoTime();
      loops.awaitWhole(end, PATIENCE);
      replies = loops.replies();
    }
    return outage(store, fault, whole, replies, end);
  }

  private static Outage outage(
      String store, Fault fault, JsonNode whole, List<Reply> replies, long end) {
    List<String> problems = new ArrayList<>();
    Set<String> codes = new TreeSet<>();
    Duration slowest = Duration.ZERO;
    long healed = end;
    int affected = 0;
    for (Reply reply : replies) {
      @Nullable String problem = reply.problem(whole, store);
      if (problem != null) {
        problems.add(problem);
      }
      codes.addAll(reply.codes());
      slowest = slowest.compareTo(reply.time()) > 0 ? slowest : reply.time();
      if (!reply.isWhole()) {
        affected++;
        healed = Math.max(healed, reply.end());
      }
    }
    return new Outage(
        store,
        fault,
        replies.size(),
        affected,
        codes,
        slowest,
        problems,
        Duration.ofNanos(healed - end));
  }

  @Override
  public void close() {
    asker.close();
    gateway.stop().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    proxies.values().forEach(FaultProxy::close);
    stores.close();
  }
}
