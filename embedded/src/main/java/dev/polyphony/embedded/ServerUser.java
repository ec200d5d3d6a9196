package dev.polyphony.embedded;

import dev.polyphony.embedded.process.Command;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who PostgreSQL runs as, which refuses to run as root.
sealed interface ServerUser {

  /// The command, changed so that this user runs it.
  List<String> command(List<String> command);

  /// Gives a folder to this user.
  void own(Path folder);

  /// Whoever runs this JVM.
  record Self() implements ServerUser {
    @Override
    public List<String> command(List<String> command) {
      return command;
    }

    @Override
    public void own(Path folder) {}
  }

  /// Root seen from inside a user namespace of its own, where it is nobody; its files stay root's.
  record Namespace() implements ServerUser {
    @Override
    public List<String> command(List<String> command) {
      return prefixed(List.of("unshare", "--user"), command);
    }

    @Override
    public void own(Path folder) {}
  }

  /// Root that became `nobody`, where namespaces are forbidden, as in many containers.
  record Nobody() implements ServerUser {
    @Override
    public List<String> command(List<String> command) {
      return prefixed(
          List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups"), command);
    }

    @Override
    public void own(Path folder) {
      var outcome = Command.run(List.of("chown", "-R", "nobody", folder.toString()));
      if (!outcome.succeeded()) {
        throw new StartFailure("cannot give " + folder + " to nobody: " + outcome.output());
      }
    }
  }

  static ServerUser detect() {
    if (!isRoot()) {
      return new Self();
    }
    if (works(new Namespace())) {
      return new Namespace();
    }
    if (works(new Nobody())) {
      return new Nobody();
    }
    throw new StartFailure(
        "PostgreSQL refuses to run as root, and neither unshare nor setpriv (package util-linux) can"
            + " change the user here; run as another user");
  }

  private static boolean works(ServerUser user) {
    try {
      var outcome = Command.run(user.command(List.of("id", "-u")));
      return outcome.succeeded() && !outcome.output().equals("0");
    } catch (StartFailure absent) {
      return false;
    }
  }

  private static boolean isRoot() {
    try {
      var self = Path.of("/proc/self");
      return Files.exists(self)
          ? Files.getAttribute(self, "unix:uid").equals(0)
          : System.getProperty("user.name", "").equals("root");
    } catch (IOException | UnsupportedOperationException unknown) {
      return System.getProperty("user.name", "").equals("root");
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }
}
