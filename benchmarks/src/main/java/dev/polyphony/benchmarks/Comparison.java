package dev.polyphony.benchmarks;

import dev.polyphony.embedded.EmbeddedPostgres;
import dev.polyphony.embedded.demo.DemoStores;
import dev.polyphony.embedded.demo.Report;
import dev.polyphony.embedded.seed.Seed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Both servers alive at once on one database, short cells in turn and in turned order, and the
/// ratio of processor time per request within the same round.
public final class Comparison {
  private static final Duration CELL = Duration.ofSeconds(3);
  private static final long WARM_UP = 30_000;

  /// Comments and breaks.
  private static final Pattern ONE_LINE = Pattern.compile("#[^\n]*|\\s+");

  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(45);

  private final Load load;
  private final Server hand;
  private final Server gateway;
  private final List<Long> stores;

  /// @param stores their processes, by id
  private Comparison(Load load, Server hand, Server gateway, List<Long> stores) {
    this.load = load;
    this.hand = hand;
    this.gateway = gateway;
    this.stores = stores;
  }

  /// One cell: seconds of processor time per request.
  private record Cell(double server, double stores) {}

  /// @param arguments the project's folder, how many rounds to run, and of `blog` and `travel` the
  ///   only one to run
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    Path project = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    String only = arguments.length > 2 ? arguments[2] : "";
    int status = 1;
    try {
      Load load = new Load(Vertx.vertx());
      if (!only.equals("travel")) {
        blog(load, project, rounds);
      }
      if (!only.equals("blog")) {
        travel(load, project, rounds);
      }
      status = 0;
    } finally {
      // Threads of drivers must not keep a failed run alive.
      Runtime.getRuntime().exit(status);
    }
  }

  private static void blog(Load load, Path project, int rounds) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      System.out.println("loading 10,000 users, 100,000 posts, 500,000 comments");
      Map<String, String> environment = Map.of("BLOG_URL", BlogData.load(postgres).url());
      Path logs = project.resolve("benchmarks/target");
      try (Server hand =
              Server.handWritten(
                  HandWrittenBlog.class, environment, logs.resolve("blog-by-hand.log"));
          Server gateway =
              Server.polyphony(
                  project.resolve("benchmarks/blog/polyphony.yaml"),
                  environment,
                  logs.resolve("blog-by-polyphony.log"))) {
        new Comparison(load, hand, gateway, List.of(postgres.pid())).run(Scenario.blog(), rounds);
      }
    }
  }

  private static void travel(Load load, Path project, int rounds) throws Exception {
    Path example = project.resolve("examples/air-travel");
    Path logs = project.resolve("benchmarks/target");
    Seed seed = Seed.read(example.resolve("seed/seed.yaml"));
    Path kept = logs.resolve("travel");
    Report report = new Report(System.out);
    try (DemoStores stores = DemoStores.start(seed, kept, Set.of(), report)) {
      try (Server hand =
              Server.handWritten(
                  HandWrittenTravel.class,
                  stores.environment(),
                  logs.resolve("travel-by-hand.log"));
          Server gateway =
              Server.polyphony(
                  example.resolve("polyphony.yaml"),
                  stores.environment(),
                  logs.resolve("travel-by-polyphony.log"))) {
        String query =
            ONE_LINE
                .matcher(Files.readString(example.resolve("queries/29-five-stores.graphql")))
                .replaceAll(" ")
                .replace("\"", "\\\"");
        new Comparison(load, hand, gateway, stores.pids()).run(Scenario.travel(query), rounds);
      }
    }
  }

  private void run(List<Scenario> scenarios, int rounds) throws Exception {
    for (Scenario scenario : scenarios) {
      awaitAnswer(hand, path(true, scenario), scenario);
      awaitAnswer(gateway, path(false, scenario), scenario);
      compareAnswers(scenario);
    }
    System.out.printf(
        "%-4s %21s %21s %16s %16s %16s%n",
        "", "hand-written µs", "Polyphony µs", "ratio", "ratio / stores", "requests/s");
    for (Scenario scenario : scenarios) {
      measure(scenario, rounds);
    }
  }

  private static String path(boolean hand, Scenario scenario) {
    return hand ? "/" + scenario.name() : "/graphql";
  }

  private double storesCpu() {
    return stores.stream().mapToDouble(Cpu::ofTree).sum();
  }

  private void awaitAnswer(Server server, String path, Scenario scenario) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        load.ask(server.port(), path, scenario.body(new Random(0)));
        return;
      } catch (ExecutionException e) {
        if (System.nanoTime() > end || !server.isAlive()) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private void compareAnswers(Scenario scenario)
      throws ExecutionException, InterruptedException, TimeoutException, IOException {
    for (int seed = 0; seed < 20; seed++) {
      String body = scenario.body(new Random(seed));
      String ours = load.ask(gateway.port(), path(false, scenario), body);
      String theirs = load.ask(hand.port(), path(true, scenario), body);
      if (!ours.equals(theirs)) {
        throw new IOException("answers differ:\n" + ours + "\n" + theirs);
      }
    }
  }

  private void measure(Scenario scenario, int rounds) throws Exception {
    warmUp(hand, path(true, scenario), scenario);
    warmUp(gateway, path(false, scenario), scenario);
    List<Cell> byHand = new ArrayList<>();
    List<Cell> byGateway = new ArrayList<>();
    long answers = 0;
    for (int round = 0; round < rounds; round++) {
      for (boolean isHand : round % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
        Server server = isHand ? hand : gateway;
        double before = server.cpu();
        double storesBefore = storesCpu();
        long count = load.run(server.port(), path(isHand, scenario), scenario, CELL, round);
        (isHand ? byHand : byGateway)
            .add(new Cell((server.cpu() - before) / count, (storesCpu() - storesBefore) / count));
        answers += isHand ? 0 : count;
      }
    }
    print(scenario, byHand, byGateway, answers / (CELL.toSeconds() * (double) rounds));
  }

  /// By number, not by time: on a busy machine the compiler gets little done within seconds.
  private void warmUp(Server server, String path, Scenario scenario) throws Exception {
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    long answers = 0;
    for (int round = 1; answers < WARM_UP && System.nanoTime() < end; round++) {
      answers += load.run(server.port(), path, scenario, CELL, -round);
    }
  }

  private static void print(
      Scenario scenario, List<Cell> byHand, List<Cell> byGateway, double requests) {
    double[] hand = byHand.stream().mapToDouble(cell -> cell.server() * 1e6).sorted().toArray();
    double[] ours = byGateway.stream().mapToDouble(cell -> cell.server() * 1e6).sorted().toArray();
    double[] ratios = new double[byHand.size()];
    double[] corrected = new double[byHand.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = byGateway.get(i).server() / byHand.get(i).server();
      corrected[i] = ratios[i] * byHand.get(i).stores() / byGateway.get(i).stores();
    }
    Arrays.sort(ratios);
    Arrays.sort(corrected);
    System.out.printf(
        Locale.ROOT,
        "%-4s %12.0f [%6.0f] %12.0f [%6.0f] %8.2f [%4.2f] %8.2f [%4.2f] %16.0f%n",
        scenario.name(),
        median(hand),
        hand[0],
        median(ours),
        ours[0],
        median(ratios),
        ratios[0],
        median(corrected),
        corrected[0],
        requests);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
