package dev.polyphony.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The memory that processes hold, shared pages counted in parts.
public final class ProcessMemory {
  private ProcessMemory() {}

  /// Bytes of a process and all its descendants; 0 where the system does not tell.
  public static long of(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> proportional(each.pid()))
        .sum();
  }

  /// Bytes of this process without its children.
  public static long ofThisAlone() {
    return proportional(ProcessHandle.current().pid());
  }

  private static long proportional(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException | UncheckedIOException unknown) {
      return 0;
    }
  }
}
