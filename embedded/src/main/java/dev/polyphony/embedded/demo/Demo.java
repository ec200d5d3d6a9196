package dev.polyphony.embedded.demo;

import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.ProcessMemory;
import dev.polyphony.embedded.process.StartFailure;
import dev.polyphony.embedded.seed.Seed;
import dev.polyphony.embedded.seed.SeedSize;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs an example from nothing: starts its stores, loads them once, starts the gateway, and says
/// where to go.
@Command(
    name = "polyphony demo",
    description = "Starts an example with its stores and its data, and the gateway before them.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Demo implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "4000",
      description = "The gateway's port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data-dir",
      description = "Where the stores keep their data (default: .polyphony in the project).")
  private Path folder = home().resolve(".polyphony");

  @Option(
      names = "--stores",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Start only these stores, by name or kind (default: all).",
        "The others are taken from the environment, such as OFFICE_URL, or are down."
      })
  private Set<String> chosen = Set.of();

  @Option(names = "--reset", description = "Throw the kept data away and load it again.")
  private boolean reset;

  @Option(
      names = "--full",
      description = "Load all of the data: a month of flights instead of a week.")
  private boolean full;

  @Option(
      names = "--example",
      paramLabel = "NAME",
      description = "The example, by its name or its folder (default: air-travel).")
  private Path example = Path.of("air-travel");

  @Option(names = "--gateway-main", hidden = true, defaultValue = "dev.polyphony.gateway.Polyphony")
  private String gatewayMain = "";

  @Option(names = "--gateway-class-path", hidden = true)
  private String gatewayClassPath = System.getProperty("java.class.path");

  public static void main(String[] arguments) {
    // The drivers tell each connection at INFO.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    // A thread that is left over must not keep a failed demo alive.
    System.exit(
        new CommandLine(new Demo()).setExecutionExceptionHandler(Demo::explain).execute(arguments));
  }

  /// The launcher says where the project is.
  private static Path home() {
    return Path.of(System.getProperty("polyphony.home", ""));
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof StartFailure reason) {
      command.getErr().println("polyphony demo: " + reason.getMessage());
      return 1;
    }
    throw failure;
  }

  @Override
  @SuppressWarnings("try") // The lock is only held.
  public Integer call() throws InterruptedException, IOException {
    if (!FreePort.isFree(port)) {
      throw new StartFailure("port " + port + " is taken; choose another with --port");
    }
    var kept = Folders.kept(folder);
    try (var lock = lock(kept)) {
      run(kept);
    }
    return 1;
  }

  private static FileChannel lock(Path kept) throws IOException {
    var channel =
        FileChannel.open(kept.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new StartFailure(
          "another demo runs on " + kept + "; stop it, or choose another folder with --data-dir");
    }
    return channel;
  }

  private void run(Path kept) throws InterruptedException {
    var report = new Report(System.out);
    if (!Files.isDirectory(example)) {
      example = home().resolve("examples").resolve(example);
    }
    var seed = Seed.read(example.resolve("seed/seed.yaml"), full ? SeedSize.FULL : SeedSize.DEMO);
    if (reset) {
      seed.stores().forEach(store -> Folders.remove(kept.resolve(store)));
    }
    check(seed);
    report.line("Starting the example " + example.getFileName());
    try (var stores = DemoStores.start(seed, kept, chosen, report)) {
      report.step("gateway", "starts");
      try (var gateway = Gateway.start(settings(kept, stores))) {
        report.step("gateway", "serves");
        var stopping = stopInOrder(gateway, stores);
        var addresses = write(stores.environment(), kept.resolve("stores.env"));
        welcome(report, stores, gateway, addresses);
        var status = gateway.waitFor();
        if (stopping.get()) {
          return;
        }
        throw new StartFailure(
            "the gateway ended with status " + status + "; see " + kept.resolve("gateway/log"));
      }
    }
  }

  /// As a shell reads variables.
  private static Path write(Map<String, String> environment, Path file) {
    var lines = new ArrayList<String>();
    environment.forEach(
        (name, value) -> lines.add(name + "='" + value.replace("'", "'\\''") + "'"));
    try {
      return Files.write(file, lines);
    } catch (IOException failure) {
      throw new StartFailure("cannot write " + file, failure);
    }
  }

  private void check(Seed seed) {
    var known = new TreeSet<>(seed.stores());
    seed.stores().forEach(name -> known.add(seed.kind(name).id()));
    for (var name : chosen) {
      if (!known.contains(name)) {
        throw new StartFailure(
            "--stores names `" + name + "`, which is no store of the example; there are " + known);
      }
    }
  }

  private Gateway.Settings settings(Path kept, DemoStores stores) {
    return new Gateway.Settings(
        gatewayMain,
        gatewayClassPath,
        example.resolve("polyphony.yaml"),
        port,
        Folders.kept(kept.resolve("gateway")),
        stores.environment());
  }

  /// The children end without this too; but so the gateway answers its last requests while it has
  /// its stores. The answer turns true once that has begun.
  private static AtomicBoolean stopInOrder(Gateway gateway, DemoStores stores) {
    var stopping = new AtomicBoolean();
    Runnable stop =
        () -> {
          stopping.set(true);
          gateway.close();
          stores.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    return stopping;
  }

  private void welcome(Report report, DemoStores stores, Gateway gateway, Path addresses) {
    var memory = new LinkedHashMap<>(stores.memory());
    memory.put("gateway", gateway.memory());
    memory.put("this program", ProcessMemory.ofThisAlone());
    var each = new StringJoiner(", ");
    memory.forEach((name, bytes) -> each.add(megabytes(name, bytes)));
    var total = memory.values().stream().mapToLong(Long::longValue).sum();
    report.line("");
    report.line(String.format(Locale.ROOT, "Ready after %.1f s.", report.seconds()));
    report.line("Memory: " + megabytes("in all", total) + ": " + each);
    report.line("Data and logs: " + folder);
    var queries = queries();
    if (!queries.isEmpty()) {
      report.line("Three queries to try:");
    }
    queries.forEach(query -> report.line("\n" + query.indent(2).stripTrailing()));
    report.line("");
    report.line(
        "Whether schema and stores fit: set -a; . "
            + addresses
            + "; ./polyphony check --live --config "
            + example.resolve("polyphony.yaml"));
    report.line("GraphiQL: http://127.0.0.1:" + port + "/graphiql     Ctrl-C stops everything.");
  }

  private static String megabytes(String name, long bytes) {
    return name + " " + (bytes + (1 << 19)) / (1 << 20) + " MB";
  }

  /// The first three of the example's queries.
  private List<String> queries() {
    var from = example.resolve("queries");
    if (!Files.isDirectory(from)) {
      return List.of();
    }
    try (var files = Files.list(from)) {
      var first =
          files.filter(file -> file.toString().endsWith(".graphql")).sorted().limit(3).toList();
      var texts = new ArrayList<String>();
      for (var file : first) {
        texts.add(Files.readString(file).strip());
      }
      return texts;
    } catch (IOException failure) {
      throw new StartFailure("cannot read " + from, failure);
    }
  }
}
