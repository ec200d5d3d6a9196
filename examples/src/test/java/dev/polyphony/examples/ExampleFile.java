package dev.polyphony.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// An example query with the files beside it: its answer, and the fetches that give it.
record ExampleFile(Path query) {
  static List<ExampleFile> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".graphql"))
          .sorted()
          .map(ExampleFile::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return query.getFileName().toString().replace(".graphql", "");
  }

  String document() {
    return read(query);
  }

  Path answer() {
    return query.resolveSibling(name() + ".json");
  }

  Path fetches() {
    return query.resolveSibling(name() + ".fetches");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
