package dev.polyphony.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.polyphony.embedded.process.Command;
import dev.polyphony.embedded.process.FreePort;
import dev.polyphony.embedded.process.JavaCommand;
import dev.polyphony.embedded.seed.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private static final Path EXAMPLE = Path.of("../examples/air-travel");
  private static final String END = "GraphiQL: ";

  private final List<Process> demos = new ArrayList<>();

  @AfterEach
  void endWhatAFailureLeft() {
    demos.forEach(Process::destroyForcibly);
  }

  @Test
  void loadsOnceAndLeavesNothingWhenItIsKilled(@TempDir Path folder) throws Exception {
    var first = start(folder, FreePort.any());
    var lines = linesUntilReady(first);

    assertThat(lines).anyMatch(line -> line.contains("strikes   10,000 of 10,000"));
    assertThat(lines).anyMatch(line -> line.contains("airport    3,504 of 3,504"));
    assertThat(lines).anyMatch(line -> line.startsWith("Memory: in all "));
    assertThat(linesUntilReady(start(folder, FreePort.any())))
        .singleElement(STRING)
        .startsWith("polyphony demo: another demo runs on ");
    assertThat(lines)
        .anyMatch(line -> line.contains("set -a; . " + folder.resolve("stores.env") + "; "));
    assertThat(folder.resolve("stores.env"))
        .content()
        .contains("OFFICE_URL='postgresql://", "ROUTES_URL='ws://");
    endAndAwaitChildren(first, "KILL");

    var second = start(folder, FreePort.any());
    var again = linesUntilReady(second);

    assertThat(again)
        .filteredOn(line -> line.contains("holds its data already"))
        .hasSameSizeAs(Seed.read(EXAMPLE.resolve("seed/seed.yaml")).stores());
    assertThat(again).noneMatch(line -> line.contains("10,000 of 10,000"));
    endAndAwaitChildren(second, "TERM");
  }

  @Test
  void startsTheChosenStoreAloneAndAgainWhenItIsKilled(@TempDir Path folder) throws Exception {
    var demo = start(folder, FreePort.any(), "--stores=mongodb");
    var reader = reader(demo);

    assertThat(linesUntil(reader, END))
        .anyMatch(line -> line.contains("office") && line.contains("is left out"))
        .noneMatch(line -> line.contains("PostgreSQL starts"));
    // The emulator's program tells its port and process in this file.
    var pid = Files.readString(folder.resolve("guides/ready")).strip().split(" ")[1];
    Command.run(List.of("kill", "-KILL", pid));

    assertThat(linesUntil(reader, "serves again"))
        .last(STRING)
        .contains("MongoDB emulator serves again");
    endAndAwaitChildren(demo, "KILL");
  }

  @Test
  void refusesAStoreThatTheExampleLacks(@TempDir Path folder) throws Exception {
    var lines = linesUntilReady(start(folder, FreePort.any(), "--stores=guides,ofice"));

    assertThat(lines)
        .singleElement(STRING)
        .startsWith("polyphony demo: --stores names `ofice`, which is no store of the example");
  }

  @Test
  void saysThatThePortIsTaken(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var demo = start(folder, taken.getLocalPort());

      var lines = linesUntilReady(demo);

      assertThat(lines)
          .containsExactly(
              "polyphony demo: port "
                  + taken.getLocalPort()
                  + " is taken; choose another with --port");
      assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(1);
    }
  }

  private Process start(Path folder, int port, String... options) throws IOException {
    var command = new ArrayList<>(JavaCommand.of(Demo.class, "128m"));
    command.addAll(
        List.of(
            "--port=" + port,
            "--data-dir=" + folder,
            "--example=" + EXAMPLE,
            "--gateway-main=" + FakeGateway.class.getName()));
    command.addAll(List.of(options));
    var demo = new ProcessBuilder(command).redirectErrorStream(true).start();
    demos.add(demo);
    return demo;
  }

  private static List<String> linesUntilReady(Process demo) throws IOException {
    return linesUntil(reader(demo), END);
  }

  private static BufferedReader reader(Process demo) {
    return new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
  }

  /// The lines up to one that holds the text, or all there are.
  private static List<String> linesUntil(BufferedReader reader, String text) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.contains(text)) {
        break;
      }
    }
    return lines;
  }

  private static void endAndAwaitChildren(Process demo, String signal) throws Exception {
    var children = demo.descendants().toList();
    assertThat(children).hasSizeGreaterThan(2);

    Command.run(List.of("kill", "-" + signal, "" + demo.pid()));

    for (var child : children) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
