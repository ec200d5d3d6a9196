package dev.polyphony.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.embedded.process.Command;
import dev.polyphony.embedded.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoOrphansTest {

  /// Starts one store of each kind, prints the processes and folders that they need, and stays.
  static final class Parent {
    public static void main(String[] arguments) throws InterruptedException {
      var postgres = SharedStores.postgres();
      var mongo = SharedStores.mongo();
      var cassandra = SharedStores.cassandra();
      var redis = SharedStores.redis();
      var graph = SharedStores.janusgraph();
      var kafka = SharedStores.kafka();
      System.out.printf(
          "%d %d %d %d %d %d %s %s %s %s %s %s%n",
          postgres.pid(),
          mongo.pid(),
          cassandra.pid(),
          redis.pid(),
          graph.pid(),
          kafka.pid(),
          postgres.folder(),
          mongo.folder(),
          cassandra.folder(),
          redis.folder(),
          graph.folder(),
          kafka.folder());
      Thread.currentThread().join();
    }
  }

  private @Nullable Process parent;

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "INT"})
  void nothingIsLeftOfAParentThatIsEndedBy(String signal) throws Exception {
    // A build in a shell's background inherits an ignored INT, which a Java process then keeps.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
    command.addAll(JavaCommand.of(Parent.class, "64m"));
    parent = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var line = List.of(firstLine(parent).split(" "));
    var half = line.size() / 2;
    var folders = line.subList(half, line.size()).stream().map(Path::of).toList();
    var children = parent.descendants().toList();
    assertThat(children).hasSizeGreaterThan(6);
    assertThat(children.stream().map(child -> "" + child.pid())).containsAll(line.subList(0, half));
    assertThat(folders).allMatch(Files::exists);

    Command.run(List.of("kill", "-" + signal, "" + parent.pid()));

    for (var child : children) {
      child.onExit().get(90, TimeUnit.SECONDS);
    }
    assertThat(folders).noneMatch(Files::exists);
  }

  @AfterEach
  void endWhatAFailureLeft() {
    if (parent != null) {
      parent.destroyForcibly();
    }
  }

  @Test
  void aStoreThatIsClosedLeavesNothing() throws Exception {
    var postgres = EmbeddedPostgres.start();
    var mongo = EmbeddedMongo.start();
    var cassandra = EmbeddedCassandra.start();
    var redis = EmbeddedRedis.start();
    var graph = EmbeddedJanusGraph.start();
    var processes =
        Stream.of(postgres.pid(), mongo.pid(), cassandra.pid(), redis.pid(), graph.pid())
            .map(pid -> ProcessHandle.of(pid).orElseThrow())
            .toList();

    postgres.close();
    mongo.close();
    cassandra.close();
    redis.close();
    graph.close();

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  private static String firstLine(Process process) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return String.valueOf(reader.readLine());
  }
}
