package dev.polyphony.embedded;

import dev.polyphony.embedded.process.Folders;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path and kept.
record PostgresBinaries(Path folder) {

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /// The programs in a folder that `user` can read, unpacked first where they are missing.
  static PostgresBinaries unpacked(ServerUser user) {
    var archive = archive();
    try {
      var folder = cache(user).resolve("postgresql-" + checksum(archive));
      if (!Files.exists(folder.resolve("bin/postgres"))) {
        unpack(archive, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException failure) {
      throw new StartFailure("cannot unpack PostgreSQL: " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while unpacking PostgreSQL");
    }
  }

  private static Path cache(ServerUser user) {
    return switch (user) {
      // A home of root's is closed to others.
      case ServerUser.Nobody _ -> Path.of("/var/tmp/polyphony");
      case ServerUser.Self _, ServerUser.Namespace _ -> Folders.cache();
    };
  }

  private static URL archive() {
    var system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var name = "/postgres-" + system + "-" + machine + ".txz";
    var archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new StartFailure(
          "no PostgreSQL for " + system + " on " + machine + " is on the class path");
    }
    return archive;
  }

  private static String checksum(URL archive) throws IOException {
    return archive.openConnection() instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : "unpacked";
  }

  /// Unpacks beside the folder and moves, so that two at once, or one that is killed, leave no
  /// half.
  private static void unpack(URL archive, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.getParent());
    var half = Files.createTempDirectory(folder.getParent(), "unpacking-");
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var packed = archive.openStream()) {
      extract(packed, half);
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
      Folders.remove(half);
    }
  }

  private static void extract(InputStream packed, Path folder)
      throws IOException, InterruptedException {
    var tar =
        new ProcessBuilder("tar", "-x", "-C", folder.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try (var unpacked = new XZInputStream(packed);
        var input = tar.getOutputStream()) {
      unpacked.transferTo(input);
    }
    if (!tar.waitFor(60, TimeUnit.SECONDS) || tar.exitValue() != 0) {
      tar.destroyForcibly();
      throw new IOException("tar failed in " + folder);
    }
  }
}
