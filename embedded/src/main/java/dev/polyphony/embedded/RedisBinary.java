package dev.polyphony.embedded;

import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The program of a Redis server: the system's where there is one, else the one on the class path,
/// unpacked once and kept.
final class RedisBinary {
  private static final String VERSION = "6.2.6-v5";

  private RedisBinary() {}

  static Path find() {
    return onPath(System.getenv().getOrDefault("PATH", "")).findFirst().orElseGet(RedisBinary::own);
  }

  private static Stream<Path> onPath(String path) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable);
  }

  private static Path own() {
    var name = name();
    var binary = Folders.cache().resolve(name);
    if (Files.isExecutable(binary)) {
      return binary;
    }
    try (var packed = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new StartFailure(
            "no `redis-server` on the PATH, and none for this system on the class path: install"
                + " one");
      }
      Files.createDirectories(binary.getParent());
      // Unpacked beside it and moved, so that two at once, or one that is killed, leave no half.
      var half = Files.createTempFile(binary.getParent(), "unpacking-", "");
      Files.copy(packed, half, StandardCopyOption.REPLACE_EXISTING);
      if (!half.toFile().setExecutable(true)) {
        throw new IOException(half + " cannot be made executable");
      }
      return Files.move(half, binary, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StartFailure("cannot unpack Redis: " + failure.getMessage(), failure);
    }
  }

  /// The name in the archive. That for ARM is of another version.
  private static String name() {
    var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    var arm = System.getProperty("os.arch").equals("aarch64");
    if (mac) {
      return "redis-server-" + VERSION + (arm ? "-darwin-arm64" : "-darwin-amd64");
    }
    return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-" + VERSION + "-linux-amd64";
  }
}
