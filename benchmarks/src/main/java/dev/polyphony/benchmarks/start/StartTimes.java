package dev.polyphony.benchmarks.start;

import dev.polyphony.gateway.Gateway;
import dev.polyphony.gateway.configuration.Project;
import dev.polyphony.gateway.configuration.StoreKinds;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The time from reading a configuration to answering requests, for schemas of more and more types.
/// The stores are down, as they may be.
public final class StartTimes {
  private static final List<Integer> COUNTS = List.of(50, 100, 200, 500);
  private static final long PATIENCE_SECONDS = 60;

  private StartTimes() {}

  /// @param arguments how many rounds to run
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
    print(best(rounds), System.out);
    // A driver may still be trying to connect.
    System.exit(0);
  }

  static void print(Map<Integer, Duration> times, PrintStream out) {
    times.forEach((types, time) -> {
      double millis = time.toNanos() / 1e6;
      out.println(
          String.format(
              Locale.ROOT,
              "%4d types start in %6.0f ms, %.2f ms a type",
              types,
              millis,
              millis / types));
    });
  }

  /// The shortest time of some rounds for each number of types, after one that is not counted.
  static Map<Integer, Duration> best(int rounds)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path folder = Files.createTempDirectory("many-types");
    List<Path> files = new ArrayList<>();
    try {
      Map<Integer, Path> configurations = new LinkedHashMap<>();
      for (int count : COUNTS) {
        Path own = Files.createDirectory(folder.resolve(String.valueOf(count)));
        configurations.put(count, new ManyTypes(count).write(own));
      }
      Map<Integer, Duration> best = new LinkedHashMap<>();
      for (int round = 0; round <= rounds; round++) {
        for (Map.Entry<Integer, Path> one : configurations.entrySet()) {
          Duration time = start(one.getValue());
          if (round > 0) {
            best.merge(one.getKey(), time, (a, b) -> a.compareTo(b) < 0 ? a : b);
          }
        }
      }
      return best;
    } finally {
      try (var all = Files.walk(folder)) {
        all.forEach(files::addFirst);
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private static Duration start(Path configuration)
      throws InterruptedException, ExecutionException, TimeoutException {
    long from = System.nanoTime();
    Project project = Project.read(configuration, StoreKinds.ALL, _ -> null);
    if (!(project instanceof Project.Sound sound)) {
      throw new IllegalStateException(project.problems().toString());
    }
    Gateway gateway =
        Gateway.start(sound.configuration(), sound.catalog())
            .toCompletableFuture()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Duration time = Duration.ofNanos(System.nanoTime() - from);
    gateway.stop().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return time;
  }
}
