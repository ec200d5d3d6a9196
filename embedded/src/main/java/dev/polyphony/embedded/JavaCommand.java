package dev.polyphony.embedded;

import java.nio.file.Path;
import java.util.List;

/// The start of a command that runs a class of this class path in a JVM of its own.
final class JavaCommand {
  private JavaCommand() {}

  static List<String> of(Class<?> main, String heap) {
    return of(main.getName(), System.getProperty("java.class.path"), heap);
  }

  static List<String> of(String main, String classPath, String heap) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath,
        main);
  }
}
