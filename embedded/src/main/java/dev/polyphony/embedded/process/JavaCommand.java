package dev.polyphony.embedded.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The start of a command that runs a class of this class path in a JVM of its own.
public final class JavaCommand {
  private JavaCommand() {}

  /// A small program of this class path, which need not be fast for long.
  public static List<String> of(Class<?> main, String heap) {
    return of(
        main.getName(),
        System.getProperty("java.class.path"),
        List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
  }

  public static List<String> of(String main, String classPath, List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }
}
