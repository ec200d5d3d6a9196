package dev.polyphony.embedded.janusgraph;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the server's classes and libraries are. It uses none of them, so that it can be asked from
/// a class path that holds none of them.
public final class JanusGraphClassPath {
  public static final String MAIN = "dev.polyphony.embedded.janusgraph.JanusGraphServer";

  private JanusGraphClassPath() {}

  /// The build writes the libraries beside this module's classes, or beside its jar.
  public static String read() throws IOException {
    try {
      var source = JanusGraphClassPath.class.getProtectionDomain().getCodeSource();
      var classes = Path.of(source.getLocation().toURI());
      return classes + ":" + Files.readString(classes.resolveSibling("classpath")).strip();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
