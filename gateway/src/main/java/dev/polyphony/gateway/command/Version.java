package dev.polyphony.gateway.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/// The version as the build wrote it down.
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"polyphony " + text(), "Java " + Runtime.version()};
  }

  static String text() {
    try (InputStream file = Version.class.getResourceAsStream("/dev/polyphony/gateway/version")) {
      return file == null
          ? "(unknown version)"
          : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
