package dev.polyphony.embedded;

import dev.polyphony.embedded.process.ChildProcess;
import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.ProcessMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/// A real Kafka broker that is its own controller, as a child process, on free ports of the
/// loopback address.
///
/// It ends with this JVM, also when that is killed.
public final class EmbeddedKafka implements EmbeddedServer {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ChildProcess process;
  private final int port;
  private final AtomicInteger topics = new AtomicInteger();

  private EmbeddedKafka(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /// A broker that keeps nothing.
  public static EmbeddedKafka start() {
    return FreePort.taking(0, port -> launch(Folders.scratch("kafka"), true, port));
  }

  /// A broker that keeps its topics in a folder, made where it is missing.
  public static EmbeddedKafka start(Path folder) {
    return start(folder, 0);
  }

  /// Like [#start(Path)], on a port that its clients know already; 0 takes any.
  public static EmbeddedKafka start(Path folder, int port) {
    return FreePort.taking(port, taken -> launch(Folders.kept(folder), false, taken));
  }

  private static EmbeddedKafka launch(Path folder, boolean scratch, int port) {
    var program = new KafkaProgram(folder, port, FreePort.any());
    program.prepare();
    var started =
        ChildProcess.start(
            new ChildProcess.Program(
                "kafka",
                program.command(),
                Map.of("MALLOC_ARENA_MAX", "2"),
                folder,
                scratch,
                // What it was told to keep is in its log before it answers.
                "KILL"));
    started.await(() -> serves(folder.resolve("log")), PATIENCE);
    return new EmbeddedKafka(started, port);
  }

  private static Optional<Boolean> serves(Path log) {
    try {
      var text = Files.readString(log, StandardCharsets.ISO_8859_1);
      return text.contains("Kafka Server started") ? Optional.of(true) : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public int port() {
    return port;
  }

  /// What clients connect to.
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public long pid() {
    return process
        .handle()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new IllegalStateException("Kafka has ended"));
  }

  @Override
  public long memory() {
    return ProcessMemory.of(process.handle());
  }

  /// A topic of its own, for tests that must not see each other.
  public String newTopic(int partitions) {
    var name = "test." + topics.incrementAndGet();
    createTopic(name, partitions, Map.of());
    return name;
  }

  /// @param settings as Kafka names them, such as `cleanup.policy`
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    var topic = new NewTopic(name, partitions, (short) 1).configs(settings);
    administrate(admin -> admin.createTopics(List.of(topic)).all());
  }

  public void deleteTopic(String name) {
    administrate(admin -> admin.deleteTopics(List.of(name)).all());
  }

  private interface Work {
    KafkaFuture<?> with(Admin admin);
  }

  private void administrate(Work work) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      work.with(admin).get(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Where the broker's log and data are.
  Path folder() {
    return process.folder();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  @Override
  public void close() {
    process.close();
  }
}
