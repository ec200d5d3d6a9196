package dev.polyphony.gateway.configuration;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Finds files by patterns such as `schema/*.graphql` or `schema/**.graphql`, seen from a folder.
final class FileGlobs {
  private static final String SPECIAL = "*?[{\\";
  private static final int DEPTH = 16;

  private final Path folder;

  FileGlobs(Path folder) {
    this.folder = folder;
  }

  /// The files that match, in order of their names; none when the pattern is malformed.
  List<Path> find(String pattern) throws IOException {
    Path start = folder;
    String rest = pattern;
    for (int slash = rest.indexOf('/'); slash >= 0; slash = rest.indexOf('/')) {
      String part = rest.substring(0, slash);
      if (part.chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0)) {
        break;
      }
      start = part.isEmpty() ? start.resolve("/") : start.resolve(part);
      rest = rest.substring(slash + 1);
    }
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    } catch (PatternSyntaxException _) {
      return List.of();
    }
    Path from = start;
    try (Stream<Path> files = Files.walk(from, DEPTH)) {
      return files
          .filter(file -> matcher.matches(from.relativize(file)) && Files.isRegularFile(file))
          .map(Path::normalize)
          .sorted()
          .toList();
    }
  }
}
