package dev.polyphony.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A child process that ends when this JVM does, however this JVM ends.
///
/// The child stands under a small shell that reads a pipe whose other end only this JVM holds. When
/// the pipe closes (by [#close()], by an exit, by SIGKILL) the shell stops the child. The kernel's
/// parent-death signal would not do: it follows the thread that started the child, and Java's
/// threads come and go.
public final class ChildProcess implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration EARLIER = Duration.ofSeconds(20);

  /// Stops the child by the asked signal, after ten seconds by SIGKILL, and removes the folder of a
  /// child that keeps nothing. It ignores the signals of a terminal, which reach the whole group,
  /// so that it outlives the child.
  private static final String SUPERVISOR =
      """
      stop=$1 scratch=$2; shift 2
      exec 3<&0 </dev/null
      "$@" 3<&- &
      child=$!
      trap '' INT TERM HUP QUIT
      {
        trap - TERM
        while read -r ignored; do :; done
        kill -"$stop" "$child"
        tries=0
        while [ $tries -lt 50 ] && kill -0 "$child"; do sleep 0.2; tries=$((tries + 1)); done
        kill -KILL "$child"
      } <&3 2>/dev/null &
      watcher=$!
      exec 3<&-
      wait "$child"; status=$?
      kill -KILL "$watcher" 2>/dev/null
      [ -z "$scratch" ] || rm -rf "$scratch"
      exit $status
      """;

  /// What to run.
  ///
  /// @param folder holds the child's log, and all that it stores
  /// @param scratch whether the folder goes when the child ends
  /// @param stop the name of the signal that stops the child in good order
  public record Program(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      boolean scratch,
      String stop) {
    public Program {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    public Path log() {
      return folder.resolve("log");
    }
  }

  private final Program program;
  private final Process supervisor;

  private ChildProcess(Program program, Process supervisor) {
    this.program = program;
    this.supervisor = supervisor;
  }

  public static ChildProcess start(Program program) {
    var command =
        new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISOR, "polyphony-" + program.name()));
    command.add(program.stop());
    command.add(program.scratch() ? program.folder().toString() : "");
    command.addAll(program.command());
    try {
      awaitEarlier(program);
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(program.log().toFile()));
      builder.environment().putAll(program.environment());
      var process = builder.start();
      Files.writeString(pidFile(program), Long.toString(process.pid()));
      return new ChildProcess(program, process);
    } catch (IOException failure) {
      throw new StartFailure(
          "cannot start " + program.name() + ": " + failure.getMessage(), failure);
    }
  }

  /// The child of a killed parent may need a moment to write out its data; two at once would spoil
  /// them.
  private static void awaitEarlier(Program program) throws IOException {
    if (!Files.exists(pidFile(program))) {
      return;
    }
    var pid = Long.parseLong(Files.readString(pidFile(program)).strip());
    var earlier = ProcessHandle.of(pid).filter(process -> runs(process, program));
    if (earlier.isEmpty()) {
      return;
    }
    try {
      earlier.get().onExit().get(EARLIER.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while an earlier " + program.name() + " was stopping");
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException failure) {
      throw new StartFailure(
          "the folder " + program.folder() + " is in use by process " + pid + "; stop it first",
          failure);
    }
  }

  private static boolean runs(ProcessHandle process, Program program) {
    return process.info().commandLine().stream()
        .anyMatch(line -> line.contains("polyphony-" + program.name()));
  }

  private static Path pidFile(Program program) {
    return program.folder().resolve("pid");
  }

  /// Asks `ready` until it answers. Fails when the child ends before, or after `patience`.
  public <T> T await(Supplier<Optional<T>> ready, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        var answer = ready.get();
        if (answer.isPresent()) {
          return answer.get();
        }
        if (supervisor.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new StartFailure(program.name() + " ended while starting: " + lastLines());
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new StartFailure("interrupted while " + program.name() + " was starting");
    }
    var lines = lastLines();
    close();
    throw new StartFailure(
        program.name() + " was not ready after " + patience.toSeconds() + " s: " + lines);
  }

  private String lastLines() {
    if (!Files.exists(program.log())) {
      return "(its log is gone)";
    }
    try (var lines = Files.lines(program.log())) {
      var all = lines.filter(line -> !line.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - 5), all.size()).stream()
          .collect(Collectors.joining(" | "));
    } catch (IOException | UncheckedIOException failure) {
      return "(its log cannot be read: " + failure.getMessage() + ")";
    }
  }

  public Path folder() {
    return program.folder();
  }

  public boolean isAlive() {
    return supervisor.isAlive();
  }

  /// The supervising shell; its descendants are the child's processes.
  public ProcessHandle handle() {
    return supervisor.toHandle();
  }

  /// Blocks until the child ends by itself.
  public int waitFor() throws InterruptedException {
    return supervisor.waitFor();
  }

  @Override
  public void close() {
    try {
      supervisor.getOutputStream().close();
      if (!supervisor.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
        supervisor.destroyForcibly();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
