package dev.polyphony.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Folders of stores: made, and removed with all that they hold.
public final class Folders {
  private Folders() {}

  public static Path scratch(String name) {
    try {
      return Files.createTempDirectory("polyphony-" + name + "-");
    } catch (IOException failure) {
      throw new StartFailure("cannot make a temporary folder: " + failure.getMessage(), failure);
    }
  }

  public static Path kept(Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException failure) {
      throw new StartFailure(
          "cannot make the folder " + folder + ": " + failure.getMessage(), failure);
    }
  }

  /// Where unpacked programs are kept: in the user's cache, or in the temporary folder for a user
  /// who has none.
  public static Path cache() {
    var configured = System.getenv("XDG_CACHE_HOME");
    var home = Path.of(System.getProperty("user.home", ""));
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured).resolve("polyphony");
    }
    var parent =
        Files.isWritable(home)
            ? home.resolve(".cache")
            : Path.of(System.getProperty("java.io.tmpdir"));
    return parent.resolve("polyphony");
  }

  public static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
