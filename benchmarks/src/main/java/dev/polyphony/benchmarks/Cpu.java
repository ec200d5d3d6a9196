package dev.polyphony.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Processor time of processes in seconds, as Linux accounts for it.
final class Cpu {
  private static final double TICKS = 100.0;

  private Cpu() {}

  static double of(long pid) {
    try {
      // After the command in parentheses: state, …, utime is the 12th and stime the 13th field.
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A process and all below it that are alive.
  static double ofTree(long pid) {
    Stream<ProcessHandle> below =
        ProcessHandle.of(pid).map(ProcessHandle::descendants).orElse(Stream.empty());
    return of(pid) + below.mapToDouble(handle -> of(handle.pid())).sum();
  }
}
