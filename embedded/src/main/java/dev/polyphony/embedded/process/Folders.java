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
