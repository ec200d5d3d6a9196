package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.events.EventRules;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import dev.polyphony.schema.sdl.SchemaReader.Sdl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The files of a user: configuration and schema, read and checked together without asking a store.
public sealed interface Project {
  /// @param problems in order of their places; at least one is an error
  record Broken(List<Problem> problems) implements Project {
    public Broken {
      problems = List.copyOf(problems);
    }
  }

  /// @param problems in order of their places, all of them warnings
  record Sound(Configuration configuration, Catalog catalog, List<Problem> problems)
      implements Project {
    public Sound {
      problems = List.copyOf(problems);
    }
  }

  List<Problem> problems();

  /// @param environment variables by name, null where there is none
  static Project read(Path file, StoreKinds kinds, UnaryOperator<@Nullable String> environment) {
    Problems problems = new Problems();
    Configuration configuration = new ConfigurationReader(kinds, environment, problems).read(file);
    if (configuration == null) {
      return new Broken(problems.all());
    }
    Map<String, StoreDeclaration> stores = new LinkedHashMap<>();
    configuration.stores().forEach((name, store) -> stores.put(name, store.declaration()));
    KafkaSettings kafka = configuration.kafka();
    if (kafka != null) {
      stores.put(StoreDeclaration.KAFKA, EventRules.declaration(kafka.location()));
    }
    List<Sdl> files = texts(configuration.schema(), problems);
    if (files.isEmpty()) {
      return new Broken(problems.all());
    }
    SchemaReader.Outcome outcome =
        SchemaReader.read(files, stores, configuration.limits().rows(), problems);
    if (outcome.catalog() == null) {
      return new Broken(outcome.problems());
    }
    if (configuration.auth().jwt() == null && !outcome.catalog().access().isEmpty()) {
      problems.warning(
          "ACCESS_WITHOUT_AUTH",
          Location.of(file.toString()),
          "the schema says who may see what, but the gateway knows nobody: what is restricted is"
              + " denied to all",
          "Write `auth.jwt`, see docs/auth.md");
    }
    return new Sound(configuration, outcome.catalog(), problems.all());
  }

  private static List<Sdl> texts(List<Path> files, Problems problems) {
    List<Sdl> texts = new ArrayList<>();
    for (Path file : files) {
      try {
        texts.add(new Sdl(file.toString(), Files.readString(file)));
      } catch (IOException _) {
        problems.error(
            "UNREADABLE_FILE",
            Location.of(file.toString()),
            "the file cannot be read",
            "Give the gateway the right to, and write the file in UTF-8");
      }
    }
    return texts;
  }
}
